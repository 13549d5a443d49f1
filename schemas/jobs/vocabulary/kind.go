package vocabulary

import "slices"

// Kind says what a state means for who waits for the job. There are ten; the
// last five are final, and nothing else decides whether a state is.
type Kind string

// The kinds, from the first to the last that a job may have.
const (
	Waiting         Kind = "waiting"          // accepted, work has not begun
	Running         Kind = "running"          // work goes on
	NeedsAction     Kind = "needs-action"     // somebody else has to do something first
	Paused          Kind = "paused"           // stopped, can go on
	Cancelling      Kind = "cancelling"       // told to stop, has not stopped yet
	Succeeded       Kind = "succeeded"        // ended as wanted
	PartlySucceeded Kind = "partly-succeeded" // ended with a part of what was wanted
	Failed          Kind = "failed"           // ended by an error
	Cancelled       Kind = "cancelled"        // ended because somebody said so, or never done
	Expired         Kind = "expired"          // ended because its time was over
)

// Kinds gives all kinds in their order.
func Kinds() []Kind {
	return []Kind{
		Waiting, Running, NeedsAction, Paused, Cancelling,
		Succeeded, PartlySucceeded, Failed, Cancelled, Expired,
	}
}

// Final tells that a state of this kind is never left.
func (k Kind) Final() bool {
	return slices.Index(Kinds(), k) >= slices.Index(Kinds(), Succeeded)
}
