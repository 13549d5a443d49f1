package world

import (
	"fmt"

	"github.com/ringer-api/ringer/mock/edit"
)

// MaxResultJobs limits how many jobs, newest first, one response of results covers: results
// are several times as large as records.
const MaxResultJobs = 200

// Results returns the results of the jobs of the kind that have ended, as a JSON array.
func (q *Query) Results(kind Resulter) ([]byte, error) {
	all := edit.NewArray(0)
	if q.Data.Results != nil {
		for _, r := range q.Data.Results {
			all.Add(r)
		}
		return all.Close(), q.Room.Reach(all.Size(), "the scenario's results")
	}
	jobs, err := q.Jobs()
	if err != nil {
		return nil, err
	}
	births := q.Room.Held()
	what := fmt.Sprintf("results of %d jobs", len(jobs))
	for i := range jobs[:min(len(jobs), MaxResultJobs)] {
		results, err := kind.Results(q, &jobs[i])
		if err != nil {
			return nil, err
		}
		for _, result := range results {
			all.Add(result)
			if err := q.Room.Reach(births+all.Size(), what); err != nil {
				return nil, err
			}
		}
		q.Room.Keep(births + all.Size())
	}
	q.Room.Keep(all.Size())
	return all.Close(), nil
}
