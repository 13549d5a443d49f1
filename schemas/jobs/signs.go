package jobs

import (
	"slices"
	"strings"

	"github.com/ringer-api/ringer/schemas/document"
	"github.com/ringer-api/ringer/schemas/jobs/shapes"
	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

// signOf recognizes a lifecycle without status words: a boolean that becomes true, with
// an error or a result beside it, or an end time that is absent or null before the end.
func (rd *reader) signOf(record *shapes.Shape) *life {
	times := rd.timesOf(record, nil)
	hasError := rd.errorOf(record) != ""
	for _, p := range record.Properties() {
		s := rd.Value(p)
		if !s.Is("boolean") || !rd.names.Last(vocabulary.DoneNames, p.Name) {
			continue
		}
		if hasError || times["ended"] != "" || rd.progressOf(record) != "" {
			return &life{form: byBoolean, at: "/" + document.EscapeToken(p.Name), nameMatches: true}
		}
	}
	if l := rd.nullUntilEnd(record, times); l != nil {
		return l
	}
	if l := rd.percentOf(record, hasError || times["ended"] != ""); l != nil {
		return l
	}
	end := times["ended"]
	if end == "" || strings.Count(end, "/") > 2 || times["started"] == "" && times["created"] == "" {
		return nil
	}
	// An end time that is always present is a plan, not a state.
	if s := record.At(end); !s.Nullable() && record.Requires(end) {
		return nil
	}
	return &life{form: byEndTime, at: end}
}

// nullUntilEnd recognizes a lifecycle that only has words for its end and is null
// before: result: null, success, failure. There must be another sign of work: a time, a
// percentage, or a boolean such as building.
func (rd *reader) nullUntilEnd(record *shapes.Shape, times map[string]Pointer) *life {
	work := times["started"] != "" || times["ended"] != "" || rd.progressOf(record) != ""
	for _, p := range record.Properties() {
		work = work || rd.Value(p).Is("boolean") && strings.HasSuffix(p.Name, "ing")
	}
	for _, p := range record.Properties() {
		s := rd.Value(p)
		words, from := s.Closed()
		if !work || !s.Nullable() || len(words) < 2 || len(words) > maxStates || from != shapes.InEnum || rd.foreignName(p.Name) {
			continue
		}
		if set := rd.words.Read(words); set.OnlyEnds() {
			return &life{form: byWord, at: "/" + document.EscapeToken(p.Name), set: set, opens: true}
		}
	}
	return nil
}

// percentOf recognizes a lifecycle that only shows its progress, with an error or an end
// time beside it.
func (rd *reader) percentOf(record *shapes.Shape, beside bool) *life {
	at := rd.progressOf(record)
	if at == "" || !beside {
		return nil
	}
	l := &life{form: byPercent, at: at, whole: 100, nameMatches: true}
	for _, h := range record.At(at).Holds {
		if most, ok := h.Number("maximum"); ok && most != "100" {
			if f, err := most.Float64(); err != nil || f != 1 {
				return nil
			}
			l.whole = 1
		}
	}
	return l
}

// findOutcome looks for a second set of words that only shows how the job ended, beside
// the status or at the root of the record.
func (rd *reader) findOutcome(record *shapes.Shape, l *life) {
	tokens := document.SplitPointer(l.at)
	beside := ""
	for _, t := range tokens[:max(0, len(tokens)-1)] {
		beside += "/" + document.EscapeToken(t)
	}
	for _, place := range []Pointer{beside, ""} {
		for _, p := range record.At(place).Properties() {
			at := place + "/" + document.EscapeToken(p.Name)
			words, from := rd.Value(p).Closed()
			if at == l.at || len(words) < 2 || len(words) > maxStates || from != shapes.InEnum || rd.foreignName(p.Name) {
				continue
			}
			// If there are several, one whose name means an outcome.
			called := rd.names.Last(vocabulary.OutcomeNames, p.Name)
			if ends := rd.words.Read(words); ends.OnlyEnds() && !rd.sameWords(words, l.set) && (l.outcome == "" || called) {
				l.outcome, l.outcomes = at, ends
			}
		}
		if l.outcome != "" {
			return
		}
	}
}

func (rd *reader) sameWords(words []vocabulary.Word, s vocabulary.Set) bool {
	return slices.EqualFunc(words, s, func(w vocabulary.Word, m vocabulary.Meaning) bool { return w.Text == m.Text })
}
