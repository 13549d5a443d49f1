package contract

import (
	"fmt"
	"time"

	"github.com/ringer-api/ringer/schemas"
)

// ending is an execution of ours that has ended well.
type ending struct {
	begun
	status string
	at     time.Time // its ended_at; zero when it tells none
	// outdone tells that another one has ended since, whose results they are.
	outdone bool
	has     bool      // one for each question was seen, or a fault told
	some    int       // results seen last, when they were too few
	without int       // how often they were too few
	last    *Exchange // the last with too few
}

// oneAQuestion: an execution that has ended well has one result a question.
// Only the newest of ours is looked for: results are those of the last one.
func oneAQuestion() judgement {
	all := beginnings{}
	ended := map[string]*ending{}
	var newest *ending
	see := func(x *observation, say *ruling) {
		if b, ok := begin(x); ok && len(all) < maxDoubts {
			all[b.ID()] = b
		}
		for _, r := range x.distinct() {
			if b, ours := all[r.ID()]; ours && ended[r.ID()] == nil && endedWell(r) {
				at, _ := r.Time("ended_at")
				newest = &ending{begun: b, status: r.Status(), at: at}
				ended[r.ID()] = newest
			}
		}
		if newest == nil {
			return
		}
		newest.lookFor(x)
		if results, ok := x.results(); ok && asks(x, newest.begun) {
			newest.judge(x, results, say)
		}
	}
	end := func(say *ruling) {
		for _, e := range ended {
			if e.has || e.without < maxResults || e.status != "SUCCESS" || e.outdone && e.some == 0 {
				continue
			}
			say.broke(Break{
				Expected: fmt.Sprintf("%s of execution %s, which has succeeded",
					count(len(e.asked.Questions), "result"), e.ID()),
				Got: fmt.Sprintf("%d of it", e.some), Record: e.ID(), Exchange: e.last, Key: "results",
			})
		}
	}
	return judgement{see: see, end: end}
}

func endedWell(r Record) bool { return r.Status() == "SUCCESS" || r.Status() == "PARTIAL_SUCCESS" }

// asks tells that an answer is about the dataset of an execution of ours.
func asks(x *observation, b begun) bool {
	d, _ := x.Probe.Inputs.dataset()
	home, _ := b.in.Probe.Inputs.dataset()
	return d == home
}

// lookFor notes when a list shows one that ended later.
func (e *ending) lookFor(x *observation) {
	if x.Probe.Operation != schemas.List || !asks(x, e.begun) {
		return
	}
	for _, r := range x.distinct() {
		at, ok := r.Time("ended_at")
		later := ok && !at.Before(e.at) || !ok && r.Final()
		e.outdone = e.outdone || later && r.ID() != e.ID()
	}
}

func (e *ending) judge(x *observation, results []result, say *ruling) {
	asked := map[string]bool{}
	for _, id := range e.asked.Questions {
		canonical, _ := canonicalUUID(id)
		asked[canonical] = true
	}
	answered := map[string]bool{}
	for _, r := range results {
		if r.execution != e.ID() {
			continue
		}
		if !asked[r.question] {
			say.broke(Break{
				Expected: fmt.Sprintf("a result for each of %s, and no other", count(len(asked), "question")),
				Got:      "one for question " + r.question + ", which was not asked",
				Pointer:  r.pointer + "/eval_question_id", Record: e.ID(), Key: "results",
			})
			e.has = true
			return
		}
		answered[r.question] = true
	}
	switch {
	case len(answered) == len(asked) || e.status != "SUCCESS" && len(answered) > 0:
		e.has = true
		say.kept()
	case !e.has:
		e.without++
		e.some, e.last = len(answered), x.slim()
	}
}

// maxResults is how often results may be too few until that is a fault.
const maxResults = 4
