package world

import (
	"fmt"
	"slices"
	"time"

	"github.com/ringer-api/ringer/mock/llamacloud/execution"
)

// Transition is a transition of an execution, with its dataset.
type Transition struct {
	execution.Transition
	PipelineID    string `json:"pipelineId"`
	EvalDatasetID string `json:"evalDatasetId"`
}

// Snapshot is one execution as a client sees it at an instant.
type Snapshot struct {
	Execution
	Dataset DatasetID
	Status  string
	// Still is why it does not change state by time; "" when it does.
	Still string
}

// Snapshot returns the execution with the state that a client sees.
func (q *Query) Snapshot(e Execution, status string) Snapshot {
	return Snapshot{Execution: e, Dataset: q.Dataset, Status: status, Still: q.still(&e, status)}
}

// still explains why an execution does not change state by time; "" when it may.
func (q *Query) still(e *Execution, status string) string {
	switch {
	case e.Literal != nil:
		return "it is a record from a file, which never changes"
	case e.Patch.Sets("/status"):
		return "its status was set by hand"
	case execution.Status(status).Final():
		return "it has ended"
	case e.Birth.Life.PollsPerStep > 0:
		return fmt.Sprintf("it changes state by polls, one step every %d polls, not by time", e.Birth.Life.PollsPerStep)
	}
	if _, ends := e.Birth.Timeline().FinalAt(); !ends {
		if _, moves := e.Birth.Timeline().Next(q.Now); !moves {
			return "it is stuck: it stays PENDING forever"
		}
	}
	return ""
}

// Ended reports whether a client sees that the execution has ended.
func (s *Snapshot) Ended() bool { return execution.Status(s.Status).Final() }

// Next returns the execution's first transition after a time, if there is one.
func (s *Snapshot) Next(after time.Time) (Transition, bool) {
	if s.Still != "" {
		return Transition{}, false
	}
	t, ok := s.Birth.Timeline().Next(after)
	t.At = visible(t.At)
	return Transition{t, s.Dataset.PipelineID, s.Dataset.EvalDatasetID}, ok
}

// FinalAt returns when the execution becomes final, if it does by time.
func (s *Snapshot) FinalAt() (time.Time, bool) {
	if s.Still != "" {
		return time.Time{}, false
	}
	at, ends := s.Birth.Timeline().FinalAt()
	return visible(at), ends
}

// visible rounds a time up to the microsecond, the first time of a clock that shows it.
func visible(at time.Time) time.Time {
	if cut := at.Truncate(time.Microsecond); cut.Before(at) {
		return cut.Add(time.Microsecond)
	}
	return at
}

// Moves lists the transitions later than after, up to upTo, in order of time, and when the
// next one after that is due; zero for never.
func Moves(all []Snapshot, after, upTo time.Time) (moves []Transition, next time.Time) {
	for i := range all {
		at := after
		for {
			t, ok := all[i].Next(at)
			if !ok {
				break
			}
			if t.At.After(upTo) {
				next = sooner(next, t.At)
				break
			}
			moves, at = append(moves, t), t.At
		}
	}
	slices.SortStableFunc(moves, func(a, b Transition) int { return a.At.Compare(b.At) })
	return moves, next
}

func sooner(a, b time.Time) time.Time {
	if a.IsZero() || b.Before(a) {
		return b
	}
	return a
}
