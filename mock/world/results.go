package world

import (
	"fmt"

	"github.com/ringer-api/ringer/mock/budget"
	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/mock/llamacloud/execution"
	"github.com/ringer-api/ringer/mock/llamacloud/generate"
)

// MaxResultExecutions limits how many executions, newest first, one response of results
// covers: results are several times as large as records.
const MaxResultExecutions = 200

// Results returns the results of the executions that have ended, as a JSON array.
func (q *Query) Results() ([]byte, error) {
	all := edit.NewArray(0)
	if q.Data.Results != nil {
		for _, r := range q.Data.Results {
			all.Add(r)
		}
		return all.Close(), q.Room.Reach(all.Size(), "the scenario's results")
	}
	executions, err := q.Executions()
	if err != nil {
		return nil, err
	}
	births := q.Room.Held()
	what := fmt.Sprintf("results of %d executions", len(executions))
	for _, e := range executions[:min(len(executions), MaxResultExecutions)] {
		if err := q.Room.Take(int64(len(e.Birth.QuestionIDs))*budget.ResultSize, what); err != nil {
			return nil, err
		}
		for _, result := range q.resultsOf(&e) {
			all.Add(result.AppendJSON(nil))
			if err := q.Room.Reach(births+all.Size(), what); err != nil {
				return nil, err
			}
		}
		q.Room.Keep(births + all.Size())
	}
	q.Room.Keep(all.Size())
	return all.Close(), nil
}

// resultsOf returns those of one execution; none before it has ended.
func (q *Query) resultsOf(e *Execution) []execution.Result {
	r := q.Record(e)
	if e.Literal != nil {
		r.Status = e.Birth.Life.Final
	}
	if !r.Status.Final() {
		return nil
	}
	return generate.Results(q.Seed, e.Birth, r)
}
