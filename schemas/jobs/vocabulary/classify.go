package vocabulary

import (
	"slices"
	"strings"
)

// Word is one possible value of a status.
type Word struct {
	Text  string // the value as it is written, or its name in the document
	Value any    // the value on the wire, if it differs from Text
}

// Meaning is the meaning of a word among the other words of its set.
type Meaning struct {
	Word
	Kind  Kind
	Step  int
	Mover Mover
	Known bool // the table contains it, or all of its parts
}

// Dictionary is the table of words, indexed by phrase.
type Dictionary map[string][]line

// NewDictionary builds the index of the table.
func NewDictionary() Dictionary {
	d := Dictionary{}
	for _, l := range lines() {
		for _, p := range strings.Split(l.words, ", ") {
			d[p] = append(d[p], l)
		}
	}
	return d
}

// Set is the meanings of all words of a status.
type Set []Meaning

// Read returns the meaning of each word, in the order of the words.
func (d Dictionary) Read(words []Word) Set {
	phrases := phrasesOf(words)
	firm := make(Set, len(words))
	for i, w := range words {
		firm[i] = d.Meaning(w, phrases[i], nil)
	}
	out := make(Set, len(words))
	for i, w := range words {
		out[i] = d.Meaning(w, phrases[i], slices.Delete(slices.Clone(firm), i, i+1))
	}
	return out
}

// phrasesOf returns the words in the table's form, without a prefix that they all have:
// JOB_STATE_QUEUED and JOB_STATE_DONE become "queued" and "done".
func phrasesOf(words []Word) []string {
	split := make([][]string, len(words))
	for i, w := range words {
		split[i] = Parts(w.Text)
	}
	for len(split) > 1 && shareFirst(split) {
		for i := range split {
			split[i] = split[i][1:]
		}
	}
	out := make([]string, len(words))
	for i := range split {
		out[i] = strings.Join(split[i], " ")
	}
	return out
}

func shareFirst(split [][]string) bool {
	for _, p := range split {
		if len(p) < 2 || p[0] != split[0][0] {
			return false
		}
	}
	return true
}

// Meaning returns the meaning of one word. Without others, only lines that hold anywhere
// apply.
func (d Dictionary) Meaning(w Word, phrase string, others Set) Meaning {
	for _, l := range d[phrase] {
		if l.among == anywhere || others.keeps(l.among) {
			return Meaning{w, l.Kind, l.Step, l.Mover, true}
		}
	}
	if m, ok := d.compound(w, phrase); ok {
		return m
	}
	return Meaning{Word: w, Kind: Running}
}

// keeps reports whether the other words of a set satisfy the condition of a line.
func (s Set) keeps(c company) bool {
	work := s.Has(func(m Meaning) bool {
		return m.Known && m.Mover == Clock && m.Step > 0 && !m.Kind.Final() && (m.Kind == Running || m.Step == 2)
	})
	ends := s.Has(func(m Meaning) bool { return m.Known && m.Kind == Succeeded && m.Mover == Clock })
	switch c {
	case besideWork:
		return work
	case besideEnds:
		return ends
	case besideWorkEnds:
		return work && ends
	case besideYes:
		return s.Has(func(m Meaning) bool { return m.Known && m.Kind == Succeeded && m.Mover == People && m.Step == 6 })
	case besideDelivery:
		return s.Has(func(m Meaning) bool {
			return m.Known && (m.Mover == People && m.Kind == Running && m.Step == 5 || m.Kind == Succeeded && m.Mover == Clock ||
				m.Kind == Succeeded && slices.Contains([]string{"fulfilled", "picked up"}, Phrase(m.Text)))
		})
	case besideCancel:
		return s.Has(func(m Meaning) bool { return m.Known && m.Kind == Cancelled })
	}
	return true
}

// Has reports whether the set contains a matching word.
func (s Set) Has(is func(Meaning) bool) bool { return slices.ContainsFunc(s, is) }

// compound interprets a phrase of which the table only has parts: "upstream_failed" is a
// failure, "waiting_for_review" waits for somebody, "validating_files" is work.
func (d Dictionary) compound(w Word, phrase string) (Meaning, bool) {
	p := strings.Fields(phrase)
	is := func(list string) bool {
		return slices.ContainsFunc(p, func(x string) bool { return slices.Contains(strings.Fields(list), x) })
	}
	switch {
	case len(p) == 0:
	case is("failed failure error errored crashed exception") && !is("no without"):
		return Meaning{w, Failed, 8, Clock, true}, true
	case len(p) > 1 && is("waiting pending awaiting requires needs required needed") &&
		is("approval action input user reply confirmation review authorization customer manual human"):
		return Meaning{w, NeedsAction, 0, Either, true}, true
	case len(p) > 1 && is("retry retrying reschedule rescheduled"):
		return Meaning{w, Waiting, 0, Clock, true}, true
	case is("cancel") && is("pending requested"), is("canceling cancelling aborting"):
		return Meaning{w, Cancelling, 0, Clock, true}, true
	case is("canceled cancelled aborted"):
		return Meaning{w, Cancelled, 9, Either, true}, true
	case is("expired timeout"), len(p) > 1 && is("timed") && is("out"):
		return Meaning{w, Expired, 10, Either, true}, true
	case is("partial partially"):
		return Meaning{w, PartlySucceeded, 7, Either, true}, true
	case is("queued enqueued"):
		return Meaning{w, Waiting, 2, Clock, true}, true
	case len(p) > 1 && (p[0] == "waiting" || p[0] == "pending"):
		return Meaning{w, Waiting, 2, Either, true}, true
	case strings.HasSuffix(p[0], "ing") && len(p[0]) > 5 && len(d[p[0]]) > 0:
		return d.Meaning(w, p[0], nil), true
	case strings.HasSuffix(p[0], "ing") && len(p[0]) > 5:
		// In English, -ing marks something in progress; who moves it on is left open.
		return Meaning{w, Running, 4, Either, true}, true
	case len(p) > 1 && is("successful successfully succeeded success"):
		return Meaning{w, Succeeded, 6, Clock, true}, true
	}
	return Meaning{}, false
}
