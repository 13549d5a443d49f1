package mock

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
)

// latestTime is the last instant a clock may be moved to: the service's own
// times end there.
var latestTime = time.Date(9999, 12, 31, 23, 59, 59, 999999000, time.UTC)

// Advance says what became of moving a clock.
type Advance struct {
	// From and To are what the clock showed before and after.
	From time.Time `json:"from" doc:"what the clock showed before"`
	To   time.Time `json:"to" doc:"what it shows after"`
	// Transitions are what happened on the way, in the order of time.
	Transitions []Transition `json:"transitions" doc:"what happened on the way, in the order of time"`
	// Omitted counts those that were too many to list.
	Omitted int `json:"omitted,omitempty" doc:"how many more transitions there were"`
	// Standing are executions that are not final and that time will not move.
	Standing []Standing `json:"standing,omitempty" doc:"executions that are PENDING and that time does not move"`
}

// Advance moves the session's clock forward and tells what happens in the
// datasets it was asked about. To move backwards is a *Problem.
func (s *Session) Advance(by time.Duration) (Advance, error) {
	if by < 0 {
		return Advance{}, clockProblem("by", &BackwardsError{By: -by})
	}
	now := s.clock.Now()
	if by > latestTime.Sub(now) {
		return Advance{}, tooLate("by")
	}
	return s.tell(Which{}, func() (from, to time.Time) { return s.clock.step(by) })
}

// SetClock makes the session's clock show at (zero: what it shows) and run at
// speed (nil: as it does; 0 stands still), and tells what happens in the
// datasets it was asked about. To go backwards is a *Problem.
func (s *Session) SetClock(at time.Time, speed *float64) (Advance, error) {
	if at.After(latestTime) {
		return Advance{}, tooLate("now")
	}
	run := s.clock.Speed()
	if speed != nil {
		run = *speed
	}
	if err := checkSpeed(run); err != nil {
		return Advance{}, badInput("clock", "speed", err.Error(), "")
	}
	var refused error
	told, err := s.tell(Which{}, func() (from, to time.Time) {
		from = s.clock.Now()
		refused = s.clock.Set(at, run)
		return from, s.clock.Now()
	})
	if refused != nil {
		return Advance{}, clockProblem("now", refused)
	}
	return told, err
}

// AdvanceToNextTransition moves the clock to the next move of any of the
// executions chosen, and tells what happens. When nothing is to come it moves
// nothing and gives a *Problem that says why.
func (s *Session) AdvanceToNextTransition(of Which) (Advance, error) {
	room := s.mock.room(context.Background())
	defer room.done()
	subjects, err := s.subjects(room, of)
	if err != nil {
		return Advance{}, err
	}
	now := s.clock.Now()
	var next time.Time
	for i := range subjects {
		if t, ok := subjects[i].next(now); ok && (next.IsZero() || t.At.Before(next)) {
			next = t.At
		}
	}
	if next.IsZero() {
		return Advance{}, nothingToCome(subjects)
	}
	return s.reach(subjects, next)
}

// AdvanceUntilFinal moves the clock to when the last of the executions chosen
// has ended, and tells what happens. Those that never end by time are listed
// as standing; when there is nothing else, or when one was chosen by id, that
// is a *Problem that says why.
func (s *Session) AdvanceUntilFinal(of Which) (Advance, error) {
	room := s.mock.room(context.Background())
	defer room.done()
	subjects, err := s.subjects(room, of)
	if err != nil {
		return Advance{}, err
	}
	from := s.clock.Now()
	to, ending := from, false
	for i := range subjects {
		at, ends := subjects[i].timeline().FinalAt()
		if subjects[i].still == "" && ends {
			ending = true
			if at = visible(at); at.After(to) {
				to = at
			}
		}
	}
	if !ending && slices.ContainsFunc(subjects, func(x subject) bool { return !x.ended() }) {
		return Advance{}, nothingToCome(subjects)
	}
	return s.reach(subjects, to)
}

// reach moves the clock to a moment, unless it is there by itself already.
func (s *Session) reach(subjects []subject, at time.Time) (Advance, error) {
	if at.After(latestTime) {
		return Advance{}, tooLate("to")
	}
	from, to := s.clock.reach(at)
	return report(subjects, from, to), nil
}

// tell moves the clock and tells what happened to those chosen.
func (s *Session) tell(of Which, move func() (from, to time.Time)) (Advance, error) {
	room := s.mock.room(context.Background())
	defer room.done()
	subjects, err := s.subjects(room, of)
	if err != nil {
		return Advance{}, err
	}
	from, to := move()
	return report(subjects, from, to), nil
}

func report(subjects []subject, from, to time.Time) Advance {
	a := Advance{From: from, To: to}
	a.Transitions, a.Omitted = between(subjects, from, to)
	if a.Transitions == nil {
		a.Transitions = []Transition{}
	}
	const most = 100
	for i := range subjects {
		if x := &subjects[i]; x.still != "" && !x.ended() && len(a.Standing) < most {
			a.Standing = append(a.Standing, Standing{ID: x.id, DatasetID: x.in, Status: x.status, Why: x.still})
		}
	}
	return a
}

// subjects are the executions chosen, as they are now.
func (s *Session) subjects(room *room, of Which) ([]subject, error) {
	if of.ID != "" {
		id, err := canonicalID("execution_id", of.ID)
		if err != nil {
			return nil, err
		}
		of.ID = id
		c, v, err := s.find(room, of)
		if err != nil {
			return nil, err
		}
		one, err := c.subject(v)
		return []subject{one}, err
	}
	datasets, err := s.covered(of)
	if err != nil {
		return nil, err
	}
	var all []subject
	for _, d := range datasets {
		c, err := s.glance(room, d)
		if err != nil {
			return nil, err
		}
		views, err := c.views()
		if err != nil {
			return nil, err
		}
		for _, v := range views {
			one, err := c.subject(v)
			if err != nil {
				return nil, err
			}
			all = append(all, one)
		}
	}
	return all, nil
}

// subject is an execution with what a client sees of it now.
func (c *call) subject(v view) (subject, error) {
	if err := c.room.still(); err != nil {
		return subject{}, err
	}
	record, err := c.render(v)
	if err != nil {
		return subject{}, err
	}
	x := subject{view: v, in: DatasetID{c.pipeline(), c.dataset()}, status: text(record, "/status")}
	x.still = c.stands(v, x.status)
	return x, nil
}

// ended tells whether a client sees that the execution has ended.
func (s *subject) ended() bool { return s.status != "PENDING" }

// nothingToCome explains why time brings nothing.
func nothingToCome(subjects []subject) *Problem {
	p := conflict("no-transition", "to", "", "")
	if len(subjects) == 0 {
		p.Detail = "the session knows no execution: it was asked about no dataset, or those are empty"
		p.Hint = "ask the API for the dataset first, or name it with pipeline_id and eval_dataset_id"
		return p
	}
	reasons := map[string]int{}
	var order []string
	for i := range subjects {
		if reasons[subjects[i].still]++; reasons[subjects[i].still] == 1 {
			order = append(order, subjects[i].still)
		}
	}
	parts := make([]string, len(order))
	for i, why := range order {
		parts[i] = fmt.Sprintf("%d (%s)", reasons[why], why)
	}
	p.Detail = "no execution will move by time: " + strings.Join(parts, ", ")
	p.Hint = "a POST, or one made by this interface, starts an execution that moves"
	return p
}

func tooLate(field string) *Problem {
	return badInput("clock", field, "the service's times end with the year 9999", "move the clock less far")
}

func clockProblem(field string, err error) *Problem {
	return badInput("clock", field, err.Error(), "")
}
