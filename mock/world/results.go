package world

import "github.com/ringer-api/ringer/mock/generate"

// MaxResultExecutions bounds how many executions, newest first, one response
// of results covers: their size is a multiple of the records'.
const MaxResultExecutions = 200

// Results gives the results of the executions that have come to their end, one
// JSON text each; each is called with its size before the next is made, and
// its error ends the work.
func (q *Query) Results(each func(size, executions int) error) ([][]byte, error) {
	if q.Data.Results != nil {
		all := make([][]byte, len(q.Data.Results))
		for i, r := range q.Data.Results {
			all[i] = r
		}
		return all, nil
	}
	executions, err := q.Executions()
	if err != nil {
		return nil, err
	}
	var all [][]byte
	for _, e := range executions[:min(len(executions), MaxResultExecutions)] {
		r := q.Record(&e)
		if e.Literal != nil {
			r.Status = e.Birth.Life.Final
		}
		if !r.Status.Final() {
			continue
		}
		for _, result := range generate.Results(q.Seed, e.Birth, r) {
			text := result.AppendJSON(nil)
			all = append(all, text)
			if err := each(len(text), len(executions)); err != nil {
				return nil, err
			}
		}
	}
	return all, nil
}
