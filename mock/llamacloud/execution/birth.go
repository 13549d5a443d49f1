package execution

import "time"

// Status is the documented state of an execution, as clients see it.
type Status string

// The documented states. There is none for "running": a job that waits and a job that
// runs are both PENDING; only started_at distinguishes them.
const (
	Pending        Status = "PENDING"
	Success        Status = "SUCCESS"
	Error          Status = "ERROR"
	PartialSuccess Status = "PARTIAL_SUCCESS"
)

// Final reports whether the state is final.
func (s Status) Final() bool { return s != Pending }

// Birth is the stored part of an execution. Everything that clients see of it follows from
// its birth and the time (see Timeline).
type Birth struct {
	ID            string
	PipelineID    string
	EvalDatasetID string
	CreatedAt     time.Time
	// The input of the execution.
	QuestionIDs []string
	Model       string
	Prompt      string
	// The origin of the execution; nil is null.
	SessionID     *string
	CorrelationID *string
	ParentID      *string
	UserID        *string
	// Data makes the record's data {} instead of null.
	Data bool
	// Optional decides which of the fields that may be null are.
	Optional Optional
	// Unicode makes the texts of its results difficult to display.
	Unicode bool
	// Life is the lifecycle.
	Life Life
}

// Optional decides which of the fields that may be null are.
type Optional string

const (
	// AsInLife is the zero value: a field without a value is null.
	AsInLife Optional = ""
	// AllNull makes all fields null that may be, even those that have a value.
	AllNull Optional = "null"
	// AllPresent makes only those null that cannot have a value in the state: ended_at
	// before the end, the error of an execution without one.
	AllPresent Optional = "present"
)

// Life is the lifecycle of an execution, fixed at its birth. The zero Life succeeds
// immediately. Negative durations count as zero.
type Life struct {
	// Queue is how long the job waits before its first attempt.
	Queue time.Duration
	// Attempts is the attempts in order; each but the last fails and is followed by its
	// Backoff. Without any, a Pending job never starts, a failing one fails while it
	// waits, and one that succeeds does so in an attempt that takes no time.
	Attempts []Attempt
	// Final is the state after the last attempt; empty means Success.
	// Pending means that the job is stuck: its last attempt never ends.
	Final Status
	// Code and Message are the error of ERROR and PARTIAL_SUCCESS; "" is null.
	Code, Message string
	// Missing is the indexes in QuestionIDs of those without a result.
	Missing []int
	// PollsPerStep, if above 0, makes the job progress by polls instead of by time: one
	// step per that many polls.
	PollsPerStep int
}

// Attempt is one attempt of the job.
type Attempt struct {
	Run     time.Duration // how long it runs
	Backoff time.Duration // the wait before the next attempt
}
