package control

import (
	"cmp"
	"net/http"
	"time"

	"github.com/ringer-api/ringer/mock/problem"
	"github.com/ringer-api/ringer/mock/session"
	"github.com/ringer-api/ringer/mock/world"
)

// ClockSetting sets a session's clock.
type ClockSetting struct {
	Now   *time.Time `json:"now,omitempty" doc:"the new time; not earlier than the current one"`
	Speed *Speed     `json:"speed,omitempty" doc:"how much faster than real time it runs, such as 60 or \"60x\"; 0 is frozen"`
}

// ClockStep moves a session's clock: by a duration, or to an event.
type ClockStep struct {
	By string `json:"by,omitempty" doc:"a duration such as 90s or 1h30m"`
	To string `json:"to,omitempty" doc:"next-transition, or final: when all chosen jobs have ended"`
	// These choose the jobs that next-transition and final take into account; without
	// them, all.
	Resource string       `json:"resource,omitempty" doc:"choose the jobs of this resource; without it, those of all collections that got requests"`
	Scope    world.Params `json:"scope,omitzero" doc:"choose the jobs of the collection with these path parameters"`
	JobID    string       `json:"jobId,omitempty" doc:"choose only this job"`
	// ExecutionID is the name of JobID in version 1.
	ExecutionID string `json:"execution_id,omitempty" deprecated:"true" doc:"the name of jobId in version 1"`
}

// ClockMoved is the result of moving a clock, and its state afterwards.
type ClockMoved struct {
	session.Advance
	Clock session.ClockState `json:"clock"`
}

func clockRoutes(e examples) []route {
	speed, clock := Speed(60), session.ClockState{Now: exampleTime}
	moved := ClockMoved{e.advance, clock}
	return []route{
		{id: "getClock", method: http.MethodGet, path: "/sessions/{session}/clock", summary: "The time and speed of the session's clock",
			out: clock, responds: (*call).getClock},
		{id: "setClock", method: http.MethodPut, path: "/sessions/{session}/clock", summary: "Set the session's clock",
			more: "It never goes back; reset the session for that. A session that does not exist is made.", makes: true,
			in: ClockSetting{Now: &exampleTime, Speed: &speed}, out: moved, responds: (*call).setClock},
		{id: "advanceClock", method: http.MethodPost, path: "/sessions/{session}/clock/advance", summary: "Move the session's clock forward",
			more: "By a duration, to the next transition, or until jobs have ended. The response lists the " +
				"transitions, with their times and states. When no transition is to come, that is a 409 that explains why.",
			in: ClockStep{By: "90s"}, out: moved, responds: (*call).advanceClock},
	}
}

func (c *call) getClock() (any, error) {
	s, err := c.session()
	if err != nil {
		return nil, err
	}
	return s.Clock().State(), nil
}

func (c *call) setClock() (any, error) {
	var setting ClockSetting
	if err := c.read(&setting); err != nil {
		return nil, err
	}
	if setting.Now == nil && setting.Speed == nil {
		return nil, badBody("now", "neither now nor speed is given", "want one of them, or both")
	}
	at, err := instantOf("now", setting.Now)
	if err != nil {
		return nil, err
	}
	return c.change(func(s *session.Session) (any, error) {
		a, err := s.SetClock(at, (*float64)(setting.Speed))
		return ClockMoved{a, s.Clock().State()}, err
	})
}

// instantOf returns an optional time, zero if it is left out. The zero time itself is
// therefore an error.
func instantOf(field string, given *time.Time) (time.Time, error) {
	switch {
	case given == nil:
		return time.Time{}, nil
	case given.IsZero():
		return time.Time{}, problem.BadInput("clock", field, given.Format(time.RFC3339)+": want a time from 1970 to 9999", "")
	}
	return *given, nil
}

func (c *call) advanceClock() (any, error) {
	var step ClockStep
	s, err := c.session()
	if err == nil {
		err = c.read(&step)
	}
	if err != nil {
		return nil, err
	}
	a, err := step.take(s)
	if err != nil {
		return nil, err
	}
	return ClockMoved{a, s.Clock().State()}, nil
}

// take moves the session's clock by the step.
func (step *ClockStep) take(s *session.Session) (session.Advance, error) {
	which := session.Which{Resource: step.Resource, Scope: step.Scope, ID: cmp.Or(step.JobID, step.ExecutionID)}
	switch {
	case step.JobID != "" && step.ExecutionID != "":
		return session.Advance{}, badBody("execution_id", "jobId is given, and execution_id, its name in version 1", "leave out execution_id")
	case (step.By == "") == (step.To == ""):
		return session.Advance{}, badBody("by", "neither or both of by and to are given", "want one of them")
	case step.By != "" && which != session.Which{}:
		return session.Advance{}, badBody("by", "by moves the clock for all jobs alike", "leave them out, or go to next-transition or final")
	case step.To == "next-transition":
		return s.AdvanceToNextTransition(which)
	case step.To == "final":
		return s.AdvanceUntilFinal(which)
	case step.To != "":
		return session.Advance{}, badBody("to", "to is "+problem.Quoted(step.To), "want next-transition or final; PUT sets the clock to an instant")
	}
	by, err := time.ParseDuration(step.By)
	if err != nil {
		return session.Advance{}, badBody("by", "by is "+problem.Quoted(step.By), "want a duration such as 90s or 1h30m, at most 2562047h")
	}
	return s.Advance(by)
}
