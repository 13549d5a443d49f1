package rule

import (
	"fmt"
	"strconv"
	"time"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/schemas"
)

// ending is an execution started by the check that has succeeded.
type ending struct {
	Created
	status string
	at     time.Time          // its ended_at; zero when it has none
	seen   *exchange.Exchange // the first that showed it as succeeded
	// outdone reports whether another one has ended since, whose results they are.
	outdone bool
	has     bool               // one result for each question was seen, or a break recorded
	some    int                // how many results were seen last, when they were too few
	without int                // how often they were too few
	last    *exchange.Exchange // the last with too few
}

// oneAQuestion: an execution that has succeeded has one result per question. Only the
// newest that the check has started counts: the results are those of the last one.
func oneAQuestion() Checker {
	all := beginnings{}
	ended := map[string]*ending{}
	var newest *ending
	see := func(x *observation.Observation, say *Recorder) {
		if b, ok := CreatedBy(x); ok && len(all) < maxAmbiguous {
			all[b.ID()] = b
		}
		for _, r := range x.Distinct() {
			if b, ours := all[r.ID()]; ours && ended[r.ID()] == nil && succeeded(r) {
				at, _ := r.Time("ended_at")
				newest = &ending{Created: b, status: r.Status(), at: at, seen: x.Slim()}
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
			if e.has || e.last == nil || !say.settled(e.seen, e.last, e.without) || e.status != "SUCCESS" || e.outdone && e.some == 0 {
				continue
			}
			say.Broke(Break{
				Expected: fmt.Sprintf("%s of execution %s, which has succeeded",
					exchange.Count(len(e.Requested.Questions), "result"), e.ID()),
				Got: strconv.Itoa(e.some), Record: e.ID(), Exchange: e.last, Key: "results",
			})
		}
	}
	return Checker{See: see, End: end}
}

func succeeded(r observation.Record) bool {
	return r.Status() == "SUCCESS" || r.Status() == "PARTIAL_SUCCESS"
}

// asks reports whether a request was about the dataset of an execution started by the
// check.
func asks(x *observation.Observation, b Created) bool {
	d, _ := x.Probe.Inputs.Dataset()
	home, _ := b.in.Probe.Inputs.Dataset()
	return d == home
}

// lookFor records whether a list shows an execution that ended later.
func (e *ending) lookFor(x *observation.Observation) {
	if x.Probe.Operation != schemas.List || !asks(x, e.Created) {
		return
	}
	for _, r := range x.Distinct() {
		at, ok := r.Time("ended_at")
		later := ok && !at.Before(e.at) || !ok && r.Final()
		e.outdone = e.outdone || later && r.ID() != e.ID()
	}
}

func (e *ending) judge(x *observation.Observation, results []observation.Result, say *Recorder) {
	asked := map[string]bool{}
	for _, id := range e.Requested.Questions {
		canonical, _ := exchange.CanonicalUUID(id)
		asked[canonical] = true
	}
	answered := map[string]bool{}
	unknown := x.Reading.Hidden > 0 // whose result it is, or of which question
	for _, r := range results {
		unknown = unknown || r.Execution == "" || r.Execution == e.ID() && r.Question == ""
		if r.Execution != e.ID() || r.Question == "" {
			continue
		}
		if !asked[r.Question] {
			say.Broke(Break{
				Expected: fmt.Sprintf("a result for each of %s, and no other", exchange.Count(len(asked), "question")),
				Got:      "a result for question " + r.Question + ", which was not requested",
				Pointer:  r.Pointer + "/eval_question_id", Record: e.ID(), Key: "results",
			})
			e.has = true
			return
		}
		answered[r.Question] = true
	}
	switch {
	case len(answered) == len(asked) || e.status != "SUCCESS" && len(answered) > 0:
		e.has = true
		say.Kept()
	case !e.has && !unknown:
		e.without++
		e.some, e.last = len(answered), x.Slim()
	}
}
