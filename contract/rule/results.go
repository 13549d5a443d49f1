package rule

import (
	"fmt"
	"net/http"
	"time"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
)

func uniqueQuestions(x *observation.Observation, say *Recorder) {
	results, ok := x.Results()
	if !ok || len(results) < 2 {
		return
	}
	type answered struct{ execution, question string }
	first := map[answered]string{}
	unique := true
	for _, r := range results {
		key := answered{r.Execution, r.Question}
		if r.Execution == "" || r.Question == "" {
			unique = false // as far as one can tell
			continue
		}
		if place, seen := first[key]; seen {
			unique = false
			say.Broke(Break{
				Expected: "one result per question", Got: fmt.Sprintf("question %s again, as at %s", r.Question, place),
				Pointer: r.Pointer + "/eval_question_id", Record: r.Execution, Key: "question",
			})
			continue
		}
		first[key] = r.Pointer
	}
	if unique {
		say.Kept()
	}
}

func resultsBelong(x *observation.Observation, say *Recorder) {
	d, ok := x.Probe.Inputs.Dataset()
	results, served := x.Results()
	if !ok || !served {
		return
	}
	for _, r := range results {
		switch r.Pipeline {
		case "":
			continue
		case d.PipelineID:
			say.Kept()
			continue
		}
		say.Broke(Break{
			Expected: d.PipelineID + ", the requested pipeline", Got: r.Pipeline,
			Pointer: r.Pointer + "/pipeline_id", Record: r.Execution, Key: exchange.PipelineID,
		})
	}
}

// resultsFollow reports at the end of the run: results may be received before the list
// that contains their executions.
func resultsFollow() Checker {
	type dataset struct {
		succeeded bool
		ended     time.Time // when the first has succeeded; zero when one does not say
		empty     *exchange.Exchange
		filled    bool
	}
	seen := map[exchange.Dataset]*dataset{}
	of := func(x *observation.Observation) *dataset {
		d, _ := x.Probe.Inputs.Dataset()
		if seen[d] == nil {
			seen[d] = &dataset{}
		}
		return seen[d]
	}
	see := func(x *observation.Observation, _ *Recorder) {
		if results, ok := x.Results(); ok {
			shown := len(results) + x.Reading.Hidden
			of(x).filled = of(x).filled || shown > 0
			if shown == 0 {
				of(x).empty = x.Slim()
			}
		}
		if x.Probe.Operation == schemas.List && x.Status() == http.StatusOK {
			for _, r := range x.Records() {
				if at, _ := r.Time(r.Jobs.Ended); r.Kind() == jobs.Succeeded && asksQuestions(r) {
					if d := of(x); !d.succeeded || at.Before(d.ended) {
						d.succeeded, d.ended = true, at
					}
				}
			}
		}
	}
	end := func(say *Recorder) {
		for _, d := range seen {
			switch {
			case d.filled && d.succeeded:
				say.keptBy(&exchange.Exchange{Probe: exchange.Probe{Operation: schemas.Results}})
			case d.empty != nil && d.succeeded && !d.filled && d.empty.When().Sub(d.ended) >= say.rule.settle:
				say.Broke(Break{
					Expected: "results, as an execution has succeeded", Got: "none", Exchange: d.empty, Key: "none",
				})
			}
		}
	}
	return Checker{See: see, End: end}
}

// asksQuestions reports whether an execution has any questions.
func asksQuestions(r observation.Record) bool {
	parameters, _ := r.Object(r.Jobs.Input)
	ids, _ := parameters["eval_question_ids"].([]any)
	return len(ids) > 0
}
