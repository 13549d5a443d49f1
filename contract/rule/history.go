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

// updatesTold: what changes in a job changes the time of its last update. It is judged only
// where a job was seen to do so: services may count only what people change. A change within
// the same second as the update before leaves no trace.
func updatesTold() Checker {
	var follows convention
	compare := func(before, now sighting, say *Recorder) {
		at := now.Jobs.Updated
		a, ok := before.Time(at)
		b, also := now.Time(at)
		if !ok || !also {
			return
		}
		if !a.Equal(b) {
			follows.shown = follows.shown || before.Status() != now.Status()
			say.Kept()
			return
		}
		changed := slices.IndexFunc(now.Jobs.Telling(), func(at jobs.Pointer) bool {
			return !before.Invalid(at) && !now.Invalid(at) && !sameValue(before.Value(at), now.Value(at), rounding)
		})
		if changed < 0 || before.in.Response.Get("date") == "" || before.in.When().Sub(a) <= 2*time.Second {
			return
		}
		place := now.Jobs.Telling()[changed]
		follows.broke(Break{
			Expected: fmt.Sprintf("%s later than %s: %s has changed from %s, in response %d, to %s",
				observation.Name(at), stamp(a), observation.Name(place), show(before, place), before.in.Number, show(now, place)),
			Got: observation.Name(at) + " " + show(now, at), Pointer: now.Pointer + at, Record: now.ID(), Key: observation.Name(place),
			Against: before.in, Exchange: now.in.Slim(),
		})
	}
	return Checker{See: follow(has(roleUpdated), compare)().See, End: follows.end}
}

// endedStays: nothing happens to a job that has ended.
func endedStays(before, now sighting, say *Recorder) {
	if !before.Final() || before.Status() != now.Status() {
		return
	}
	places := append([]jobs.Pointer{now.Jobs.Started, now.Jobs.Parent}, now.Jobs.Ends...)
	for _, owner := range now.Jobs.Owners {
		places = append(places, owner.At)
	}
	compared := false
	for _, at := range slices.Concat(places, now.Jobs.FromRequest) {
		if at == "" || slices.Contains(now.Jobs.Fixed, at) || !before.Has(at) || !now.Has(at) {
			continue
		}
		if !sameValue(before.Value(at), now.Value(at), rounding) {
			now.broke(say, before, at, before.as(at, show(before, at))+", as it had ended", show(now, at))
			return
		}
		compared = true
	}
	if compared {
		say.Kept()
	}
}

// notCached: a response that shows a job which has not ended is not kept by a cache for longer
// than the service may be late anyway.
func notCached(x *observation.Observation, say *Recorder) {
	if x.Role != observation.RoleGet && x.Role != observation.RoleList || x.Response == nil ||
		!slices.ContainsFunc(x.Records(), func(r observation.Record) bool { return r.Kind() != "" && !r.Final() }) {
		return
	}
	settle := say.rule.settle
	if age, ok := seconds(x.Response.Get("age")); ok && age > settle {
		say.Broke(Break{
			Expected: "a response that is made now, or no older than " + finding.Span(settle), Got: "age: " + x.Response.Get("age"), Key: "age",
		})
		return
	}
	if kept := keptFor(x.Response); kept > settle {
		say.Broke(Break{
			Expected: "no cache-control that keeps a job which has not ended for longer than " + finding.Span(settle),
			Got:      "cache-control: " + x.Response.Get("cache-control"), Key: "cache-control",
			Late: true, // whether a cache does so depends on the client
		})
		return
	}
	say.Kept()
}

// keptFor is how long a cache may use a response.
func keptFor(r *exchange.Response) (longest time.Duration) {
	for directive := range strings.SplitSeq(strings.ToLower(r.Get("cache-control")), ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(directive), "=")
		switch name {
		case "no-store", "no-cache":
			return 0
		case "max-age", "s-maxage":
			if n, ok := seconds(strings.Trim(value, `"`)); ok {
				longest = max(longest, n)
			}
		}
	}
	return longest
}

func seconds(text string) (time.Duration, bool) {
	n, err := strconv.Atoi(strings.TrimSpace(text))
	return time.Duration(min(n, 1e9)) * time.Second, err == nil && n >= 0
}
