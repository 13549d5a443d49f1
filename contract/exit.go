package contract

import (
	"errors"
)

// The exit codes of a check, as CI sees them.
const (
	ExitClean      = 0 // no rule that was checked is broken
	ExitBroken     = 1 // the contract is broken
	ExitUsage      = 2 // the target is invalid: a *UsageError
	ExitNotChecked = 3 // the target could not be checked: a *NotCheckedError
)

// ExitCode returns the exit code for what Check returned. A contract seen to be
// broken counts for more than a run that could not be finished; an internal error
// counts for more than either, as it may be the reason for what was seen.
func ExitCode(report *Report, err error) int {
	if usage := (*UsageError)(nil); errors.As(err, &usage) {
		return ExitUsage
	}
	if report != nil && len(report.Internal) > 0 {
		return ExitNotChecked
	}
	if report != nil && report.Verdict == Broken {
		return ExitBroken
	}
	if err != nil || report == nil || report.Verdict != Passed {
		return ExitNotChecked
	}
	return ExitClean
}
