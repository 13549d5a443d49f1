package rule

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/ringer-api/ringer/contract/exchange"
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
			return Break{
				Expected: fmt.Sprintf("%s not before %s", pair[1], pair[0]),
				Got:      fmt.Sprintf("%s %s, %s %s", pair[0], stamp(earlier), pair[1], stamp(later)),
				Pointer:  "/" + pair[1], Key: pair[0] + " " + pair[1],
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
				Expected: "an id that no other execution has", Got: fmt.Sprintf("%s again, as at %s", id, place),
				Pointer: r.Pointer + "/" + r.Jobs.ID, Record: id, Key: "id",
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
func recordIDs(r *observation.Reading) func(pointer string) string {
	return func(pointer string) string {
		v, _ := recordAt(r.Value, pointer)
		id, _ := v[r.Jobs.ID].(string)
		return id
	}
}

// recordAt returns the top-level record that a pointer leads into.
func recordAt(body any, pointer string) (map[string]any, bool) {
	if list, ok := body.([]any); ok {
		first, _, _ := strings.Cut(strings.TrimPrefix(pointer, "/"), "/")
		i, err := strconv.Atoi(first)
		if err != nil || i < 0 || i >= len(list) {
			return nil, false
		}
		body = list[i]
	}
	record, ok := body.(map[string]any)
	return record, ok
}

// hasTimes reports whether a record has times at all. One that has only the required
// properties cannot be checked for them.
func hasTimes(r observation.Record) bool { return r.Has(r.Jobs.Started) || r.Has(r.Jobs.Ended) }

func finalHasEnd(_ *observation.Observation, r observation.Record) (Break, verdict) {
	switch {
	case r.Jobs.Ended == "" || !r.Final() || !hasTimes(r) || r.Invalid(r.Jobs.Ended):
		return Break{}, silent
	case r.Has(r.Jobs.Ended):
		return Break{}, kept
	}
	return Break{
		Expected: r.Jobs.Ended + ", as the execution is " + r.Status(), Got: r.Jobs.Ended + " " + absence(r, r.Jobs.Ended),
		Pointer: "/" + r.Jobs.Ended, Key: r.Jobs.Ended,
	}, broken
}

func pendingHasNoEnd(_ *observation.Observation, r observation.Record) (Break, verdict) {
	switch {
	case r.Kind() == "" || r.Final() || r.Invalid(r.Jobs.Ended):
		return Break{}, silent
	case !r.Has(r.Jobs.Ended):
		return Break{}, kept
	}
	end, _ := r.Text(r.Jobs.Ended)
	return Break{
		Expected: "no " + r.Jobs.Ended + ", as the execution is " + r.Status(), Got: r.Jobs.Ended + " " + end,
		Pointer: "/" + r.Jobs.Ended, Key: r.Jobs.Ended,
	}, broken
}

func errorHasMessage(_ *observation.Observation, r observation.Record) (Break, verdict) {
	message, _ := r.Text(r.Jobs.ErrorMessage)
	switch {
	case r.Jobs.ErrorMessage == "" || r.Kind() != jobs.Failed || !hasTimes(r) && !r.Has(r.Jobs.ErrorCode) || r.Invalid(r.Jobs.ErrorMessage):
		return Break{}, silent
	case strings.TrimSpace(message) != "":
		return Break{}, kept
	}
	return Break{
		Expected: "an " + r.Jobs.ErrorMessage + ", as the execution is " + r.Status(),
		Got:      r.Jobs.ErrorMessage + " " + absence(r, r.Jobs.ErrorMessage), Pointer: "/" + r.Jobs.ErrorMessage, Key: r.Jobs.ErrorMessage,
	}, broken
}

// absence returns how a property has no value: null, absent, or an empty string.
func absence(r observation.Record, name string) string {
	text, there := r.Text(name)
	switch {
	case there:
		return strconv.Quote(text)
	case r.Null(name):
		return "null"
	}
	return "absent"
}

func attemptsCounted(_ *observation.Observation, r observation.Record) (Break, verdict) {
	attempts, ok := r.Number(r.Jobs.Attempts)
	name := r.Jobs.Attempts
	b := Break{Pointer: "/" + name, Got: fmt.Sprintf("%s %v", name, r.Fields[name]), Key: name}
	switch {
	case !ok:
		return b, silent
	case attempts < 0:
		b.Expected = name + " 0 or more"
		return b, broken
	case attempts == 0 && r.Has(r.Jobs.Started):
		b.Expected = name + " 1 or more, as the execution has started"
		return b, broken
	}
	return b, kept
}

// partitionsMatch compares them by value; a text that is not an id, such as a path, must
// contain it.
func partitionsMatch(x *observation.Observation, r observation.Record) (Break, verdict) {
	d, ok := x.Probe.Inputs.Dataset()
	partitions, also := r.Object(r.Jobs.Owner)
	if !ok || !also {
		return Break{}, silent
	}
	v := silent
	for _, p := range r.Jobs.Owners {
		text, _ := partitions[p.Member].(string)
		id, isID := exchange.CanonicalUUID(text)
		want := map[string]string{exchange.PipelineID: d.PipelineID, exchange.EvalDatasetID: d.EvalDatasetID}[p.Parameter]
		switch {
		case !isID && (text == "" || strings.Contains(strings.ToLower(text), want)):
		case id != want:
			return Break{
				Expected: want + ", the " + p.Parameter + " requested", Got: text,
				Pointer: "/" + r.Jobs.Owner + "/" + p.Member, Key: p.Member,
			}, broken
		default:
			v = kept
		}
	}
	return Break{}, v
}

// requestedID: a request for an execution by its id returns that one.
func requestedID(x *observation.Observation, say *Recorder) {
	want, ok := exchange.CanonicalUUID(x.Probe.Inputs.ExecutionID)
	for _, r := range x.Records() {
		switch {
		case !ok || r.ID() == "":
		case r.ID() != want:
			say.Broke(Break{
				Expected: want + ", the requested id", Got: r.ID(), Pointer: "/" + r.Jobs.ID, Record: want, Key: "id",
			})
		default:
			say.Kept()
		}
	}
}
