package output

import (
	"errors"
	"strings"

	"github.com/ringer-api/ringer/schemas"
)

// The exit codes. A service that cannot be reached is not a broken contract, and
// neither is a wrong flag: a CI pipeline may branch on them.
const (
	ExitClean      = 0
	ExitBroken     = 1
	ExitUsage      = 2
	ExitNotChecked = 3
)

// Failure is an error for the terminal: the problem in one line, without a capital
// or a full stop, then hints on what to do next.
type Failure struct {
	Code    int
	Problem string
	Hints   []string
}

// Error is the problem without its hints.
func (f *Failure) Error() string { return f.Problem }

// Usage is a mistake in the command line, the file or the environment.
func Usage(problem string, hints ...string) error {
	return &Failure{ExitUsage, problem, hints}
}

// NotChecked is the error for a service that could not be reached, or a check or a
// command that could not be carried out.
func NotChecked(problem string, hints ...string) error {
	return &Failure{ExitNotChecked, problem, hints}
}

// ErrBroken ends a run whose result, already printed, is a broken contract.
var ErrBroken = errors.New("the contract is broken")

// UnknownName is a usage error whose hint is the nearest known name, or all of
// them.
func UnknownName(problem, name string, known []string) error {
	return UnknownOf(problem, name, known, "there are "+strings.Join(known, ", "))
}

// UnknownOf is the same for many names; list is the hint on how to list them.
func UnknownOf(problem, name string, known []string, list string) error {
	if near := schemas.Nearest(name, known); near != "" {
		return Usage(problem, "did you mean "+near+"?")
	}
	return Usage(problem, list)
}
