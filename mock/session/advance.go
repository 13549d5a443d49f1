package session

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/ringer-api/ringer/mock/budget"
	"github.com/ringer-api/ringer/mock/problem"
	"github.com/ringer-api/ringer/mock/world"
)

// maxTransitions limits the transitions that one Advance lists.
const maxTransitions = 1_000

// StuckJob is a job that does not change state by time, and why.
type StuckJob struct {
	ID       string       `json:"id"`
	Resource string       `json:"resource"`
	Scope    world.Params `json:"scope"`
	State    string       `json:"state"`
	Why      string       `json:"why"`
}

// Advance is the result of moving a clock.
type Advance struct {
	// From and To are the clock's time before and after.
	From time.Time `json:"from" doc:"the clock's time before"`
	To   time.Time `json:"to" doc:"the clock's time after"`
	// Transitions are those between From and To, in order of time.
	Transitions []world.Transition `json:"transitions" doc:"the transitions in between, in order of time"`
	// Omitted is how many transitions were too many to list.
	Omitted int `json:"omitted,omitempty" doc:"how many more transitions there were"`
	// Stuck are jobs that are not final and do not change state by time.
	Stuck []StuckJob `json:"stuck,omitempty" doc:"jobs that are not final and do not change state by time"`
}

// Advance moves the session's clock forward by a duration and reports the transitions in
// the collections that the session received requests for. To move backwards is a
// *problem.Problem.
func (s *Session) Advance(by time.Duration) (Advance, error) {
	if by < 0 {
		return Advance{}, clockProblem("by", &BackwardsError{By: -by})
	}
	now := s.clock.Now()
	if by > lastTime.Sub(now) {
		return Advance{}, tooLate("by")
	}
	return s.move(Which{}, func() (from, to time.Time) { return s.clock.step(by) })
}

// SetClock sets the session's clock to at (zero: its current time) and to run at speed
// (nil: unchanged; 0: frozen), and reports the transitions in the collections that the
// session received requests for. To go backwards is a *problem.Problem.
func (s *Session) SetClock(at time.Time, speed *float64) (Advance, error) {
	if at.After(lastTime) {
		return Advance{}, tooLate("now")
	}
	run := s.clock.Speed()
	if speed != nil {
		run = *speed
	}
	if err := CheckSpeed(run); err != nil {
		return Advance{}, problem.BadInput("clock", "speed", err.Error(), "")
	}
	var refused error
	told, err := s.move(Which{}, func() (from, to time.Time) {
		from = s.clock.Now()
		refused = s.clock.Set(at, run)
		return from, s.clock.Now()
	})
	if refused != nil {
		return Advance{}, clockProblem("now", refused)
	}
	return told, err
}

// AdvanceToNextTransition moves the clock to the next transition of any of the chosen
// jobs (world.Moves computes when, Clock.reach goes there), and reports what
// happened. When no transition is to come it leaves the clock unchanged and returns a
// *problem.Problem that explains why.
func (s *Session) AdvanceToNextTransition(of Which) (Advance, error) {
	room := s.room()
	defer room.Done()
	chosen, err := s.chosenNow(room, of)
	if err != nil {
		return Advance{}, err
	}
	now := s.clock.Now()
	_, next := world.Moves(chosen, now, now)
	if next.IsZero() {
		return Advance{}, noTransition(chosen)
	}
	return s.reach(chosen, next)
}

// AdvanceUntilFinal moves the clock to when the last of the chosen jobs is final,
// and reports the transitions. Those that never become final by time are listed as
// Stuck; when there are no others, or when one was chosen by id, that is a
// *problem.Problem that explains why.
func (s *Session) AdvanceUntilFinal(of Which) (Advance, error) {
	room := s.room()
	defer room.Done()
	chosen, err := s.chosenNow(room, of)
	if err != nil {
		return Advance{}, err
	}
	from := s.clock.Now()
	to, ending := from, false
	for i := range chosen {
		if at, ends := chosen[i].FinalAt(); ends {
			ending = true
			if at.After(to) {
				to = at
			}
		}
	}
	if !ending && slices.ContainsFunc(chosen, func(x world.Snapshot) bool { return !x.Ended() }) {
		return Advance{}, noTransition(chosen)
	}
	return s.reach(chosen, to)
}

// reach moves the clock to at, unless it has passed that time by itself already.
func (s *Session) reach(chosen []world.Snapshot, at time.Time) (Advance, error) {
	if at.After(lastTime) {
		return Advance{}, tooLate("to")
	}
	from, to := s.clock.reach(at)
	return report(chosen, from, to), nil
}

// move moves the clock and reports what happened to the chosen jobs.
func (s *Session) move(of Which, by func() (from, to time.Time)) (Advance, error) {
	room := s.room()
	defer room.Done()
	chosen, err := s.chosenNow(room, of)
	if err != nil {
		return Advance{}, err
	}
	from, to := by()
	return report(chosen, from, to), nil
}

func report(chosen []world.Snapshot, from, to time.Time) Advance {
	a := Advance{From: from, To: to}
	a.Transitions, _ = world.Moves(chosen, from, to)
	if len(a.Transitions) > maxTransitions {
		a.Transitions, a.Omitted = a.Transitions[:maxTransitions], len(a.Transitions)-maxTransitions
	}
	if a.Transitions == nil {
		a.Transitions = []world.Transition{}
	}
	const most = 100
	for i := range chosen {
		if x := &chosen[i]; x.Stands() && len(a.Stuck) < most {
			a.Stuck = append(a.Stuck, StuckJob{ID: x.ID, Resource: x.Scope.Resource, Scope: x.Scope.Params, State: x.Status, Why: x.Still})
		}
	}
	return a
}

// chosenNow returns the chosen jobs, as a client sees them now.
func (s *Session) chosenNow(room *budget.Room, of Which) ([]world.Snapshot, error) {
	if of.ID != "" {
		if err := s.all.config.Resources.CheckID("jobId", of.Resource, of.ID); err != nil {
			return nil, err
		}
		v, e, err := s.find(room, of)
		if err != nil {
			return nil, err
		}
		one, err := v.Snapshot(e)
		return []world.Snapshot{one}, err
	}
	scopes, err := s.Covered(of)
	if err != nil {
		return nil, err
	}
	var all []world.Snapshot
	for _, d := range scopes {
		v, err := s.viewNow(room, d)
		if err != nil {
			return nil, err
		}
		some, err := v.Snapshots()
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	return all, nil
}

// noTransition explains why no transition is to come.
func noTransition(chosen []world.Snapshot) *problem.Problem {
	p := problem.Conflict("no-transition", "to", "", "")
	if len(chosen) == 0 {
		p.Detail = "the session has no job: no collection was requested, or all are empty"
		p.Hint = "request a list of jobs first, or name its collection with resource and scope"
		return p
	}
	reasons := map[string]int{}
	var order []string
	for i := range chosen {
		if reasons[chosen[i].Still]++; reasons[chosen[i].Still] == 1 {
			order = append(order, chosen[i].Still)
		}
	}
	parts := make([]string, len(order))
	for i, why := range order {
		parts[i] = fmt.Sprintf("%d (%s)", reasons[why], why)
	}
	p.Detail = "no job will change state by time: " + strings.Join(parts, ", ")
	p.Hint = "a POST to the API, or to jobs of the control interface, creates one that does"
	return p
}

func tooLate(field string) *problem.Problem {
	return problem.BadInput("clock", field, "the service's times end with the year 9999", "move the clock less far")
}

func clockProblem(field string, err error) *problem.Problem {
	return problem.BadInput("clock", field, err.Error(), "")
}
