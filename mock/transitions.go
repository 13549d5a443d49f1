package mock

import (
	"fmt"
	"slices"
	"time"

	"github.com/ringer-api/ringer/mock/execution"
)

// maxTransitions bounds the transitions that one advance tells of.
const maxTransitions = 1_000

// Standing is an execution that will not move by time, and why.
type Standing struct {
	ID string `json:"id"`
	DatasetID
	Status string `json:"status"`
	Why    string `json:"why"`
}

// Which chooses executions: all of every dataset the session was asked about,
// all of one dataset, or one. The zero Which is the first.
type Which struct {
	PipelineID    string
	EvalDatasetID string
	ID            string
}

// subject is one execution that was chosen.
type subject struct {
	view
	in     DatasetID
	status string // that a client sees now
	// still says why it does not move by time; "" when it does.
	still string
}

// timeline is what the subject goes through.
func (s *subject) timeline() execution.Timeline { return s.birth.Timeline() }

// next is the subject's first move after a moment.
func (s *subject) next(after time.Time) (Transition, bool) {
	if s.still != "" {
		return Transition{}, false
	}
	t, ok := s.timeline().Next(after)
	t.At = visible(t.At)
	return Transition{t, s.in.PipelineID, s.in.EvalDatasetID}, ok
}

// visible is when a clock that counts microseconds can show a moment.
func visible(at time.Time) time.Time {
	if cut := at.Truncate(time.Microsecond); cut.Before(at) {
		return cut.Add(time.Microsecond)
	}
	return at
}

// between lists the subjects' moves after one moment and up to another, in
// the order of time, and counts those that are too many to list.
func between(subjects []subject, after, upTo time.Time) (moves []Transition, omitted int) {
	for i := range subjects {
		at := after
		for {
			t, ok := subjects[i].next(at)
			if !ok || t.At.After(upTo) {
				break
			}
			moves, at = append(moves, t), t.At
		}
	}
	slices.SortStableFunc(moves, func(a, b Transition) int { return a.At.Compare(b.At) })
	if len(moves) > maxTransitions {
		moves, omitted = moves[:maxTransitions], len(moves)-maxTransitions
	}
	return moves, omitted
}

// stands explains why an execution does not move by time; "" when it may.
func (c *call) stands(v view, status string) string {
	switch {
	case v.literal != nil:
		return "it is a record from a file, which never changes"
	case v.amended != nil && v.amended.sets("/status"):
		return "its status was set by hand"
	case execution.Status(status).Final():
		return "it has ended"
	case v.birth.Life.PollsPerStep > 0:
		return fmt.Sprintf("it moves by being looked at, a step every %d polls, not by time", v.birth.Life.PollsPerStep)
	}
	if _, ends := v.birth.Timeline().FinalAt(); !ends {
		if _, moves := v.birth.Timeline().Next(c.now); !moves {
			return "it is stuck: it stays PENDING for ever"
		}
	}
	return ""
}
