package mock

import "github.com/ringer-api/ringer/mock/generate"

// maxResultExecutions bounds how many executions, newest first, one answer of
// results covers: their size is a multiple of the records'.
const maxResultExecutions = 200

// results gives the results of the executions that have come to their end.
func (c *call) results() ([][]byte, error) {
	if literal := c.plan.scenario.Results; literal != nil {
		all := make([][]byte, len(literal))
		for i, r := range literal {
			all[i] = r
		}
		return all, nil
	}
	views, err := c.views()
	if err != nil {
		return nil, err
	}
	var all [][]byte
	for _, v := range views[:min(len(views), maxResultExecutions)] {
		r := c.record(v)
		if v.literal != nil {
			r.Status = v.birth.Life.Final
		}
		if r.Status.Final() {
			for _, result := range generate.Results(c.plan.seed, v.birth, r) {
				all = append(all, result.AppendJSON(nil))
				if err := c.grow(len(all[len(all)-1]), "results of", len(views)); err != nil {
					return nil, err
				}
			}
		}
	}
	return all, nil
}
