package rule

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"reflect"
	"slices"
	"strconv"
	"time"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/finding"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/schemas/display"
	"github.com/ringer-api/ringer/schemas/document"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// sighting is a job as one response shows it.
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
func (s sighting) source(at jobs.Pointer) *exchange.Exchange {
	return cmp.Or(s.kept[firstToken(at)], s.in)
}

// firstToken is the property of a record that a pointer leads into.
func firstToken(at jobs.Pointer) string {
	if path := document.SplitPointer(at); len(path) > 0 {
		return path[0]
	}
	return ""
}

// place is where a job is seen: in the list of a collection, or by its id.
type place struct{ collection, operation, id string }

// follow makes a rule of a function that compares a job with how the same place
// showed it before. Exchanges that overlap in time are not compared. concerns reports
// whether the rule can say something about a job at all.
func follow(concerns func(observation.Record) bool, compare func(before, now sighting, say *Recorder)) func() Checker {
	return func() Checker {
		seen := map[place]sighting{}
		last := map[place]*observation.Reading{}
		return Checker{See: func(x *observation.Observation, say *Recorder) {
			at := place{collection: x.Place(), operation: x.Probe.Operation}
			if x.Role == observation.RoleGet {
				at.id, _ = x.AskedID()
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
					say.about(at.id)
					compare(before, sighting{Record: r, in: x.Exchange}, say)
				}
				if known || len(seen) < maxRemembered {
					seen[at] = sighting{Record: r, in: now}.after(before)
				}
			}
		}}
	}
}

// broke records that what is at a place does not agree with an earlier sighting.
func (s sighting) broke(say *Recorder, before sighting, at jobs.Pointer, expected, got string) {
	say.Broke(Break{
		Expected: expected, Got: got, Pointer: s.Pointer + at, Record: s.ID(), Key: observation.Name(at),
		Against: before.source(at), Was: before.Value(at), Is: s.Value(at),
		// What goes back together is one older version of the job.
		Causes: []string{fmt.Sprintf("%s %s in response %d against %d", s.Jobs.Noun, s.ID(), s.in.Number, before.source(at).Number)},
	})
}

// as returns text about a place, with the response that contained it.
func (s sighting) as(at jobs.Pointer, text string) string {
	return text + ", as in response " + strconv.Itoa(s.source(at).Number)
}

// has is for rules that concern jobs with a value in one of the places.
func has(places role) func(observation.Record) bool {
	return func(r observation.Record) bool { return slices.ContainsFunc(places(r.Jobs), r.Has) }
}

// anyRecord is for rules that concern every job.
func anyRecord(observation.Record) bool { return true }

func finalStaysFinal(before, now sighting, say *Recorder) {
	switch {
	case !before.Final() || now.Invalid(now.Jobs.Status):
	case before.Status() != now.Status():
		now.broke(say, before, now.Jobs.Status, before.as(now.Jobs.Status, before.Status()), now.Status())
	default:
		say.Kept()
	}
}

func keepsIdentity(before, now sighting, say *Recorder) {
	same := true
	for _, at := range now.Jobs.Fixed {
		// A place without a value may get one.
		if before.Has(at) && !sameValue(before.Value(at), now.Value(at), 0) {
			same = false
			now.broke(say, before, at, before.as(at, show(before, at)), show(now, at))
		}
	}
	if same {
		say.Kept()
	}
}

func countersGrow(before, now sighting, say *Recorder) {
	compared := false
	for _, at := range now.Jobs.Counters {
		a, ok := before.Number(at)
		b, also := now.Number(at)
		switch {
		case !ok || !also:
		case b < a:
			now.broke(say, before, at, "no fewer than "+before.as(at, show(before, at)), show(now, at))
			return
		default:
			compared = true
		}
	}
	if compared {
		say.Kept()
	}
}

func updatesGrow(before, now sighting, say *Recorder) {
	at := now.Jobs.Updated
	a, ok := before.Time(at)
	b, also := now.Time(at)
	switch {
	case !ok || !also:
	case a.Sub(b) > time.Millisecond:
		now.broke(say, before, at, "no earlier than "+before.as(at, show(before, at)), show(now, at)+", which is "+finding.Span(a.Sub(b))+" earlier")
	default:
		say.Kept()
	}
}

func startStays(before, now sighting, say *Recorder) {
	at := now.Jobs.Started
	switch {
	case !before.Has(at) || now.Invalid(at):
	case !now.Has(at):
		now.broke(say, before, at, before.as(at, "a time")+" ("+show(before, at)+")", absence(now.Record, at))
	default:
		say.Kept()
	}
}

// show returns what is at a place as reports show it.
func show(s sighting, at jobs.Pointer) string {
	if !s.Has(at) {
		return absence(s.Record, at)
	}
	return display.Excerpt(observation.Text(s.Value(at)), 120)
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
