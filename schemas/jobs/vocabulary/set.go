package vocabulary

import (
	"slices"
	"strings"
)

// BeginsAndEnds reports whether the set has a word for an unfinished state and one for a
// final state.
func (s Set) BeginsAndEnds() bool {
	return s.Ends() && s.Has(func(m Meaning) bool {
		return m.Known && (m.Kind == Waiting || m.Kind == Running || m.Kind == NeedsAction)
	})
}

// Ends reports whether the set has a word for a final state.
func (s Set) Ends() bool { return s.Has(func(m Meaning) bool { return m.Known && m.Kind.Final() }) }

// Works reports whether the set contains words of a job: one for a state before the end,
// and one for the end, both of lifecycles that move by themselves.
func (s Set) Works() bool {
	return s.Has(func(m Meaning) bool { return m.Known && m.Mover == Clock && !m.Kind.Final() }) &&
		s.Has(func(m Meaning) bool { return m.Known && m.Mover == Clock && m.Kind.Final() })
}

// OnlyEnds reports whether the set only describes how something ended, with success or
// without. Such a set has no word for work in progress; up to a quarter of its words may
// be unknown.
func (s Set) OnlyEnds() bool {
	good := s.Has(func(m Meaning) bool { return m.Known && m.Kind == Succeeded && m.Mover != People })
	bad := s.Has(func(m Meaning) bool { return m.Known && m.Kind.Final() && m.Kind != Succeeded })
	open := s.Has(func(m Meaning) bool { return m.Known && !m.Kind.Final() && m.Kind != NeedsAction })
	return good && bad && !open && 4*s.Count(IsUnknown) <= len(s)
}

// Shares reports whether all given words are in the set; false for no words.
func (s Set) Shares(words []Word) bool {
	return len(words) > 0 && !slices.ContainsFunc(words, func(w Word) bool {
		return !s.Has(func(m Meaning) bool { return Same(m.Text, w.Text) })
	})
}

// Count returns the number of matching words in the set.
func (s Set) Count(is func(Meaning) bool) int {
	n := 0
	for _, m := range s {
		if is(m) {
			n++
		}
	}
	return n
}

// Squashed returns a name in lower case without separators.
func Squashed(name string) string { return strings.Join(Parts(name), "") }

// IsUnknown reports whether the table lacks the word.
func IsUnknown(m Meaning) bool { return !m.Known }
