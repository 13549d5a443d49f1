package session

import (
	"time"

	"github.com/ringer-api/ringer/mock/world"
)

// State is a session at a glance.
type State struct {
	Name     string            `json:"name"`
	Scenario string            `json:"scenario" doc:"the scenario in force"`
	Inline   bool              `json:"inline,omitempty" doc:"the scenario was given by value"`
	Seed     uint64            `json:"seed" doc:"decides all chance"`
	Epoch    time.Time         `json:"epoch" doc:"the moment its executions are laid out around"`
	Clock    ClockState        `json:"clock"`
	Requests int               `json:"requests" doc:"requests to the API so far"`
	Faults   []string          `json:"faults" doc:"its own faults, in the short form"`
	Datasets []world.DatasetID `json:"datasets" doc:"the datasets it was asked about, the latest last"`
}

// ClockState is what a session's clock shows and how fast it runs.
type ClockState struct {
	Now   time.Time `json:"now" doc:"what the clock shows"`
	Speed float64   `json:"speed" doc:"how much faster than real time it runs; 0 stands still"`
}

// State is the session at a glance.
func (s *Session) State() State {
	state := State{Name: s.name, Scenario: s.Scenario(), Seed: s.Seed(), Epoch: s.Epoch(),
		Clock: s.clock.State(), Faults: []string{}, Datasets: append([]world.DatasetID{}, s.Datasets()...)}
	for _, f := range s.Faults() {
		state.Faults = append(state.Faults, f.String())
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	state.Inline, state.Requests = s.inline != nil, s.requests
	return state
}

// State is what the clock shows and how fast it runs.
func (c *Clock) State() ClockState {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.now()
	if now.After(lastTime) {
		now = lastTime // what JSON can hold
	}
	return ClockState{Now: now, Speed: c.speed}
}
