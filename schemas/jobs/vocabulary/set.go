package vocabulary

import (
	"slices"
	"strings"
)

// BeginsAndEnds tells a set with a word for not yet and one for over.
func (s Set) BeginsAndEnds() bool {
	return s.Ends() && s.Has(func(m Meaning) bool {
		return m.Known && (m.Kind == Waiting || m.Kind == Running || m.Kind == NeedsAction)
	})
}

// Ends tells a set with a word for over.
func (s Set) Ends() bool { return s.Has(func(m Meaning) bool { return m.Known && m.Kind.Final() }) }

// Works tells that a clock moves this life by its own words: one for work or a
// queue, and one for an end of work.
func (s Set) Works() bool {
	return s.Has(func(m Meaning) bool { return m.Known && m.Mover == Clock && !m.Kind.Final() }) &&
		s.Has(func(m Meaning) bool { return m.Known && m.Mover == Clock && m.Kind.Final() })
}

// OnlyEnds tells a set that says how a thing ended, well and badly. Outcomes
// have no word for what goes on; a word that the table lacks is no hindrance.
func (s Set) OnlyEnds() bool {
	good := s.Has(func(m Meaning) bool { return m.Known && m.Kind == Succeeded && m.Mover != People })
	bad := s.Has(func(m Meaning) bool { return m.Known && m.Kind.Final() && m.Kind != Succeeded })
	open := s.Has(func(m Meaning) bool { return m.Known && !m.Kind.Final() && m.Kind != NeedsAction })
	return good && bad && !open && 4*s.Count(IsUnknown) <= len(s)
}

// Shares tells that all of some words are the life's own.
func (s Set) Shares(words []Word) bool {
	return len(words) > 0 && !slices.ContainsFunc(words, func(w Word) bool {
		return !s.Has(func(m Meaning) bool { return Same(m.Text, w.Text) })
	})
}

// Count tells how many words of the set are so.
func (s Set) Count(is func(Meaning) bool) int {
	n := 0
	for _, m := range s {
		if is(m) {
			n++
		}
	}
	return n
}

// Squashed is a name without case and without what stands between its
func Squashed(name string) string { return strings.Join(Parts(name), "") }

// IsUnknown tells a word that the table lacks.
func IsUnknown(m Meaning) bool { return !m.Known }
