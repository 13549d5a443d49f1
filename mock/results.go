package mock

import (
	"fmt"

	"github.com/ringer-api/ringer/mock/execution"
	"github.com/ringer-api/ringer/mock/fault"
	"github.com/ringer-api/ringer/mock/generate"
)

// maxResultExecutions bounds how many executions, newest first, one answer of
// results covers: their size is a multiple of the records'.
const maxResultExecutions = 200

// results answers with the results of the executions that have come to their end.
func (c *call) results() (*fault.Answer, error) {
	all := newArray(0)
	if literal := c.plan.scenario.Results; literal != nil {
		for _, r := range literal {
			all.add(r)
		}
		return ok(all.close()), c.room.reach(all.size(), "the scenario's results")
	}
	views, err := c.views()
	if err != nil {
		return nil, err
	}
	births := c.room.held()
	what := fmt.Sprintf("results of %d executions", len(views))
	for _, v := range views[:min(len(views), maxResultExecutions)] {
		if err := c.room.take(int64(len(v.birth.QuestionIDs))*resultSize, what); err != nil {
			return nil, err
		}
		for _, result := range c.resultsOf(v) {
			all.add(result.AppendJSON(nil))
			if err := c.room.reach(births+all.size(), what); err != nil {
				return nil, err
			}
		}
		c.room.keep(births + all.size())
	}
	c.room.keep(all.size())
	return ok(all.close()), nil
}

// resultsOf are those of one execution; none before it has ended.
func (c *call) resultsOf(v view) []execution.Result {
	r := c.record(v)
	if v.literal != nil {
		r.Status = v.birth.Life.Final
	}
	if !r.Status.Final() {
		return nil
	}
	return generate.Results(c.plan.seed, v.birth, r)
}
