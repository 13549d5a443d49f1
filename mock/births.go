package mock

import "github.com/ringer-api/ringer/mock/execution"

// Births keeps the executions that were asked for with POST: the only state of
// a mock that time does not explain. Replicas that share one Births give the
// same answers. Implementations must be safe for concurrent use.
type Births interface {
	// Add keeps what birth makes of a number that no other birth of this
	// dataset has or had, rising from 1, and tells which old births it dropped
	// to stay within its bound.
	Add(session, pipeline, dataset string, birth func(nth int) execution.Birth) (added execution.Birth, dropped []execution.Birth, err error)
	// Of lists a dataset's births, oldest first.
	Of(session, pipeline, dataset string) ([]execution.Birth, error)
	// Clear forgets a session.
	Clear(session string) error
}
