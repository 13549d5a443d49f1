package jobs

import (
	"slices"
	"strings"

	"github.com/ringer-api/ringer/schemas/document"
	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

// signOf reads a life that has no word for itself: a boolean that turns true
// beside an error or a result, or an end time that is not there before the end.
func (rd *reader) signOf(record *shape) *life {
	times := rd.timesOf(record, nil)
	hasError := rd.errorOf(record) != ""
	for _, p := range record.properties() {
		s := rd.value(p)
		if !s.is("boolean") || !rd.names.Last(vocabulary.DoneNames, p.name) {
			continue
		}
		if hasError || times["ended"] != "" || rd.progressOf(record) != "" {
			return &life{form: byBoolean, at: "/" + document.EscapeToken(p.name), nameFits: true}
		}
	}
	if l := rd.percentOf(record, hasError || times["ended"] != ""); l != nil {
		return l
	}
	end := times["ended"]
	if end == "" || strings.Count(end, "/") > 2 || times["started"] == "" && times["created"] == "" {
		return nil
	}
	// An end that is always there is a plan, not a life.
	if s := record.at(end); !s.nullable() && record.requires(end) {
		return nil
	}
	return &life{form: byEndTime, at: end}
}

// percentOf reads a life whose only word is how far it is, beside an error or an
// end time.
func (rd *reader) percentOf(record *shape, beside bool) *life {
	at := rd.progressOf(record)
	if at == "" || !beside {
		return nil
	}
	l := &life{form: byPercent, at: at, whole: 100, nameFits: true}
	for _, h := range record.at(at).holds {
		if most, ok := h.Number("maximum"); ok && most != "100" {
			if f, err := most.Float64(); err != nil || f != 1 {
				return nil
			}
			l.whole = 1
		}
	}
	return l
}

func (s *shape) requires(at Pointer) bool {
	return slices.ContainsFunc(s.properties(), func(p *prop) bool {
		return p.required && "/"+document.EscapeToken(p.name) == at
	})
}

// findOutcome looks for a second set of words that says only how it ended,
// beside the status or at the root of the record.
func (rd *reader) findOutcome(record *shape, l *life) {
	tokens := document.SplitPointer(l.at)
	beside := ""
	for _, t := range tokens[:max(0, len(tokens)-1)] {
		beside += "/" + document.EscapeToken(t)
	}
	for _, place := range []Pointer{beside, ""} {
		for _, p := range record.at(place).properties() {
			at := place + "/" + document.EscapeToken(p.name)
			words, from := rd.value(p).closed()
			if at == l.at || len(words) < 2 || from != inEnum || rd.foreignName(p.name) {
				continue
			}
			if ends := rd.words.Read(words); ends.OnlyEnds() && !rd.sameWords(words, l.set) {
				l.outcome, l.outcomes = at, ends
				return
			}
		}
	}
}

func (rd *reader) sameWords(words []vocabulary.Word, s vocabulary.Set) bool {
	return slices.EqualFunc(words, s, func(w vocabulary.Word, m vocabulary.Meaning) bool { return w.Text == m.Text })
}
