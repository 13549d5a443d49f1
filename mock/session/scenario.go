package session

import (
	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/problem"
	"github.com/ringer-api/ringer/mock/scenario"
)

// Scenario returns the name of the active scenario.
func (s *Session) Scenario() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.inline != nil {
		return s.inline.Name
	}
	return s.chosen
}

// SetScenario switches the session to the named scenario. Rules with several responses
// start at the first. An unknown name is a *problem.Problem.
func (s *Session) SetScenario(name string) error {
	if _, err := s.all.config.Library.Current().Get(name); err != nil {
		return err
	}
	return s.applyScenario(name, nil, name)
}

// SetInlineScenario switches the session to a scenario given by value. Rules with several
// responses start at the first. A scenario that refers to something the mock does not
// know is a *problem.Problem.
func (s *Session) SetInlineScenario(given *fixtures.Scenario) error {
	ready, err := s.all.config.Library.Current().Inline(given)
	if err != nil {
		return err
	}
	s.mu.Lock()
	chosen := s.chosen
	s.mu.Unlock()
	return s.applyScenario(chosen, ready, given.Name+", given by value")
}

// applyScenario makes a scenario the active one, and restarts its rules.
func (s *Session) applyScenario(chosen string, inline *scenario.Scenario, detail string) error {
	if err := s.clearCounters(); err != nil {
		return err
	}
	s.mu.Lock()
	s.chosen, s.inline = chosen, inline
	s.mu.Unlock()
	s.Changed("scenario", detail)
	return nil
}

func (s *Session) clearCounters() error {
	s.life.RLock()
	defer s.life.RUnlock()
	if s.life.over {
		return nil
	}
	return s.all.config.State.ClearCounters(s.name)
}

// ScenarioInForce returns the active scenario. One that was removed from the files is a
// *problem.Problem.
func (s *Session) ScenarioInForce() (*scenario.Scenario, error) {
	s.mu.Lock()
	inline, name := s.inline, s.chosen
	s.mu.Unlock()
	if inline != nil {
		return inline, nil
	}
	ready := s.all.config.Library.Current().Lookup(name)
	if ready == nil {
		return nil, problem.Conflict("scenario-gone", "scenario", "scenario "+name+", active in session "+s.name+
			", was removed from the scenario files", "put the file back, or set another scenario")
	}
	return ready, nil
}

// IsInline reports whether the active scenario was given by value.
func (s *Session) IsInline() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.inline != nil
}
