package jobs

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs/shapes"
	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

// signal is one thing that speaks for or against a life, and how loudly.
type signal struct {
	side   side
	weight int
	why    string
}

type side int

const (
	forClock  side = iota // it moves by itself
	forPeople             // somebody moves it
	against               // it is no life of this resource's
)

// enough is by how much one side has to be louder than the others before
// inference claims anything: claimed wrongly is worse than missed.
const enough = 4

// verdict is what the signals come to.
type verdict struct {
	moves Moves // empty when it is not sure enough, or there is nothing to say
	sure  float64
	why   []string
}

// reasons are the signals in one sentence.
func (v verdict) reasons() string { return strings.Join(v.why, "; ") }

// collectEvidence holds the signals of a resource against each other.
func (rd *reader) collectEvidence(d *draft) verdict {
	l := rd.lifeOfDraft(d)
	if l == nil {
		return verdict{}
	}
	signals := slices.Concat(l.wordSignals(), l.placeSignals(), rd.operationSignals(d, l), rd.recordSignals(d))
	slices.SortStableFunc(signals, func(a, b signal) int { return cmp.Compare(b.weight, a.weight) })
	sum := map[side]int{}
	var v verdict
	for _, s := range signals {
		sum[s.side] += s.weight
		v.why = append(v.why, s.why)
	}
	clocks := sum[forClock] - sum[forPeople] - sum[against]
	others := sum[forPeople] - sum[forClock]/3 - sum[against]
	switch {
	case clocks >= enough && clocks > others:
		v.moves, v.sure = ByItself, sureness(clocks)
	case others >= enough && others > clocks && l.form == byWord && d.touched():
		v.moves, v.sure = ByOthers, sureness(others)
	default:
		v.sure = sureness(max(clocks, others))
	}
	return v
}

// touched tells that an operation finds the resource or does something to it.
func (d *draft) touched() bool {
	return len(d.movers) > 0 || slices.ContainsFunc([]role{gets, statusGets, cancels, updates},
		func(r role) bool { return len(d.roles[r]) > 0 })
}

// sureness maps how much louder one side is to a number from 0 to 1.
func sureness(margin int) float64 {
	return math.Round(100/(1+math.Exp(-float64(margin)/4))) / 100
}

// wordSignals are what the words themselves say.
func (l *life) wordSignals() []signal {
	if l.form != byWord && l.form != byHistory && l.form != byConditions {
		return l.signSignals()
	}
	var out []signal
	switch {
	case l.set.Works():
		out = append(out, signal{forClock, 4, "words of work and of its end: " + l.quote(clockWord)})
	case l.set.Has(clockEnd):
		out = append(out, signal{forClock, 2, "words of an end of work: " + l.quote(clockEnd)})
	}
	if l.opens {
		out = append(out, signal{forClock, 3, l.at + " says nothing before the end"})
	}
	if l.set.Has(func(m vocabulary.Meaning) bool { return m.Kind == Failed && !isPeople(m) && m.Known }) {
		out = append(out, signal{forClock, 1, "a word for failure"})
	}
	if n := l.set.Count(isPeople); n > 0 {
		out = append(out, signal{forPeople, min(2*n, 6), "words of what people do: " + l.quote(isPeople)})
	}
	good := func(m vocabulary.Meaning) bool { return m.Known && m.Kind == Succeeded }
	if l.set.Has(good) && !l.set.Has(func(m vocabulary.Meaning) bool { return good(m) && !isPeople(m) }) {
		out = append(out, signal{forPeople, 5, "people say when it has succeeded: " + l.quote(good)})
	}
	if !l.set.Has(good) && l.outcome == "" && !l.set.Has(func(m vocabulary.Meaning) bool { return m.Kind == PartlySucceeded }) {
		out = append(out, signal{against, 4, "no word says that it succeeded"})
	}
	done := func(m vocabulary.Meaning) bool { return good(m) && !isPeople(m) }
	if l.set.Has(isOpenToggle) && !l.set.Has(isOpenElse) && !l.set.Has(done) {
		out = append(out, signal{against, 10, "it is turned on and off: " + l.quote(isPeople)})
	}
	if unknown := l.set.Count(vocabulary.IsUnknown); 2*unknown > len(l.set) {
		out = append(out, signal{against, 3, "most words are in no table: " + l.quote(vocabulary.IsUnknown)})
	}
	return out
}

func (l *life) signSignals() []signal {
	switch l.form {
	case byBoolean:
		return []signal{{forClock, 5, l.at + " turns true at the end, beside an error, a result or a time"}}
	case byPercent:
		return []signal{{forClock, 5, fmt.Sprintf("%s reaches %d at the end, beside an error or a time", l.at, l.whole)}}
	case byEndTime:
		return []signal{{forClock, 2, l.at + " is not there before the end"}, {against, 3, "no word tells its state"}}
	}
	return []signal{{forClock, 5, fmt.Sprintf("get returns %d before the end", l.meanwhile)}}
}

func isOpenToggle(m vocabulary.Meaning) bool {
	return m.Known && !m.Kind.Final() && m.Mover == vocabulary.Toggle
}

func isOpenElse(m vocabulary.Meaning) bool {
	return m.Known && !m.Kind.Final() && m.Mover != vocabulary.Toggle
}

func clockWord(m vocabulary.Meaning) bool { return m.Known && m.Mover == vocabulary.Clock }
func clockEnd(m vocabulary.Meaning) bool  { return clockWord(m) && m.Kind.Final() }
func isPeople(m vocabulary.Meaning) bool {
	return m.Known && (m.Mover == vocabulary.People || m.Mover == vocabulary.Toggle)
}

// quote lists some of the words that something is true of.
func (l *life) quote(is func(vocabulary.Meaning) bool) string {
	var out []string
	for _, m := range l.set {
		if is(m) && len(out) < 4 {
			out = append(out, m.Text)
		}
	}
	return strings.Join(out, ", ")
}

// placeSignals are where the words stand, and how firmly.
func (l *life) placeSignals() []signal {
	var out []signal
	if l.nameMatches && !l.unrelated {
		out = append(out, signal{forClock, 1, l.at + " is called so"})
	}
	if l.unrelated {
		out = append(out, signal{against, 8, l.at + " is about something else, by its name"})
	}
	if l.qualified && !l.unrelated {
		out = append(out, signal{against, 4, l.at + " is a part's, by its name"})
	}
	if l.inObject && !l.nameMatches {
		out = append(out, signal{against, 3, l.at + " stands inside another thing"})
	}
	switch l.from {
	case shapes.InDescription:
		out = append(out, signal{against, 1, "the words stand in a description only"})
	case shapes.InExamples:
		out = append(out, signal{against, 3, "the words stand in examples only"})
	}
	if l.readOnly {
		out = append(out, signal{forClock, 1, l.at + " is read-only"})
	}
	return out
}

// operationSignals are what can be done to the resource.
func (rd *reader) operationSignals(d *draft, l *life) []signal {
	var out []signal
	add := func(if_ bool, s signal) {
		if if_ {
			out = append(out, s)
		}
	}
	has := func(r role) bool { return len(d.roles[r]) > 0 }
	add(has(creates), signal{forClock, 2, "an operation begins it"})
	add(has(gets) || has(statusGets), signal{forClock, 1, "an operation fetches one"})
	add(has(cancels), signal{forClock, 1, "an operation cancels it"})
	add(has(pauses) || has(resumes), signal{forClock, 1, "an operation pauses it"})
	add(has(results), signal{forClock, 1, "an operation fetches what it made"})
	add(rd.accepts(d), signal{forClock, 2, "create responds before it is done (202 or a URL to poll)"})
	acts := has(cancels) || has(pauses) || has(updates) || len(d.movers) > 0
	add(!has(gets) && !has(statusGets), signal{against, 3, "no operation fetches one"})
	add(!has(gets) && !has(statusGets) && !has(lists) && !acts, signal{against, 5, "nothing tells of it later"})
	add(!has(gets) && !has(statusGets) && !has(creates), signal{against, 5, "only a list tells of it"})
	add(!has(creates) && !has(updates), signal{forClock, 1, "it starts with something else, and no operation edits it"})
	add(len(d.edits) > 0, signal{forPeople, 4, "an update sets the status"})
	add(rd.createSets(d, l), signal{forPeople, 3, "create sets the status"})
	add(l.form == byEndTime && !(has(creates) && (has(cancels) || has(pauses) || rd.failsOrCounts(d))),
		signal{against, 5, "nothing else tells of work"})
	add(d.inherited, signal{against, 8, "its status is that of another resource, or it is that status"})
	add(d.mixed, signal{against, 5, "the operation that starts it returns a job of its own"})
	if len(d.movers) > 0 {
		weight := 3
		if rd.decide(d, l) {
			weight = 8
		}
		out = append(out, signal{forPeople, weight, "operations move it: " + strings.Join(d.movers, ", ")})
	}
	add(d.living != nil && d.record != nil && rd.lifeOf(d.record) == nil && has(updates),
		signal{against, 8, "the status is not in the record, which people edit"})
	return out
}

// accepts tells that a create answers 202 or names an address to ask at.
func (rd *reader) accepts(d *draft) bool {
	return slices.ContainsFunc(d.roles[creates], func(e *endpoint) bool {
		return e.tellsLocation() || slices.ContainsFunc(e.responses, func(a response) bool { return a.status == "202" })
	})
}

// failsOrCounts tells a record that says why it failed or how far it is.
func (rd *reader) failsOrCounts(d *draft) bool {
	return rd.errorOf(d.record) != "" || rd.progressOf(d.record) != "" || len(rd.countersOf(d.record)) > 0
}

// createSets tells that a create takes the status from who creates.
func (rd *reader) createSets(d *draft, l *life) bool {
	return l.form == byWord && slices.ContainsFunc(d.roles[creates], func(e *endpoint) bool {
		return slices.ContainsFunc(e.bodies, func(b schemas.Definition) bool {
			for _, at := range append(slices.Collect(maps.Values(d.at)), "") {
				s := rd.Shape(b).At(at + l.at)
				if words, _ := s.Closed(); !s.Says("readOnly") && len(words) > 1 && l.set.Shares(words) {
					return true
				}
			}
			return false
		})
	})
}

// decide tells that what people do is what ends the life: an operation
// "complete" where a state is called completed, and no word tells of work.
func (rd *reader) decide(d *draft, l *life) bool {
	return slices.ContainsFunc(d.movers, func(verb string) bool {
		stem := strings.TrimSuffix(verb, "e")
		return l.set.Has(func(m vocabulary.Meaning) bool {
			return m.Kind.Final() && strings.HasPrefix(strings.ToLower(m.Text), stem)
		})
	}) && !l.set.Has(func(m vocabulary.Meaning) bool { return m.Known && m.Mover == vocabulary.Clock && m.Kind == Running })
}

// recordSignals are what else the record tells.
func (rd *reader) recordSignals(d *draft) []signal {
	var out []signal
	for _, record := range []*shapes.Shape{d.record, d.living} {
		if record == nil || len(out) > 0 {
			continue
		}
		times := rd.lifeTimes(d, record, nil)
		if times["ended"] != "" || times["started"] != "" {
			out = append(out, signal{forClock, 2, "it tells when it began or ended"})
		}
		if rd.progressOf(record) != "" {
			out = append(out, signal{forClock, 2, "it tells how far it is"})
		}
		if rd.errorOf(record) != "" {
			out = append(out, signal{forClock, 1, "it tells why it failed"})
		}
	}
	if rd.names.Any(vocabulary.WorkNouns, d.noun) {
		out = append(out, signal{forClock, 1, "its name is one of work"})
	}
	if rd.names.Any(vocabulary.DealNouns, d.noun) {
		out = append(out, signal{forPeople, 5, "its name is one of what people deal in"})
	}
	return out
}
