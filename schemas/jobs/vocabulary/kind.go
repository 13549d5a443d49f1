package vocabulary

import "slices"

// Kind is what a state means for a client that waits for the job. There are ten; the
// last five are final. The kind alone decides whether a state is final.
type Kind string

// The kinds, in the order of a job's lifecycle.
const (
	Waiting         Kind = "waiting"          // accepted, work has not begun
	Running         Kind = "running"          // work is in progress
	NeedsAction     Kind = "needs-action"     // the job waits for somebody's action
	Paused          Kind = "paused"           // stopped, can be resumed
	Cancelling      Kind = "cancelling"       // asked to stop, not yet stopped
	Succeeded       Kind = "succeeded"        // ended with the wanted result
	PartlySucceeded Kind = "partly-succeeded" // ended with a part of the wanted result
	Failed          Kind = "failed"           // ended by an error
	Cancelled       Kind = "cancelled"        // stopped on request, or skipped
	Expired         Kind = "expired"          // ended because a time limit was reached
)

// Kinds returns all kinds in their order.
func Kinds() []Kind {
	return []Kind{
		Waiting, Running, NeedsAction, Paused, Cancelling,
		Succeeded, PartlySucceeded, Failed, Cancelled, Expired,
	}
}

// Final reports whether a state of this kind is never left.
func (k Kind) Final() bool {
	return slices.Index(Kinds(), k) >= slices.Index(Kinds(), Succeeded)
}
