package rule

import (
	"fmt"
	"time"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/finding"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// How far the time of what has happened may be ahead of the clock of the service that tells it:
// a worker's clock may differ a little, and what is about to be created may be planned. Without
// a clock of the service, that of the check may differ as well.
const (
	aheadOfService  = 5 * time.Minute
	aheadOfCreation = time.Hour
	aheadOfCheck    = 2 * time.Hour
)

// The years between which jobs take place.
const (
	firstYear = 1971
	lastYear  = 2200
)

// timesPossible: times that cannot be are those of an empty variable, of another unit, or of a
// clock in another zone.
func timesPossible(x *observation.Observation, r observation.Record) (Break, verdict) {
	v := silent
	for _, at := range r.Jobs.Moments() {
		if !isTime(r, at) {
			continue
		}
		when, ok := r.Time(at)
		name := observation.Name(at)
		b := Break{Pointer: at, Key: name}
		switch year := when.UTC().Year(); {
		case !ok || relative(r, at):
			continue
		case year < firstYear || year > lastYear:
			b.Expected, b.Got = "a time at which a job can be", name+" "+stamp(when)
			return b, broken
		}
		if now, limit := clockOf(x.Exchange, at == r.Jobs.Created); !now.IsZero() && when.Sub(now) > limit {
			b.Expected = fmt.Sprintf("%s not after the response, at %s by %s", name, stamp(now), whose(x.Exchange))
			b.Got = fmt.Sprintf("%s %s, which is %s later: another time zone or unit?", name, stamp(when), finding.Span(when.Sub(now)))
			return b, broken
		}
		v = kept
	}
	return Break{}, v
}

// relative reports whether a number may count from something else than 1970: nothing shows that
// the numbers of its job do not.
func relative(r observation.Record, at jobs.Pointer) bool {
	if _, number := r.Number(at); !number {
		return false
	}
	created, ok := r.Time(r.Jobs.Created)
	return at == r.Jobs.Created || !ok || created.UTC().Year() < firstYear
}

// clockOf is the time of a response, and how far a time in it may be ahead of that.
func clockOf(x *exchange.Exchange, creation bool) (time.Time, time.Duration) {
	switch {
	case x.Response == nil || x.Response.Get("date") == "":
		return x.Began, aheadOfCheck
	case creation:
		return x.When(), aheadOfCreation
	}
	return x.When(), aheadOfService
}

func whose(x *exchange.Exchange) string {
	if x.Response == nil || x.Response.Get("date") == "" {
		return "the clock of the check"
	}
	return "its own Date"
}

// updatesInOrder adds to the order of times that a job is not updated before it was started or
// has ended. It is judged only where a job has shown that updates are later than ends: services
// may count only what people change.
func updatesInOrder() Checker {
	inner := ofRecord(timesInOrder)()
	var follows convention
	see := func(x *observation.Observation, say *Recorder) {
		inner.See(x, say)
		at, ended := x.Jobs.Updated, x.Jobs.Ended
		if at == "" || ended == "" {
			return
		}
		var slim *exchange.Exchange
		for _, r := range x.Records() {
			if _, v := timesInOrder(x, r); v == broken {
				continue // a finding already
			}
			updated, ok := r.Time(at)
			over, also := r.Time(ended)
			switch {
			case !ok || !also || !r.Final():
			case over.Sub(updated) <= tolerance:
				follows.shown = true
			default:
				if slim == nil {
					slim = x.Slim()
				}
				first, second := observation.Name(ended), observation.Name(at)
				follows.broke(Break{
					Expected: fmt.Sprintf("%s not before %s, as in other %s", second, first, exchange.Plural(r.Jobs.Noun)),
					Got: fmt.Sprintf("%s %s, %s %s, which is %s before it",
						first, stamp(over), second, stamp(updated), finding.Span(over.Sub(updated))),
					Pointer: r.Pointer + at, Record: r.ID(), Key: first + " " + second, Exchange: slim,
				})
			}
		}
	}
	return Checker{See: see, End: follows.end, piecemeal: true}
}

// timeUnits: a place has either seconds or milliseconds.
func timeUnits() Checker {
	type unit struct {
		in    *exchange.Exchange
		milli bool
	}
	first := map[jobs.Pointer]unit{}
	return Checker{See: func(x *observation.Observation, say *Recorder) {
		for _, r := range x.Records() {
			for _, at := range r.Jobs.Moments() {
				n, ok := r.Number(at)
				if !ok || n == 0 {
					continue
				}
				now := unit{milli: n >= 1e11}
				before, known := first[at]
				switch {
				case !known:
					now.in = x.Slim()
					first[at] = now
				case before.milli != now.milli:
					say.Broke(Break{
						Expected: fmt.Sprintf("%s, as in response %d", unitName(before.milli), before.in.Number),
						Got:      fmt.Sprintf("%s %v, which are %s", observation.Name(at), r.Value(at), unitName(now.milli)),
						Pointer:  r.Pointer + at, Record: r.ID(), Key: observation.Name(at), Against: before.in,
					})
				default:
					say.Kept()
				}
			}
		}
	}}
}

func unitName(milli bool) string {
	if milli {
		return "milliseconds since 1970"
	}
	return "seconds since 1970"
}
