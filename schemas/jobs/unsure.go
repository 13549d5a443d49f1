package jobs

import (
	"fmt"
	"strings"

	"github.com/ringer-api/ringer/schemas/document"
	"github.com/ringer-api/ringer/schemas/jobs/shapes"
	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

// unsure returns what inference could not decide about a resource.
func (rd *reader) unsure(d *draft, r *Resource, v verdict) []Doubt {
	l := rd.lifeOfDraft(d)
	if l == nil {
		return rd.withoutWords(d, r)
	}
	var out []Doubt
	if v.moves == "" {
		if v.sure < 0.3 {
			return nil
		}
		guess := *r
		guess.Moves = ByItself
		rd.live(d, &guess, l)
		return []Doubt{{
			Resource: r.Name,
			What:     fmt.Sprintf("whether %s is a job with its state at %s", r.Name, l.pointer()),
			Why:      v.reasons(),
			Overlay:  guess.lines(),
		}}
	}
	for _, state := range r.States {
		if l.isKnown(state) {
			continue
		}
		out = append(out, Doubt{
			Resource: r.Name,
			What:     fmt.Sprintf("what the state %q means; it is assumed to be %s", state.Name, state.Kind),
			Why:      "the word is unknown",
			Overlay:  fmt.Sprintf("%s:\n  states:\n    %s: {kind: %s}\n", scalar(r.Name), scalar(state.Name), state.Kind),
		})
	}
	return out
}

// withoutWords lists a resource that has a status without documented words, if another
// sign shows that it may be a job.
func (rd *reader) withoutWords(d *draft, r *Resource) []Doubt {
	at := rd.plainStatus(d.record)
	if at == "" {
		return nil
	}
	times := rd.timesOf(d.record, nil)
	var signs []string
	for _, sign := range []struct {
		there bool
		what  string
	}{
		{len(r.Cancel) > 0 || len(r.Pause) > 0, "an operation cancels or pauses it"},
		{times["started"] != "" || times["ended"] != "", "it has a start or end time"},
		{rd.errorOf(d.record) != "", "it has an error field"},
		{rd.progressOf(d.record) != "", "it shows its progress"},
		{rd.names.Any(vocabulary.WorkNouns, d.noun), "its name is a word for work"},
	} {
		if sign.there {
			signs = append(signs, sign.what)
		}
	}
	if len(signs) == 0 {
		return nil
	}
	guess := *r
	guess.Moves, guess.Status = ByItself, at
	l := &life{set: rd.words.Read([]vocabulary.Word{{Text: "queued"}, {Text: "running"}, {Text: "completed"}, {Text: "failed"}})}
	guess.States = l.worded()
	l.schedule(guess.States)
	return []Doubt{{
		Resource: r.Name,
		What:     fmt.Sprintf("which values %s has: the description lists none, and those below are a guess", at),
		Why:      strings.Join(signs, "; "),
		Overlay:  guess.lines(),
	}}
}

// plainStatus returns a text named like a status that may have any value.
func (rd *reader) plainStatus(record *shapes.Shape) Pointer {
	for _, p := range record.Properties() {
		s := rd.Value(p)
		if words, _ := s.Closed(); s.Is("string") && len(words) < 2 && rd.names.Last(vocabulary.StatusNames, p.Name) && !rd.foreignName(p.Name) {
			return "/" + document.EscapeToken(p.Name)
		}
	}
	return ""
}

// isKnown reports whether the table has the word for a state, or for its outcome.
func (l *life) isKnown(s *State) bool {
	unknown := func(m vocabulary.Meaning) bool {
		return !m.Known && (m.Text == s.Name || strings.HasSuffix(s.Name, "-"+m.Text) && l.outcome != "")
	}
	return !l.set.Has(unknown) && !l.outcomes.Has(unknown)
}
