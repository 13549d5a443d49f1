package execution

import "time"

// Status is what a client sees of an execution's state.
type Status string

// The documented states. There is none for "running": a job that waits and a
// job that works are both PENDING, told apart by started_at.
const (
	Pending        Status = "PENDING"
	Success        Status = "SUCCESS"
	Error          Status = "ERROR"
	PartialSuccess Status = "PARTIAL_SUCCESS"
)

// Final tells whether an execution in this state will never move again.
func (s Status) Final() bool { return s != Pending }

// Birth is the little that has to be remembered of an execution. All a client
// ever sees of it follows from its birth and the time (see Timeline).
type Birth struct {
	ID            string
	PipelineID    string
	EvalDatasetID string
	CreatedAt     time.Time
	// What was asked.
	QuestionIDs []string
	Model       string
	Prompt      string
	// Who asked; nil is null.
	SessionID     *string
	CorrelationID *string
	ParentID      *string
	UserID        *string
	// Data makes the record's data {} rather than null.
	Data bool
	// Optional is what becomes of the fields that may be null.
	Optional Optional
	// Unicode makes the words of its results hard for screens.
	Unicode bool
	// Life is what fate has in store.
	Life Life
}

// Optional says what becomes of the fields that may be null.
type Optional string

const (
	// AsInLife is the zero value: null when there is nothing to say.
	AsInLife Optional = ""
	// AllNull makes every field null that may be, even those that have a value.
	AllNull Optional = "null"
	// AllPresent leaves null only what the state forbids: an end before the
	// end, an error without one.
	AllPresent Optional = "present"
)

// Life is the course an execution will take, fixed at its birth. The zero
// Life succeeds at once. Durations below zero count as zero.
type Life struct {
	// Queue is how long the job waits before its first attempt.
	Queue time.Duration
	// Attempts in order; each but the last fails and is followed by its
	// Backoff. None: a Pending job never starts, a failing one fails while it
	// waits, and one that succeeds does so in an attempt that takes no time.
	Attempts []Attempt
	// Final is the state after the last attempt; empty counts as Success.
	// Pending means the job is stuck: its last attempt never ends.
	Final Status
	// Code and Message are the error of ERROR and PARTIAL_SUCCESS; empty is null.
	Code, Message string
	// Missing are the places in QuestionIDs that get no result.
	Missing []int
	// PollsPerStep, when above 0, makes the job move on by being looked at
	// instead of by time: a step every so many polls.
	PollsPerStep int
}

// Attempt is one try of the job.
type Attempt struct {
	Run     time.Duration // how long it works
	Backoff time.Duration // how long it then waits for the next try
}
