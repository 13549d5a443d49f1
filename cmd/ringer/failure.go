package main

import (
	"errors"
	"strings"

	"github.com/ringer-api/ringer/schemas"
)

// The exit codes. What could not be asked is not a broken contract, and
// neither is a wrong flag: a pipeline may branch on them.
const (
	exitClean   = 0
	exitBroken  = 1
	exitUsage   = 2
	exitUnasked = 3
)

// failure is an error as a person at the terminal gets it: what is wrong in
// one line without a capital or a full stop, then what to type next.
type failure struct {
	code    int
	problem string
	hints   []string
}

// Error is the problem without its hints.
func (f *failure) Error() string { return f.problem }

// usage is a mistake in the command line, the file or the environment.
func usage(problem string, hints ...string) error {
	return &failure{exitUsage, problem, hints}
}

// unasked says that what was asked for could not be found out.
func unasked(problem string, hints ...string) error {
	return &failure{exitUnasked, problem, hints}
}

// errBroken ends a run whose result, already printed, is that the contract is broken.
var errBroken = errors.New("the contract is broken")

// unknownName is a usage error whose hint is the name that was probably meant,
// or all of them.
func unknownName(problem, name string, known []string) error {
	return unknownOf(problem, name, known, "there are "+strings.Join(known, ", "))
}

// unknownOf is the same for names that are too many to be told; list says what
// lists them.
func unknownOf(problem, name string, known []string, list string) error {
	if near := schemas.Nearest(name, known); near != "" {
		return usage(problem, "did you mean "+near+"?")
	}
	return usage(problem, list)
}
