package mock

import (
	"fmt"
	"slices"

	"github.com/ringer-api/ringer/mock/fault"
)

// maxFaults bounds the faults of a session, and those that one request asks for.
const maxFaults = 50

// Faults are those that spoil every answer of the session, beside those of its
// scenario.
func (s *Session) Faults() []fault.Fault { return s.ownFaults() }

// SetFaults replaces the session's faults; none takes them away. More than
// fifty are a *Problem.
func (s *Session) SetFaults(faults ...fault.Fault) error {
	if len(faults) > maxFaults {
		return badInput("fault", "faults", fmt.Sprintf("%d faults are more than a session takes", len(faults)),
			fmt.Sprintf("want at most %d", maxFaults))
	}
	s.mu.Lock()
	s.faults = slices.Clone(faults)
	s.mu.Unlock()
	s.changed("faults", fmt.Sprintf("%d in force", len(faults)))
	return nil
}
