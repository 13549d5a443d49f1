package rule

import (
	"cmp"
	"encoding/json"
	"maps"
	"math"
	"reflect"
	"slices"
	"strconv"
	"time"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/display"
)

// sighting is an execution as one response shows it.
type sighting struct {
	observation.Record
	in *exchange.Exchange // without its parsed body
	// kept are the earlier responses whose values stand for those that are Invalid in
	// this one, by property.
	kept map[string]*exchange.Exchange
}

// after is a sighting with the values that an earlier one had where its own are Invalid:
// what a response has shown is not forgotten because a later one shows nothing there.
func (s sighting) after(before sighting) sighting {
	own := s.Fields
	for name, value := range own {
		if earlier, had := before.Fields[name]; !had || !observation.HasInvalid(value) || observation.HasInvalid(earlier) {
			continue
		}
		if s.kept == nil {
			s.Fields, s.kept = maps.Clone(own), map[string]*exchange.Exchange{}
		}
		s.Fields[name], s.kept[name] = before.Fields[name], before.source(name)
	}
	return s
}

// source is the response that has shown a property.
func (s sighting) source(name string) *exchange.Exchange {
	return cmp.Or(s.kept[name], s.in)
}

// place is where an execution is seen: in the list of a dataset, or by its id.
type place struct {
	dataset   exchange.Dataset
	operation string
	id        string
}

// follow makes a rule of a function that compares an execution with how the same place
// showed it before. Exchanges that overlap in time are not compared. concerns reports
// whether the rule can say something about an execution at all.
func follow(concerns func(observation.Record) bool, compare func(before, now sighting, say *Recorder)) func() Checker {
	return func() Checker {
		seen := map[place]sighting{}
		last := map[place]*observation.Reading{}
		return Checker{See: func(x *observation.Observation, say *Recorder) {
			d, _ := x.Probe.Inputs.Dataset()
			at := place{dataset: d, operation: x.Probe.Operation}
			if at.operation == schemas.Get {
				at.id, _ = exchange.CanonicalUUID(x.Probe.Inputs.ExecutionID)
			}
			records := x.Distinct()
			if last[at] == x.Reading && len(records) > 0 {
				if slices.ContainsFunc(records, concerns) {
					say.Kept() // the same body as before
				}
				return
			}
			if len(last) < maxRemembered {
				last[at] = x.Reading
			}
			now := x.Slim()
			for _, r := range records {
				if say.over() {
					return
				}
				at.id = r.ID()
				before, known := seen[at]
				if known && before.in.Before(x.Exchange) {
					compare(before, sighting{Record: r, in: x.Exchange}, say)
				}
				if known || len(seen) < maxRemembered {
					seen[at] = sighting{Record: r, in: now}.after(before)
				}
			}
		}}
	}
}

func (s sighting) broke(say *Recorder, name, expected, got string) {
	say.Broke(Break{Expected: expected, Got: got, Pointer: s.Pointer + "/" + name, Record: s.ID(), Key: name})
}

// as returns text about a property, with the response that contained it.
func (s sighting) as(name, text string) string {
	return text + ", as in response " + strconv.Itoa(s.source(name).Number)
}

// has is for rules that concern executions with a property.
func has(name role) func(observation.Record) bool {
	return func(r observation.Record) bool { return r.Has(name(r.Jobs)) }
}

// anyRecord is for rules that concern every execution.
func anyRecord(observation.Record) bool { return true }

func finalStaysFinal(before, now sighting, say *Recorder) {
	switch {
	case !before.Final() || now.Invalid(now.Jobs.Status):
	case before.Status() != now.Status():
		now.broke(say, now.Jobs.Status, before.as("status", before.Status()), now.Status())
	default:
		say.Kept()
	}
}

func keepsIdentity(before, now sighting, say *Recorder) {
	same := true
	for _, name := range now.Jobs.Fixed {
		// A property without a value may get one.
		if before.Has(name) && !sameValue(before.Fields[name], now.Fields[name], 0) {
			same = false
			now.broke(say, name, before.as(name, show(before, name)), show(now, name))
		}
	}
	if same {
		say.Kept()
	}
}

func attemptsGrow(before, now sighting, say *Recorder) {
	a, ok := before.Number(before.Jobs.Attempts)
	b, also := now.Number(now.Jobs.Attempts)
	switch {
	case !ok || !also:
	case b < a:
		now.broke(say, now.Jobs.Attempts, "no fewer than "+before.as("attempts", show(before, before.Jobs.Attempts)), show(now, now.Jobs.Attempts))
	default:
		say.Kept()
	}
}

func updatesGrow(before, now sighting, say *Recorder) {
	a, ok := before.Time(before.Jobs.Updated)
	b, also := now.Time(now.Jobs.Updated)
	switch {
	case !ok || !also:
	case a.Sub(b) > time.Millisecond:
		now.broke(say, now.Jobs.Updated,
			"no earlier than "+before.as("updated_at", show(before, before.Jobs.Updated)), show(now, now.Jobs.Updated))
	default:
		say.Kept()
	}
}

func startStays(before, now sighting, say *Recorder) {
	switch {
	case !before.Has(before.Jobs.Started) || now.Invalid(now.Jobs.Started):
	case !now.Has(now.Jobs.Started):
		now.broke(say, now.Jobs.Started, before.as("started_at", "a time")+" ("+show(before, before.Jobs.Started)+")",
			absence(now.Record, now.Jobs.Started))
	default:
		say.Kept()
	}
}

// show returns a property's value as reports show it.
func show(s sighting, name string) string {
	if !s.Has(name) {
		return absence(s.Record, name)
	}
	return display.Excerpt(observation.Text(s.Fields[name]), 120)
}

// sameValue compares by value: ids in any case, times at any offset, objects in any
// order. Times may differ by the tolerance. A value that is Invalid on either side is not
// known to differ.
func sameValue(a, b any, tolerance time.Duration) bool {
	if _, unknown := b.(observation.Invalid); unknown {
		return true
	}
	switch a := a.(type) {
	case observation.Invalid:
		return true
	case string:
		b, ok := b.(string)
		return ok && sameText(a, b, tolerance)
	case []any:
		b, ok := b.([]any)
		return ok && slices.EqualFunc(a, b, func(a, b any) bool { return sameValue(a, b, tolerance) })
	case map[string]any:
		b, ok := b.(map[string]any)
		if !ok {
			return false
		}
		for name, value := range a {
			if value != nil && !sameValue(value, b[name], tolerance) {
				return false
			}
		}
		return true
	}
	if a, ok := a.(json.Number); ok {
		b, also := b.(json.Number)
		return also && sameNumber(a, b)
	}
	return reflect.DeepEqual(a, b)
}

// sameNumber treats 1 and 1.0 as equal. Large integers are compared digit by digit, as a
// float cannot represent them exactly.
func sameNumber(a, b json.Number) bool {
	x, err := a.Float64()
	y, errY := b.Float64()
	if err != nil || errY != nil || math.Abs(x) > 1<<53 {
		return a == b
	}
	return x == y
}

func sameText(a, b string, tolerance time.Duration) bool {
	if a == b {
		return true
	}
	if x, ok := exchange.CanonicalUUID(a); ok {
		y, also := exchange.CanonicalUUID(b)
		return also && x == y
	}
	x, ok := observation.ParseTime(a)
	y, also := observation.ParseTime(b)
	return ok && also && x.Sub(y).Abs() <= tolerance
}
