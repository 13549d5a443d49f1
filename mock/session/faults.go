package session

import (
	"fmt"
	"slices"

	"github.com/ringer-api/ringer/mock/fault"
	"github.com/ringer-api/ringer/mock/problem"
)

// Faults returns the session's own faults, which change every response of the session in
// addition to those of its scenario.
func (s *Session) Faults() []fault.Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.faults)
}

// SetFaults replaces the session's faults; without arguments it removes them. More than
// fifty are a *problem.Problem.
func (s *Session) SetFaults(faults ...fault.Fault) error {
	if len(faults) > fault.Most {
		return problem.BadInput("fault", "faults", fmt.Sprintf("%d faults are more than a session takes", len(faults)),
			fmt.Sprintf("want at most %d", fault.Most))
	}
	s.mu.Lock()
	s.faults = slices.Clone(faults)
	s.mu.Unlock()
	s.Changed("faults", fmt.Sprintf("%d active", len(faults)))
	return nil
}
