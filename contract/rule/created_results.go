package rule

import (
	"fmt"
	"strconv"
	"time"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// ending is a job started by the check that has succeeded.
type ending struct {
	Created
	whole bool               // it has succeeded in whole, not in part
	at    time.Time          // when it ended; zero when it has none
	seen  *exchange.Exchange // the first that showed it as succeeded
	// outdone reports whether another one has ended since, whose results they are.
	outdone bool
	has     bool               // all its results were seen, or a break recorded
	some    int                // how many results were seen last, when they were too few
	without int                // how often they were too few
	last    *exchange.Exchange // the last with too few
}

// oneForEach: a job that has succeeded has one result for each that was requested. Only the
// newest that the check has started counts: the results are those of the last one.
func oneForEach() Checker {
	all := beginnings{}
	ended := map[string]*ending{}
	var newest *ending
	see := func(x *observation.Observation, say *Recorder) {
		if b, ok := CreatedBy(x); ok && len(all) < maxAmbiguous {
			all[b.ID()] = b
		}
		for _, r := range x.Distinct() {
			if b, ours := all[r.ID()]; ours && ended[r.ID()] == nil && r.Succeeded() {
				at, _ := r.Time(r.Jobs.Ended)
				newest = &ending{Created: b, whole: r.Kind() == jobs.Succeeded, at: at, seen: x.Slim()}
				ended[r.ID()] = newest
			}
		}
		if newest == nil {
			return
		}
		newest.lookFor(x)
		if results, ok := x.Results(); ok && asks(x, newest.Created) {
			newest.judge(x, results, say)
		}
	}
	end := func(say *Recorder) {
		for _, e := range ended {
			if e.has || e.last == nil || !say.settled(e.seen, e.last, e.without) || !e.whole || e.outdone && e.some == 0 {
				continue
			}
			say.Broke(Break{
				Expected: fmt.Sprintf("%s of %s %s, which has succeeded",
					exchange.Count(len(e.keys()), "result"), e.Jobs.Noun, e.ID()),
				Got: strconv.Itoa(e.some), Record: e.ID(), Exchange: e.last, Key: "results",
			})
		}
	}
	return Checker{See: see, End: end}
}

// asks reports whether a request was about the collection of a job started by the check.
func asks(x *observation.Observation, b Created) bool {
	c, _ := x.Collection()
	home, _ := x.Jobs.CollectionOf(b.in.Probe.Inputs)
	return c == home
}

// keys are those of the results that the job must have.
func (e *ending) keys() []string { return e.Jobs.Creator.Keys(e.Requested) }

// lookFor records whether a list shows a job that ended later.
func (e *ending) lookFor(x *observation.Observation) {
	if x.Role != observation.RoleList || !asks(x, e.Created) {
		return
	}
	for _, r := range x.Distinct() {
		at, ok := r.Time(r.Jobs.Ended)
		later := ok && !at.Before(e.at) || !ok && r.Final()
		e.outdone = e.outdone || later && r.ID() != e.ID()
	}
}

func (e *ending) judge(x *observation.Observation, results []observation.Result, say *Recorder) {
	asked := map[string]bool{}
	for _, key := range e.keys() {
		asked[key] = true
	}
	if len(asked) == 0 {
		return // nobody knows which there must be
	}
	noun := x.Jobs.KeyNoun()
	answered := map[string]bool{}
	unknown := x.Reading.Hidden > 0 // whose result it is, or which
	for _, r := range results {
		unknown = unknown || r.Job == "" || r.Job == e.ID() && r.Key == ""
		if r.Job != e.ID() || r.Key == "" {
			continue
		}
		if !asked[r.Key] {
			say.Broke(Break{
				Expected: fmt.Sprintf("a result for each of %s, and no other", exchange.Count(len(asked), noun)),
				Got:      "a result for " + noun + " " + r.Key + ", which was not requested",
				Pointer:  r.Pointer + x.Jobs.Results.Key, Record: e.ID(), Key: "results",
			})
			e.has = true
			return
		}
		answered[r.Key] = true
	}
	switch {
	case len(answered) == len(asked) || !e.whole && len(answered) > 0:
		e.has = true
		say.Kept()
	case !e.has && !unknown:
		e.without++
		e.some, e.last = len(answered), x.Slim()
	}
}
