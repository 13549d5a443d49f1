package rule

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/finding"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// tolerance is by how much the clocks of one service's machines may differ.
const tolerance = time.Second

func timesInOrder(_ *observation.Observation, r observation.Record) (Break, verdict) {
	v := silent
	for _, pair := range r.Jobs.Orders() {
		earlier, ok := r.Time(pair[0])
		later, also := r.Time(pair[1])
		if !ok || !also {
			continue
		}
		if earlier.Sub(later) > tolerance {
			first, second := observation.Name(pair[0]), observation.Name(pair[1])
			return Break{
				Expected: fmt.Sprintf("%s not before %s", second, first),
				Got: fmt.Sprintf("%s %s, %s %s, which is %s before it",
					first, stamp(earlier), second, stamp(later), finding.Span(earlier.Sub(later))),
				Pointer: pair[1], Key: first + " " + second,
			}, broken
		}
		v = kept
	}
	return Break{}, v
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }

func uniqueIDs(x *observation.Observation, say *Recorder) {
	records := x.Records()
	if len(records) < 2 {
		return
	}
	first := map[string]string{}
	unique := true
	for _, r := range records {
		id := r.ID()
		if place, seen := first[id]; seen && id != "" {
			unique = false
			say.Broke(Break{
				Expected: "an id that no other " + r.Jobs.Noun + " has", Got: fmt.Sprintf("%s again, as at %s", id, place),
				Pointer: r.Pointer + r.Jobs.ID, Record: id, Key: "id",
			})
			continue
		}
		first[id] = r.Pointer
	}
	if unique {
		say.Kept()
	}
}

// recordIDs returns a function that finds the id of the record that a pointer into the
// body leads into.
func recordIDs(r *observation.Reading) func(pointer string) string { return r.IDAt }

// hasTimes reports whether a record has times at all. One that has only the required
// properties cannot be checked for them.
func hasTimes(r observation.Record) bool { return r.Has(r.Jobs.Started) || r.Has(r.Jobs.Ended) }

func finalHasEnd(_ *observation.Observation, r observation.Record) (Break, verdict) {
	ended := r.Jobs.Ended
	switch {
	case ended == "" || !r.Final() || !hasTimes(r) || r.Invalid(ended):
		return Break{}, silent
	case r.Has(ended):
		return Break{}, kept
	}
	name := observation.Name(ended)
	return Break{
		Expected: name + ", as the " + r.Jobs.Noun + " is " + r.Status(), Got: name + " " + absence(r, ended),
		Pointer: ended, Key: name,
	}, broken
}

func pendingHasNoEnd(_ *observation.Observation, r observation.Record) (Break, verdict) {
	ended := r.Jobs.Ended
	switch {
	case ended == "" || r.Kind() == "" || r.Final() || r.Invalid(ended):
		return Break{}, silent
	case !r.Has(ended):
		return Break{}, kept
	}
	name := observation.Name(ended)
	return Break{
		Expected: "no " + name + ", as the " + r.Jobs.Noun + " is " + r.Status(), Got: name + " " + observation.Text(r.Value(ended)),
		Pointer: ended, Key: name,
	}, broken
}

func errorHasMessage(_ *observation.Observation, r observation.Record) (Break, verdict) {
	at := r.Jobs.Error
	detailed := slices.ContainsFunc(r.Jobs.ErrorDetails, r.Has)
	switch {
	case at == "" || !r.Failed() || !hasTimes(r) && !detailed || r.Invalid(at):
		return Break{}, silent
	case r.Has(at) && strings.TrimSpace(observation.Text(r.Value(at))) != "":
		return Break{}, kept
	}
	name := observation.Name(at)
	return Break{
		Expected: exchange.A(name) + ", as the " + r.Jobs.Noun + " is " + r.Status(),
		Got:      name + " " + absence(r, at), Pointer: at, Key: name,
	}, broken
}

// absence returns how a place has no value: null, absent, or an empty string.
func absence(r observation.Record, at jobs.Pointer) string {
	text, there := r.Text(at)
	switch {
	case there:
		return strconv.Quote(text)
	case r.Null(at):
		return "null"
	}
	return "absent"
}

func attemptsCounted(_ *observation.Observation, r observation.Record) (Break, verdict) {
	v := silent
	for _, at := range r.Jobs.Counters {
		n, ok := r.Number(at)
		name := observation.Name(at)
		b := Break{Pointer: at, Got: fmt.Sprintf("%s %v", name, r.Value(at)), Key: name}
		switch {
		case !ok:
			continue
		case n < 0:
			b.Expected = name + " 0 or more"
			return b, broken
		case n == 0 && at == r.Jobs.Attempts && r.Has(r.Jobs.Started):
			b.Expected = name + " 1 or more, as the " + r.Jobs.Noun + " has started"
			return b, broken
		}
		v = kept
	}
	return Break{}, v
}

// ownersMatch compares them by value; a text that is not an id, such as a path, must contain
// it.
func ownersMatch(x *observation.Observation, r observation.Record) (Break, verdict) {
	c, ok := x.Collection()
	if !ok {
		return Break{}, silent
	}
	v := silent
	for _, owner := range r.Jobs.Owners {
		text, want := "", r.Jobs.Value(c, owner.Parameter)
		if r.Has(owner.At) {
			text = observation.Text(r.Value(owner.At))
		}
		p, _ := r.Jobs.Parameter(owner.Parameter)
		id, isID := p.Form.Canonical(text)
		switch {
		case text == "" || (!isID || !p.Form.Strict()) && strings.Contains(strings.ToLower(text), strings.ToLower(want)) && id != want:
		case id != want:
			return Break{
				Expected: want + ", the " + owner.Parameter + " requested", Got: text,
				Pointer: owner.At, Key: lastToken(owner.At), Value: text,
			}, broken
		default:
			v = kept
		}
	}
	return Break{}, v
}

// lastToken is the last step of a pointer.
func lastToken(at jobs.Pointer) string { return at[strings.LastIndexByte(at, '/')+1:] }

// requestedID: a request for a job by its id returns that one.
func requestedID(x *observation.Observation, say *Recorder) {
	want, ok := x.AskedID()
	if x.Role != observation.RoleGet {
		return
	}
	for _, r := range x.Records() {
		switch {
		case !ok || r.ID() == "":
		case r.ID() != want:
			say.Broke(Break{
				Expected: want + ", the requested id", Got: r.ID(), Pointer: r.Pointer + r.Jobs.ID, Record: want, Key: "id",
			})
		default:
			say.Kept()
		}
	}
}
