package output

import (
	"errors"
	"strings"

	"github.com/ringer-api/ringer/schemas"
)

// The exit codes. What could not be asked is not a broken contract, and
// neither is a wrong flag: a pipeline may branch on them.
const (
	ExitClean   = 0
	ExitBroken  = 1
	ExitUsage   = 2
	ExitUnasked = 3
)

// Failure is an error as a person at the terminal gets it: what is wrong in
// one line without a capital or a full stop, then what to type next.
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

// Unasked says that what was asked for could not be found out.
func Unasked(problem string, hints ...string) error {
	return &Failure{ExitUnasked, problem, hints}
}

// ErrBroken ends a run whose result, already printed, is that the contract is broken.
var ErrBroken = errors.New("the contract is broken")

// UnknownName is a usage error whose hint is the name that was probably meant,
// or all of them.
func UnknownName(problem, name string, known []string) error {
	return UnknownOf(problem, name, known, "there are "+strings.Join(known, ", "))
}

// UnknownOf is the same for names that are too many to be told; list says what
// lists them.
func UnknownOf(problem, name string, known []string, list string) error {
	if near := schemas.Nearest(name, known); near != "" {
		return Usage(problem, "did you mean "+near+"?")
	}
	return Usage(problem, list)
}
