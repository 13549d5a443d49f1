package session

import (
	"time"

	"github.com/ringer-api/ringer/mock/world"
)

// State summarises a session.
type State struct {
	Name        string       `json:"name"`
	Scenario    string       `json:"scenario" doc:"the active scenario"`
	Scenarios   []Active     `json:"scenarios,omitempty" doc:"the active scenario of each API, in a mock of several"`
	Inline      bool         `json:"inline,omitempty" doc:"whether the scenario was given by value"`
	Hints       []string     `json:"hints,omitempty" doc:"former names in the scenario given by value, which the next release does not read"`
	Seed        uint64       `json:"seed" doc:"determines everything random"`
	Epoch       time.Time    `json:"epoch" doc:"the time around which its jobs are generated"`
	Clock       ClockState   `json:"clock"`
	Requests    int          `json:"requests" doc:"requests to the API so far"`
	Faults      []string     `json:"faults" doc:"its own faults, in the short form"`
	Collections []Collection `json:"collections" doc:"the collections of jobs it received requests for, in the order of the first request"`
}

// Collection is a collection of jobs.
type Collection struct {
	Resource string       `json:"resource" doc:"what its jobs are, as the job model names it"`
	Scope    world.Params `json:"scope" doc:"the path parameters that name it"`
}

// ClockState is the time of a session's clock and how fast it runs.
type ClockState struct {
	Now   time.Time `json:"now" doc:"the clock's time"`
	Speed float64   `json:"speed" doc:"how much faster than real time it runs; 0 is frozen"`
}

// State returns a summary of the session.
func (s *Session) State() State {
	state := State{Name: s.name, Scenario: s.Scenario(), Seed: s.Seed(), Epoch: s.Epoch(),
		Clock: s.clock.State(), Faults: []string{}, Collections: []Collection{}}
	if len(s.active) > 1 {
		state.Scenarios = s.Scenarios()
	}
	for _, scope := range s.Scopes() {
		state.Collections = append(state.Collections, Collection{scope.Resource, scope.Params})
	}
	for _, f := range s.Faults() {
		state.Faults = append(state.Faults, f.String())
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	state.Requests = s.requests
	for _, a := range s.active {
		if a.inline != nil {
			state.Inline, state.Hints = true, append(state.Hints, a.inline.Hints...)
		}
	}
	return state
}

// State returns the clock's time and how fast it runs.
func (c *Clock) State() ClockState {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.now()
	if now.After(lastTime) {
		now = lastTime // the latest that JSON can represent
	}
	return ClockState{Now: now, Speed: c.speed}
}
