package rule

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// successHasNoError: a list of errors may be about single items of a job that has succeeded as
// a whole, so it is not judged.
func successHasNoError(_ *observation.Observation, r observation.Record) (Break, verdict) {
	if r.Kind() != jobs.Succeeded {
		return Break{}, silent
	}
	v := silent
	for _, at := range append(slices.Clone(r.Jobs.ErrorDetails), r.Jobs.Error) {
		_, list := r.Value(at).([]any)
		switch {
		case at == "" || list || r.Invalid(at):
		case r.Has(at) && saysError(r.Value(at)):
			name := observation.Name(at)
			return Break{
				Expected: "no " + name + ", as the " + r.Jobs.Noun + " is " + r.Status(), Got: name + " " + show(sighting{Record: r}, at),
				Pointer: at, Key: name,
			}, broken
		default:
			v = kept
		}
	}
	return Break{}, v
}

// saysError reports whether a value tells an error: services also write that there is none.
func saysError(v any) bool {
	switch v := v.(type) {
	case string:
		return !slices.Contains([]string{"", "0", "none", "null", "nil", "ok", "success", "no error", "n/a", "-"}, strings.ToLower(strings.TrimSpace(v)))
	case json.Number:
		n, err := v.Float64()
		return err != nil || n != 0
	case bool:
		return v
	case map[string]any:
		for _, member := range v {
			if saysError(member) {
				return true
			}
		}
	case []any:
		return slices.ContainsFunc(v, saysError)
	}
	return false
}

// endedHasStart is judged only where some job shows when it was started. One that has failed,
// or was cancelled, may never have begun.
func endedHasStart() Checker {
	var starts convention
	see := func(x *observation.Observation, say *Recorder) {
		started, ended := x.Jobs.Started, x.Jobs.Ended
		if started == "" || ended == "" {
			return
		}
		var slim *exchange.Exchange
		for _, r := range x.Records() {
			starts.shown = starts.shown || isTime(r, started)
			switch {
			case !r.Succeeded() || !isTime(r, ended) || r.Invalid(started):
			case r.Has(started):
				say.Kept()
			default:
				if slim == nil {
					slim = x.Slim()
				}
				name := observation.Name(started)
				starts.broke(Break{
					Expected: name + ", as the " + r.Jobs.Noun + " is " + r.Status() + " and has an end", Got: name + " " + absence(r, started),
					Pointer: r.Pointer + started, Record: r.ID(), Key: name, Exchange: slim,
				})
			}
		}
	}
	return Checker{See: see, End: starts.end}
}

// isTime reports whether a place has a time: 0 is one that has not come.
func isTime(r observation.Record, at jobs.Pointer) bool {
	n, number := r.Number(at)
	return r.Has(at) && !(number && n == 0)
}
