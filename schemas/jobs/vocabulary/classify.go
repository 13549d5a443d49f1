package vocabulary

import (
	"slices"
	"strings"
)

// Word is one value that a status may have.
type Word struct {
	Text  string // as it is written, or the name that the document gives the value
	Value any    // what is on the wire, when that is not the text
}

// Meaning is what a word says in the set that it stands in.
type Meaning struct {
	Word
	Kind  Kind
	Step  int
	Mover Mover
	Known bool // the table has it, or all of its words
}

// Dictionary is the table of words, to be asked by phrase.
type Dictionary map[string][]line

// NewDictionary makes the table ready to be asked.
func NewDictionary() Dictionary {
	d := Dictionary{}
	for _, l := range lines() {
		for _, p := range strings.Split(l.words, ", ") {
			d[p] = append(d[p], l)
		}
	}
	return d
}

// Set is what all the words of a status mean together.
type Set []Meaning

// Read gives the meaning of each word, in the order of the words.
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

// phrasesOf gives the words as the table writes them, without what all of them
// begin with: JOB_STATE_QUEUED and JOB_STATE_DONE are "queued" and "done".
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

// Meaning reads one word. Without others only what holds anywhere is looked at.
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

// keeps tells that the other words of a set are the company that a line wants.
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
	case besideCancel:
		return s.Has(func(m Meaning) bool { return m.Known && m.Kind == Cancelled })
	}
	return true
}

// Has tells that some word of the set is so.
func (s Set) Has(is func(Meaning) bool) bool { return slices.ContainsFunc(s, is) }

// compound reads a phrase that the table has only in pieces: "upstream_failed"
// fails, "waiting_for_review" waits for somebody, "validating_files" works.
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
		// English says with -ing what goes on; who makes it go on is not said.
		return Meaning{w, Running, 4, Either, true}, true
	case len(p) > 1 && is("successful successfully succeeded success"):
		return Meaning{w, Succeeded, 6, Clock, true}, true
	}
	return Meaning{}, false
}
