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

// signal is one reason for or against a lifecycle, with its weight.
type signal struct {
	side   side
	weight int
	why    string
}

type side int

const (
	forClock  side = iota // it changes by itself
	forPeople             // people change it
	against               // the resource has no such lifecycle
)

// enough is the lead over the other sides that inference needs to decide: a wrong
// decision is worse than none.
const enough = 4

// verdict is the result of weighing the signals.
type verdict struct {
	moves Moves // empty if the lead is too small, or if there are no signals
	sure  float64
	why   []string
}

// reasons returns the signals as one line of text.
func (v verdict) reasons() string { return strings.Join(v.why, "; ") }

// collectEvidence weighs the signals of a resource.
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

// touched reports whether an operation gets or changes the resource.
func (d *draft) touched() bool {
	return len(d.movers) > 0 || slices.ContainsFunc([]role{gets, statusGets, cancels, updates},
		func(r role) bool { return len(d.roles[r]) > 0 })
}

// sureness converts a lead to a number from 0 to 1.
func sureness(margin int) float64 {
	return math.Round(100/(1+math.Exp(-float64(margin)/4))) / 100
}

// wordSignals are the signals of the status words.
func (l *life) wordSignals() []signal {
	if l.form != byWord && l.form != byHistory && l.form != byConditions {
		return l.signSignals()
	}
	var out []signal
	switch {
	case l.set.Works():
		out = append(out, signal{forClock, 4, "status words of a running and of a finished job: " + l.quote(clockWord)})
	case l.set.Has(clockEnd):
		out = append(out, signal{forClock, 2, "status words of a finished job: " + l.quote(clockEnd)})
	}
	if l.opens {
		out = append(out, signal{forClock, 3, l.at + " is null until the end"})
	}
	if l.set.Has(func(m vocabulary.Meaning) bool { return m.Kind == Failed && !isPeople(m) && m.Known }) {
		out = append(out, signal{forClock, 1, "a status word for failure"})
	}
	if n := l.set.Count(isPeople); n > 0 {
		out = append(out, signal{forPeople, min(2*n, 6), "status words for what people do: " + l.quote(isPeople)})
	}
	good := func(m vocabulary.Meaning) bool { return m.Known && m.Kind == Succeeded }
	if l.set.Has(good) && !l.set.Has(func(m vocabulary.Meaning) bool { return good(m) && !isPeople(m) }) {
		out = append(out, signal{forPeople, 5, "people decide that it has succeeded: " + l.quote(good)})
	}
	if !l.set.Has(good) && l.outcome == "" && !l.set.Has(func(m vocabulary.Meaning) bool { return m.Kind == PartlySucceeded }) {
		out = append(out, signal{against, 4, "no status word for success"})
	}
	done := func(m vocabulary.Meaning) bool { return good(m) && !isPeople(m) }
	if l.set.Has(isOpenToggle) && !l.set.Has(isOpenElse) && !l.set.Has(done) {
		out = append(out, signal{against, 10, "status words of a switch, on or off: " + l.quote(isPeople)})
	}
	if unknown := l.set.Count(vocabulary.IsUnknown); 2*unknown > len(l.set) {
		out = append(out, signal{against, 3, "most status words are unknown: " + l.quote(vocabulary.IsUnknown)})
	}
	return out
}

func (l *life) signSignals() []signal {
	switch l.form {
	case byBoolean:
		return []signal{{forClock, 5, l.at + " becomes true at the end, and there is an error, a result or a time"}}
	case byPercent:
		return []signal{{forClock, 5, fmt.Sprintf("%s reaches %d at the end, and there is an error or a time", l.at, l.whole)}}
	case byEndTime:
		return []signal{{forClock, 2, l.at + " is null or absent before the end"}, {against, 3, "no field with a status word"}}
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

// quote lists up to four of the words that match.
func (l *life) quote(is func(vocabulary.Meaning) bool) string {
	var out []string
	for _, m := range l.set {
		if is(m) && len(out) < 4 {
			out = append(out, m.Text)
		}
	}
	return strings.Join(out, ", ")
}

// placeSignals are the signals of the place of the words, and of how firmly it lists
// them.
func (l *life) placeSignals() []signal {
	var out []signal
	if l.nameMatches && !l.unrelated {
		out = append(out, signal{forClock, 1, l.at + " is named like a status"})
	}
	if l.unrelated {
		out = append(out, signal{against, 8, l.at + " is the status of something else, by its name"})
	}
	if l.qualified && !l.unrelated {
		out = append(out, signal{against, 4, l.at + " is the status of a part, by its name"})
	}
	if l.inObject && !l.nameMatches {
		out = append(out, signal{against, 3, l.at + " is inside another object"})
	}
	switch l.from {
	case shapes.InDescription:
		out = append(out, signal{against, 1, "only a description text lists the status words"})
	case shapes.InExamples:
		out = append(out, signal{against, 3, "only examples show the status words"})
	}
	if l.readOnly {
		out = append(out, signal{forClock, 1, l.at + " is read-only"})
	}
	return out
}

// operationSignals are the signals of the operations on the resource.
func (rd *reader) operationSignals(d *draft, l *life) []signal {
	var out []signal
	add := func(if_ bool, s signal) {
		if if_ {
			out = append(out, s)
		}
	}
	has := func(r role) bool { return len(d.roles[r]) > 0 }
	add(has(creates), signal{forClock, 2, "an operation creates it"})
	add(has(gets) || has(statusGets), signal{forClock, 1, "an operation returns a single one"})
	add(has(cancels), signal{forClock, 1, "an operation cancels it"})
	add(has(pauses) || has(resumes), signal{forClock, 1, "an operation pauses or resumes it"})
	add(has(results), signal{forClock, 1, "an operation returns its results"})
	add(rd.accepts(d), signal{forClock, 2, acceptance(d)})
	acts := has(cancels) || has(pauses) || has(updates) || len(d.movers) > 0
	add(!has(gets) && !has(statusGets), signal{against, 3, "no operation returns a single one"})
	add(!has(gets) && !has(statusGets) && !has(lists) && !acts, signal{against, 5, "no operation shows it after its creation"})
	add(!has(gets) && !has(statusGets) && !has(creates), signal{against, 5, "no operation creates it or returns a single one"})
	add(!has(creates) && !has(updates), signal{forClock, 1, "no operation creates or edits it: something else starts it"})
	add(len(d.edits) > 0, signal{forPeople, 4, "an update operation sets the status"})
	add(rd.createSets(d, l), signal{forPeople, 3, "the create request sets the status"})
	add(l.form == byEndTime && !(has(creates) && (has(cancels) || has(pauses) || rd.failsOrCounts(d))),
		signal{against, 5, "nothing else shows that it is a job"})
	add(d.inherited, signal{against, 8, "its status belongs to another resource, or it is that status itself"})
	add(d.mixed, signal{against, 5, "the operation that creates it returns another job"})
	if len(d.movers) > 0 {
		weight := 3
		if rd.decide(d, l) {
			weight = 8
		}
		out = append(out, signal{forPeople, weight, "operations change its state: " + strings.Join(d.movers, ", ")})
	}
	add(d.living != nil && d.record != nil && rd.lifeOf(d.record) == nil && has(updates),
		signal{against, 8, "the status is not in the record, which an operation edits"})
	return out
}

// accepts reports whether a create responds 202 or returns a URL to poll.
func (rd *reader) accepts(d *draft) bool {
	return slices.ContainsFunc(d.roles[creates], func(e *endpoint) bool {
		return e.tellsLocation() || slices.ContainsFunc(e.responses, func(a response) bool { return a.status == "202" })
	})
}

// acceptance says what a create responds that accepts shows.
func acceptance(d *draft) string {
	for _, e := range d.roles[creates] {
		if slices.ContainsFunc(e.responses, func(a response) bool { return a.status == "202" }) {
			return "create responds before it is done (202)"
		}
	}
	return "create responds with a URL to poll (Location or Operation-Location)"
}

// failsOrCounts reports whether a record has an error, a progress or counters.
func (rd *reader) failsOrCounts(d *draft) bool {
	return rd.errorOf(d.record) != "" || rd.progressOf(d.record) != "" || len(rd.countersOf(d.record)) > 0
}

// createSets reports whether the create request contains the status.
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

// decide reports whether people's actions end the lifecycle: there is an operation
// "complete" and a state "completed", and no word for work in progress.
func (rd *reader) decide(d *draft, l *life) bool {
	return slices.ContainsFunc(d.movers, func(verb string) bool {
		stem := strings.TrimSuffix(verb, "e")
		return l.set.Has(func(m vocabulary.Meaning) bool {
			return m.Kind.Final() && strings.HasPrefix(strings.ToLower(m.Text), stem)
		})
	}) && !l.set.Has(func(m vocabulary.Meaning) bool { return m.Known && m.Mover == vocabulary.Clock && m.Kind == Running })
}

// recordSignals are the signals of the other fields of the record.
func (rd *reader) recordSignals(d *draft) []signal {
	var out []signal
	for _, record := range []*shapes.Shape{d.record, d.living} {
		if record == nil || len(out) > 0 {
			continue
		}
		times := rd.lifeTimes(d, record, nil)
		if times["ended"] != "" || times["started"] != "" {
			out = append(out, signal{forClock, 2, "it has a start or end time"})
		}
		if rd.progressOf(record) != "" {
			out = append(out, signal{forClock, 2, "it shows its progress"})
		}
		if rd.errorOf(record) != "" {
			out = append(out, signal{forClock, 1, "it has an error field"})
		}
	}
	if rd.names.Any(vocabulary.WorkNouns, d.noun) {
		out = append(out, signal{forClock, 1, "its name is a word for work"})
	}
	if rd.names.Any(vocabulary.DealNouns, d.noun) {
		out = append(out, signal{forPeople, 5, "its name is a word for something that people handle, such as an order"})
	}
	return out
}
