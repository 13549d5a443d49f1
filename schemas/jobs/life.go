package jobs

import (
	"slices"

	"github.com/ringer-api/ringer/schemas/document"
	"github.com/ringer-api/ringer/schemas/jobs/shapes"
	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

// life is how a record shows its place in its lifecycle.
type life struct {
	form form
	at   Pointer // of the status, in the record
	set  vocabulary.Set
	from shapes.Found
	// outcome is a second place that shows how it ended.
	outcome             Pointer
	outcomes            vocabulary.Set
	nameMatches         bool // the place is called status, state or phase
	opens               bool // the place is null until the end
	unrelated           bool // the place is named after something else: last_sync_status
	qualified           bool // several words are before "status": main_office_status
	readOnly            bool
	inObject            bool   // the status is an object, the word is in it
	typeName, holdsName string // of a condition: the properties for its word, and for whether it holds
	holdsAs             any
	meanwhile           int // status code of get before the end, for byResponse
	whole               int // the percentage at the end
}

// maxStates is the maximum number of words of a status; a longer list is something else.
const maxStates = 60

// form is the form of the status.
type form int

const (
	byWord       form = iota // one of a set of words
	byConditions             // a list of conditions, each with a word and whether it holds
	byHistory                // a list of states, the last one counts
	byBoolean                // done: false, true
	byPercent                // progress: 100 is the end
	byEndTime                // a time that is absent or null before the end
	byResponse               // 202 before the end, 200 after it
)

// lifeOf returns the lifecycle that a record shows; nil if it shows none.
func (rd *reader) lifeOf(record *shapes.Shape) *life {
	if record == nil || !record.ID.Exists() {
		return nil
	}
	if l, ok := rd.lives[record.ID]; ok {
		return l
	}
	rd.lives[record.ID] = nil // for a type that contains itself
	if record = rd.ownPart(record); record == nil {
		return nil
	}
	best := rd.bestWords(record)
	if best == nil {
		best = rd.signOf(record)
	}
	rd.lives[record.ID] = best
	return best
}

// ownPart returns the part of a record that may show its states: all of it or, of a
// union of different types, what they have in common.
func (rd *reader) ownPart(s *shapes.Shape) *shapes.Shape {
	if len(rd.objectsOf(s)) < 2 || rd.oneInStates(s) {
		return s
	}
	return s.Common()
}

// objectsOf returns the branches of a union that are objects or arrays.
func (rd *reader) objectsOf(s *shapes.Shape) []*shapes.Shape {
	var out []*shapes.Shape
	for _, b := range s.Branches {
		if sub := rd.Shape(b); sub != nil && (len(sub.Properties()) > 0 || sub.Items() != nil) {
			out = append(out, sub)
		}
	}
	return out
}

// oneInStates reports whether a union is one record in its states: each branch has other
// words at the same place.
func (rd *reader) oneInStates(s *shapes.Shape) bool {
	branches := rd.objectsOf(s)
	return slices.ContainsFunc(branches[0].Properties(), func(p *shapes.Prop) bool {
		seen := map[string]bool{}
		for _, b := range branches {
			words := b.Prop(p.Name).Listed(0)
			for _, w := range words {
				if seen[w.Text] {
					return false
				}
				seen[w.Text] = true
			}
			if len(words) == 0 {
				return false
			}
		}
		var all []vocabulary.Word
		for w := range seen {
			all = append(all, vocabulary.Word{Text: w})
		}
		return rd.words.Read(all).BeginsAndEnds()
	})
}

// bestWords returns the place whose words are most likely to be states.
func (rd *reader) bestWords(record *shapes.Shape) *life {
	var best *life
	most := 0
	for _, l := range rd.candidates(record) {
		if n := l.strength(); n > most {
			best, most = l, n
		}
	}
	if best != nil {
		rd.findOutcome(record, best)
	}
	return best
}

// candidates returns the places with a closed set of words that has a beginning and an
// end.
func (rd *reader) candidates(record *shapes.Shape) []*life {
	var out []*life
	add := func(at Pointer, s *shapes.Shape, l life) {
		words, from := s.Closed()
		if len(words) < 2 || len(words) > maxStates {
			return
		}
		l.at, l.set, l.from = at, rd.words.Read(words), from
		l.readOnly = l.readOnly || s.Says("readOnly")
		if l.set.BeginsAndEnds() || l.form == byConditions && l.set.Ends() {
			out = append(out, &l)
		}
	}
	for _, p := range record.Properties() {
		s := rd.Value(p)
		at := "/" + document.EscapeToken(p.Name)
		l := life{nameMatches: rd.names.Last(vocabulary.StatusNames, p.Name), unrelated: rd.foreignName(p.Name), qualified: rd.qualified(p.Name)}
		add(at, s, l)
		rd.inside(at, s, l, add)
	}
	return out
}

// inside looks into a status that is an object, or a list of them. An object with an id
// of its own is another resource, with another lifecycle.
func (rd *reader) inside(at Pointer, s *shapes.Shape, l life, add func(Pointer, *shapes.Shape, life)) {
	l.inObject = true
	if s.Is("boolean") || s.Is("string") {
		return
	}
	l.readOnly = s.Says("readOnly")
	if items := s.Items(); items != nil {
		rd.listOfStates(at, items, l, add)
		return
	}
	if rd.named(s) && !l.nameMatches {
		return
	}
	for _, q := range s.Properties() {
		sub := rd.Value(q)
		m := l
		m.nameMatches = l.nameMatches || rd.names.Last(vocabulary.StatusNames, q.Name)
		m.unrelated = l.unrelated || rd.foreignName(q.Name)
		add(at+"/"+document.EscapeToken(q.Name), sub, m)
		if items := sub.Items(); items != nil && l.nameMatches {
			rd.listOfStates(at+"/"+document.EscapeToken(q.Name), items, m, add)
		}
	}
}

// listOfStates handles conditions (each holds or not) and histories (the last one
// counts).
func (rd *reader) listOfStates(at Pointer, item *shapes.Shape, l life, add func(Pointer, *shapes.Shape, life)) {
	props := item.Properties()
	if len(props) < 2 || len(props) > 10 || rd.named(item) {
		return
	}
	holds, timed := rd.conditionOf(props)
	for _, p := range props {
		m := l
		switch {
		case p == holds:
			continue
		case holds != nil:
			m.form, m.typeName, m.holdsName, m.holdsAs = byConditions, p.Name, holds.Name, true
			if !rd.Value(holds).Is("boolean") {
				m.holdsAs = "True"
			}
		case timed && rd.names.Last(vocabulary.StatusNames, p.Name):
			m.form = byHistory
		default:
			continue
		}
		add(at+"/-/"+document.EscapeToken(p.Name), rd.Value(p), m)
	}
}

// conditionOf returns the property for whether a condition holds, and whether there is a
// time beside it.
func (rd *reader) conditionOf(props []*shapes.Prop) (holds *shapes.Prop, timed bool) {
	for _, p := range props {
		s := rd.Value(p)
		if s.Is("boolean") || s.Truth() {
			holds = p
		}
		timed = timed || s.Text("format") == "date-time"
	}
	return holds, timed
}

func (rd *reader) foreignName(name string) bool {
	p := vocabulary.Parts(name)
	if len(p) == 0 {
		return false
	}
	return slices.ContainsFunc(p[:len(p)-1], func(w string) bool { return rd.names[vocabulary.ForeignNames][w] })
}

// qualified reports whether the name of a status has two or more words in front that
// name its subject: it may be the status of a part.
func (rd *reader) qualified(name string) bool {
	p := vocabulary.Parts(name)
	if len(p) < 3 || !rd.names.Last(vocabulary.StatusNames, name) {
		return false
	}
	return !slices.ContainsFunc(p[:len(p)-1], func(w string) bool { return rd.names[vocabulary.OwnNames][w] })
}

// strength ranks the places of one record.
func (l *life) strength() int {
	n := 10
	if l.set.Works() {
		n += 6
	}
	if l.nameMatches {
		n += 4
	}
	if !l.set.Has(func(m vocabulary.Meaning) bool { return m.Known && m.Kind == Succeeded }) && l.form == byWord {
		n -= 4
	}
	if l.unrelated {
		n -= 12
	}
	if l.qualified {
		n -= 4
	}
	if l.inObject && !l.nameMatches {
		n -= 4
	}
	if l.inObject {
		n--
	}
	n -= 2 * int(l.from)
	if l.form == byHistory {
		n -= 2
	}
	return n
}
