package world

import (
	"fmt"
	"slices"
	"time"
)

// Transition is a change of a job that clients can see: of its state, or to another attempt.
type Transition struct {
	ID       string    `json:"jobId"`
	Resource string    `json:"resource"`
	Scope    Params    `json:"scope"`
	At       time.Time `json:"at"`
	From     string    `json:"from"`
	To       string    `json:"to"`
	// Attempt is the number of attempts, including this one; nil for jobs without attempts.
	Attempt *int `json:"attempt,omitempty"`
}

// Snapshot is one job as a client sees it at an instant.
type Snapshot struct {
	Job
	Status string
	// Still is why it does not change state by time; "" when it does.
	Still string
	kind  Kind
	steps []Step // of a job that changes state by time
}

// Snapshot returns the job with the state that a client sees.
func (q *Query) Snapshot(j Job, status string) Snapshot {
	s := Snapshot{Job: j, Status: status, kind: q.Resource.Kind}
	if s.Still = q.still(&j, &s); s.Still != "" {
		return s
	}
	line := s.kind.Timeline(j.Birth)
	if polls := line.PollsPerStep(); polls > 0 {
		s.Still = fmt.Sprintf("it changes state by polls, one step every %d polls, not by time", polls)
		return s
	}
	s.steps = line.Steps()
	last := s.steps[len(s.steps)-1].State
	if _, moves := next(s.steps, q.Now); !moves && !s.kind.Final(last) {
		s.Still = "it is stuck: it stays " + last + " forever"
	}
	return s
}

// Ended reports whether a client sees that the job has ended.
func (s *Snapshot) Ended() bool { return s.kind.Final(s.Status) }

// Stands reports whether it has states, has not ended, and no time changes that.
func (s *Snapshot) Stands() bool { return s.Still != "" && s.Still != noStates && !s.Ended() }

// noStates is why a resource that is no job does not change state.
const noStates = "it has no states"

// still explains why the timeline has no effect; "" when it has.
func (q *Query) still(j *Job, s *Snapshot) string {
	switch {
	case s.Status == "" && len(q.Resource.States) == 0:
		return noStates
	case j.Literal != nil:
		return "it is a record from a file, which only operations change"
	case j.Patch.Sets(q.Resource.Status):
		return "its status was set by hand"
	case s.Ended():
		return "it has ended"
	}
	return ""
}

// next returns the last of the steps that begin together, the first ones after that time
// whose beginning a client can see.
func next(steps []Step, after time.Time) (int, bool) {
	before := 0
	for i, s := range steps {
		if !s.At.After(after) {
			before = i
		}
	}
	for i := before + 1; i < len(steps); i++ {
		if !steps[i].At.After(after) {
			continue
		}
		for i+1 < len(steps) && steps[i+1].At.Equal(steps[i].At) {
			i++
		}
		return i, true
	}
	return 0, false
}

// Next returns the job's first transition after a time, if there is one.
func (s *Snapshot) Next(after time.Time) (Transition, bool) {
	i, ok := next(s.steps, after)
	if s.Still != "" || !ok {
		return Transition{}, false
	}
	from := s.steps[0]
	for _, step := range s.steps[:i] {
		if !step.At.After(after) {
			from = step
		}
	}
	to := s.steps[i]
	return Transition{ID: s.ID, Resource: s.Scope.Resource, Scope: s.Scope.Params, At: visible(to.At), From: from.State, To: to.State,
		Attempt: to.Attempts}, true
}

// FinalAt returns when the job becomes final, if it does by time.
func (s *Snapshot) FinalAt() (time.Time, bool) {
	if s.Still != "" || len(s.steps) == 0 {
		return time.Time{}, false
	}
	last := s.steps[len(s.steps)-1]
	return visible(last.At), s.kind.Final(last.State)
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
