package jobs

import (
	"slices"
	"strings"
)

// word is one value that a status may have.
type word struct {
	text  string // as it is written, or the name that the document gives the value
	value any    // what is on the wire, when that is not the text
}

// meaning is what a word says in the set that it stands in.
type meaning struct {
	word
	kind  Kind
	step  int
	mover mover
	known bool // the table has it, or all of its words
}

// dictionary is the table of words, to be asked by phrase.
type dictionary map[string][]line

func newDictionary() dictionary {
	d := dictionary{}
	for _, l := range lines() {
		for _, p := range strings.Split(l.words, ", ") {
			d[p] = append(d[p], l)
		}
	}
	return d
}

// set is what all the words of a status mean together.
type set []meaning

// read gives the meaning of each word, in the order of the words.
func (d dictionary) read(words []word) set {
	phrases := phrasesOf(words)
	firm := make(set, len(words))
	for i, w := range words {
		firm[i] = d.meaning(w, phrases[i], nil)
	}
	out := make(set, len(words))
	for i, w := range words {
		out[i] = d.meaning(w, phrases[i], slices.Delete(slices.Clone(firm), i, i+1))
	}
	return out
}

// phrasesOf gives the words as the table writes them, without what all of them
// begin with: JOB_STATE_QUEUED and JOB_STATE_DONE are "queued" and "done".
func phrasesOf(words []word) []string {
	split := make([][]string, len(words))
	for i, w := range words {
		split[i] = parts(w.text)
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

// meaning reads one word. Without others only what holds anywhere is looked at.
func (d dictionary) meaning(w word, phrase string, others set) meaning {
	for _, l := range d[phrase] {
		if l.among == anywhere || others.keeps(l.among) {
			return meaning{w, l.kind, l.step, l.mover, true}
		}
	}
	if m, ok := d.compound(w, phrase); ok {
		return m
	}
	return meaning{word: w, kind: Running}
}

// keeps tells that the other words of a set are the company that a line wants.
func (s set) keeps(c company) bool {
	work := s.has(func(m meaning) bool {
		return m.known && m.mover == clock && m.step > 0 && !m.kind.Final() && (m.kind == Running || m.step == 2)
	})
	ends := s.has(func(m meaning) bool { return m.known && m.kind == Succeeded && m.mover == clock })
	switch c {
	case besideWork:
		return work
	case besideEnds:
		return ends
	case besideWorkEnds:
		return work && ends
	case besideYes:
		return s.has(func(m meaning) bool { return m.known && m.kind == Succeeded && m.mover == people && m.step == 6 })
	case besideCancel:
		return s.has(func(m meaning) bool { return m.known && m.kind == Cancelled })
	}
	return true
}

func (s set) has(is func(meaning) bool) bool { return slices.ContainsFunc(s, is) }

// compound reads a phrase that the table has only in pieces: "upstream_failed"
// fails, "waiting_for_review" waits for somebody, "validating_files" works.
func (d dictionary) compound(w word, phrase string) (meaning, bool) {
	p := strings.Fields(phrase)
	is := func(list string) bool {
		return slices.ContainsFunc(p, func(x string) bool { return slices.Contains(strings.Fields(list), x) })
	}
	switch {
	case len(p) == 0:
	case is("failed failure error errored crashed exception") && !is("no without"):
		return meaning{w, Failed, 8, clock, true}, true
	case len(p) > 1 && is("waiting pending awaiting requires needs required needed") &&
		is("approval action input user reply confirmation review authorization customer manual human"):
		return meaning{w, NeedsAction, 0, either, true}, true
	case len(p) > 1 && is("retry retrying reschedule rescheduled"):
		return meaning{w, Waiting, 0, clock, true}, true
	case is("cancel") && is("pending requested"), is("canceling cancelling aborting"):
		return meaning{w, Cancelling, 0, clock, true}, true
	case is("canceled cancelled aborted"):
		return meaning{w, Cancelled, 9, either, true}, true
	case is("expired timeout"), len(p) > 1 && is("timed") && is("out"):
		return meaning{w, Expired, 10, either, true}, true
	case is("partial partially"):
		return meaning{w, PartlySucceeded, 7, either, true}, true
	case is("queued enqueued"):
		return meaning{w, Waiting, 2, clock, true}, true
	case len(p) > 1 && (p[0] == "waiting" || p[0] == "pending"):
		return meaning{w, Waiting, 2, either, true}, true
	case strings.HasSuffix(p[0], "ing") && len(p[0]) > 5 && len(d[p[0]]) > 0:
		return d.meaning(w, p[0], nil), true
	case strings.HasSuffix(p[0], "ing") && len(p[0]) > 5:
		// English says with -ing what goes on; who makes it go on is not said.
		return meaning{w, Running, 4, either, true}, true
	case len(p) > 1 && is("successful successfully succeeded success"):
		return meaning{w, Succeeded, 6, clock, true}, true
	}
	return meaning{}, false
}
