package contract

import (
	"errors"
	"fmt"
)

// The exit codes of a check, as CI sees them.
const (
	ExitClean  = 0 // everything examined kept its promise
	ExitBroken = 1 // the contract is broken
	ExitUsage  = 2 // the question was wrong: a *UsageError
	ExitNotAsk = 3 // the question could not be asked: an *AskError
)

// UsageError says that a Target is not one: the caller's mistake. It is
// returned before anything is sent, except to ask a service for its datasets.
type UsageError struct {
	Field   string // the field of Target, such as "Datasets[0].PipelineID"
	Value   string // what it holds; empty when that is a secret or nothing
	Problem string // what is wrong with it
	Hint    string // what would be right
}

// Error names field, value and problem in one line; the hint stands apart.
func (e *UsageError) Error() string {
	if e.Value == "" {
		return fmt.Sprintf("%s: %s", e.Field, e.Problem)
	}
	return fmt.Sprintf("%s %q: %s", e.Field, e.Value, e.Problem)
}

// AskError says that a target could not be asked, or not to the end. It tells
// nothing about the contract.
type AskError struct {
	Doing string // what was being done, such as "connecting to 127.0.0.1:4010"
	Hint  string // what to try; may be empty
	Err   error  // the cause
}

// Error says what was being done and why it did not work.
func (e *AskError) Error() string { return e.Doing + ": " + e.Err.Error() }

// Unwrap gives the cause.
func (e *AskError) Unwrap() error { return e.Err }

// ExitCode is the exit code for what Check returned. A contract seen to be
// broken counts for more than a run that could not be finished; an internal error
// counts for more than either, as it may be the reason for what was seen.
func ExitCode(report *Report, err error) int {
	if usage := (*UsageError)(nil); errors.As(err, &usage) {
		return ExitUsage
	}
	if report != nil && len(report.Internal) > 0 {
		return ExitNotAsk
	}
	if report != nil && report.Verdict == Broken {
		return ExitBroken
	}
	if err != nil || report == nil || report.Verdict != Passed {
		return ExitNotAsk
	}
	return ExitClean
}
