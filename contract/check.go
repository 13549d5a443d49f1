package contract

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/report"
	"github.com/ringer-api/ringer/contract/rule"
)

// Check sends the requests that the rules need and checks the responses.
//
// The error is nil when the whole check could be done, whatever its result: see
// Report.Verdict. A *UsageError reports that the target is invalid, or names no collection
// of jobs and the service lists none; then there is no report. A *NotCheckedError reports that the
// target could not be checked, or not completely; the report then contains what was seen
// until then. An *InternalError reports that a part of the run failed because of a bug in
// ringer; the report contains the rest. When ctx ends, Check returns at once, with a
// *NotCheckedError. ExitCode covers all cases.
func Check(ctx context.Context, target Target) (*Report, error) {
	if err := target.Validate(); err != nil {
		return nil, err
	}
	r, err := newRun(target.withDefaults())
	if err != nil {
		return nil, err
	}
	return r.check(ctx)
}

// check does the whole run. If one of its parts panics, the others are still done.
func (r *run) check(caller context.Context) (*Report, error) {
	ctx, cancel := context.WithTimeoutCause(caller, r.target.longest(), errTimeout)
	defer cancel()
	ctx, r.cancel = context.WithCancelCause(ctx)
	defer r.cancel(nil)
	r.judge.Context = ctx
	err := r.recoverPanic(func() error { return r.sendAll(ctx) }, "sending requests")
	if wrong := (*UsageError)(nil); errors.As(err, &wrong) {
		return nil, err
	}
	if err == nil {
		err = r.recoverPanic(func() error { return r.write(ctx) }, "sending requests that create")
	}
	r.judge.Defects.Recover(func() { r.cleanUp(caller) }, "cancelling what was started")
	r.judge.Defects.Recover(r.tellStarted, "listing what was started")
	r.judge.Context = context.WithoutCancel(ctx) // what is left takes little time
	r.judge.End()
	r.judge.Context = ctx
	if err == nil {
		err = r.recoverPanic(func() error { return r.minimize(ctx) }, "minimizing requests")
	}
	return r.report(err)
}

// recoverPanic returns the error of a part of the run; nil when it panicked, which the
// report contains.
func (r *run) recoverPanic(part func() error, doing string) (err error) {
	r.judge.Defects.Recover(func() { err = part() }, "%s", doing)
	return err
}

// longest returns how long the whole run may take.
func (t Target) longest() time.Duration {
	if t.AllowWrites {
		return t.Timeout + t.Watch
	}
	return t.Timeout
}

var errTimeout = errors.New("the time limit of the whole run was reached")

// errCancelled ends a run in which the service cannot be reached.
var errCancelled = errors.New("no response")

// cutHint returns what to do about a run that was cut short.
func (r *run) cutHint(cut error) string {
	switch {
	case errors.Is(cut, errThrottled), errors.Is(cut, errTimeout) && r.waited.Load() > 0:
		return rule.FewerRequests
	case errors.Is(cut, errTimeout):
		return "allow more with Timeout (--timeout)"
	}
	return ""
}

// report concludes the run. cut is why it was cut short; nil when it was not.
func (r *run) report(cut error) (*Report, error) {
	report := report.New(r.judge, r.target.reporting())
	report.Started, report.Duration = r.began, r.target.Now().Sub(r.began)
	r.tellLimits(report)
	r.tellWaits(report)
	r.tellLate(report)
	report.Notes = append(report.Notes, r.notes...)
	problem := r.judge.Reachability.Problem(r.target.service())
	if cut != nil && (problem == nil || errors.Is(cut, errThrottled)) {
		doing := fmt.Sprintf("sending %s, after %s", r.target.URL, exchange.Count(r.sent, "request"))
		problem = &NotCheckedError{Doing: doing, Err: cut}
		problem.Hint = r.cutHint(cut)
	}
	if problem == nil {
		problem = r.judge.Unjudged.Problem()
	}
	if problem != nil {
		report.Unfinished = problem.Error()
	} else if r.sent > 0 && !r.judge.Reachability.JSON {
		report.Note("no response looked like JSON: is %s the address of the service, http or https and its "+
			"path prefix included?", r.target.URL)
	}
	report.Internal = r.judge.Defects.Problems()
	report.Decide()
	return report, report.Failure(problem)
}
