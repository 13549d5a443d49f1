package llamacloud

import (
	"github.com/ringer-api/ringer/mock/llamacloud/execution"
	"github.com/ringer-api/ringer/mock/world"
)

var _ world.Ender = Executions{}

// End returns an execution whose present attempt, or else whose wait for the first one, ends at
// the query's instant, in that state with its error or without.
func (k Executions) End(q *world.Query, b world.Birth, state string) (world.Birth, error) {
	ended := *of(b)
	settled := *q
	settled.Generate.Sequence = []string{state}
	life := of(k.Settled(&settled, b)).Life
	old, passed := ended.Life, q.Now.Sub(ended.CreatedAt)
	life.Queue, life.Attempts = max(0, min(old.Queue, passed)), nil
	left := passed - old.Queue
	for _, attempt := range old.Attempts {
		if left < 0 {
			break
		}
		attempt.Run = min(attempt.Run, left)
		left -= attempt.Run
		attempt.Backoff = max(0, min(attempt.Backoff, left))
		left -= attempt.Backoff
		life.Attempts = append(life.Attempts, attempt)
		if left <= 0 {
			break
		}
	}
	if n := len(life.Attempts); n > 0 {
		life.Attempts[n-1].Run += life.Attempts[n-1].Backoff + max(0, left)
		life.Attempts[n-1].Backoff = 0
	} else {
		life.Queue = max(0, passed)
		life.Attempts = []execution.Attempt{{}}
	}
	ended.Life = life
	return &birth{ended}, nil
}
