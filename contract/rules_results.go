package contract

import (
	"fmt"
	"net/http"

	"github.com/ringer-api/ringer/schemas"
)

func uniqueQuestions(x *observation, say *ruling) {
	results, ok := x.results()
	if !ok || len(results) < 2 {
		return
	}
	type answered struct{ execution, question string }
	first := map[answered]string{}
	unique := true
	for _, r := range results {
		key := answered{r.execution, r.question}
		if place, seen := first[key]; seen {
			unique = false
			say.broke(Break{
				Expected: "one result a question", Got: fmt.Sprintf("question %s again, as at %s", r.question, place),
				Pointer: r.pointer + "/eval_question_id", Record: r.execution, Key: "question",
			})
			continue
		}
		first[key] = r.pointer
	}
	if unique {
		say.kept()
	}
}

func resultsBelong(x *observation, say *ruling) {
	d, ok := x.Probe.Inputs.dataset()
	results, served := x.results()
	if !ok || !served {
		return
	}
	for _, r := range results {
		if r.pipeline == d.PipelineID {
			say.kept()
			continue
		}
		say.broke(Break{
			Expected: d.PipelineID + ", the pipeline asked for", Got: r.pipeline,
			Pointer: r.pointer + "/pipeline_id", Record: r.execution, Key: pipelineID,
		})
	}
}

// resultsFollow waits for the end: results may come before the list that says
// what they are of.
func resultsFollow() judgement {
	type dataset struct {
		succeeded bool
		empty     *Exchange
		filled    bool
	}
	seen := map[Dataset]*dataset{}
	of := func(x *observation) *dataset {
		d, _ := x.Probe.Inputs.dataset()
		if seen[d] == nil {
			seen[d] = &dataset{}
		}
		return seen[d]
	}
	see := func(x *observation, _ *ruling) {
		if results, ok := x.results(); ok {
			of(x).filled = of(x).filled || len(results) > 0
			if len(results) == 0 {
				of(x).empty = x.slim()
			}
		}
		if x.Probe.Operation == schemas.List && x.status() == http.StatusOK {
			for _, r := range x.records() {
				of(x).succeeded = of(x).succeeded || r.Status() == "SUCCESS" && asksQuestions(r)
			}
		}
	}
	end := func(say *ruling) {
		for _, d := range seen {
			switch {
			case d.filled && d.succeeded:
				say.keptBy(&Exchange{Probe: Probe{Operation: schemas.Results}})
			case d.empty != nil && d.succeeded && !d.filled:
				say.broke(Break{
					Expected: "results, as an execution has succeeded", Got: "none", Exchange: d.empty, Key: "none",
				})
			}
		}
	}
	return judgement{see: see, end: end}
}

// asksQuestions tells whether an execution ran against any question.
func asksQuestions(r Record) bool {
	parameters, _ := r.Object("parameters")
	ids, _ := parameters["eval_question_ids"].([]any)
	return len(ids) > 0
}
