package contract

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

// Check asks the target everything that the rules need and judges its answers.
//
// The error is nil when the target could be asked to the end, whatever came
// of it: see Report.Verdict. A *UsageError says that the target is not one, or
// names no dataset and lists none, and comes without a report. An *AskError says
// that it could not be asked, or not to the end; the report then holds what was
// seen until then. An *InternalError says that a part of the run failed by a
// defect of ringer's own; the report holds the rest. When ctx ends, Check returns at once, with such an error.
// ExitCode knows all cases.
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

// check is the whole run. Each part of it may fail by a defect of ours, and
// takes no other with it.
func (r *run) check(ctx context.Context) (*Report, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, r.target.longest(), errTimeout)
	defer cancel()
	ctx, r.cancel = context.WithCancelCause(ctx)
	defer r.cancel(nil)
	r.judge.ctx = ctx
	err := r.survive(func() error { return r.askAll(ctx) }, "asking")
	if wrong := (*UsageError)(nil); errors.As(err, &wrong) {
		return nil, err
	}
	if err == nil {
		err = r.survive(func() error { return r.write(ctx) }, "asking what writes")
	}
	r.judge.ctx = context.WithoutCancel(ctx) // what is left is little
	r.judge.end()
	r.judge.ctx = ctx
	if err == nil {
		err = r.survive(func() error { return r.shrink(ctx) }, "asking for smaller requests")
	}
	return r.report(err)
}

// survive is the error of a part of the run; nil of one that panicked, which the
// report tells.
func (r *run) survive(part func() error, doing string) (err error) {
	r.judge.mishaps.survive(func() { err = part() }, "%s", doing)
	return err
}

// longest is how long the whole run may take.
func (t Target) longest() time.Duration {
	if t.AllowWrites {
		return t.Timeout + t.Watch
	}
	return t.Timeout
}

var errTimeout = errors.New("the time for the whole run is over")

// errGone ends a run in which nobody can be reached.
var errGone = errors.New("nobody answers")

// run is one check under way.
type run struct {
	target    Target
	named     []Dataset // by the user, before others were found
	transport *transport
	judge     *judge
	harvest   harvest
	began     time.Time
	sent      int
	planned   int
	polled    int
	repeated  atomic.Int64 // requests sent again after a 429
	waited    atomic.Int64 // nanoseconds before them
	inRow     int          // answers in a row that stayed a 429
	cancel    context.CancelCauseFunc
	skipped   int    // probes that the budget had no room for
	slow      int    // probes left out for want of time
	found     bool   // datasets were looked for
	foundNote string // what came of it
	unlisted  string // why the service listed no pipelines
	next      time.Time
	last      *observation
	started   []string     // ids of the executions that were started and are watched
	notes     []string     // what the report has to say besides findings
	ticks     atomic.Int64 // orders the beginnings and ends of exchanges

	mu      sync.Mutex
	endless map[string]int // by operation, answers that did not end
	spared  int            // probes of such an operation, not sent
}

func newRun(t Target) (*run, error) {
	w, err := newTransport(t.wire())
	if err != nil {
		return nil, err
	}
	return &run{
		target: t, named: t.Datasets, transport: w, judge: newJudge(t.judging()), began: t.Now(),
		endless: map[string]int{},
	}, nil
}

// ask sends a phase's probes and judges what comes, in the order of the plan.
func (r *run) ask(ctx context.Context, p phase) error {
	probes := r.afford(r.plan(p))
	r.planned += len(probes)
	for waiting := range r.launch(ctx, probes) {
		r.take(<-waiting)
		r.tell(p)
	}
	if err := context.Cause(ctx); err != nil {
		return err
	}
	if r.sent > 0 && r.judge.access.answered == 0 {
		return errGone
	}
	return nil
}

// take has an exchange judged, and learns from it.
func (r *run) take(x *Exchange) {
	r.sent++
	x.Number = r.sent
	r.tire(x)
	r.throttled(x)
	r.last = r.judge.see(x)
	r.judge.mishaps.survive(func() { r.harvest.learn(r.last) }, "learning from answer %d", x.Number)
}

// plan is what a phase asks, with its polls in between. A phase that cannot be
// planned asks nothing.
func (r *run) plan(p phase) (all []Probe) {
	r.judge.mishaps.survive(func() {
		var probes []Probe
		if p.probes != nil {
			probes = p.probes(r.target.probing(), &r.harvest)
		}
		between := polls(r.target.probing(), &r.harvest, r.polled, p.polls)
		r.polled += p.polls
		all = spread(probes, between)
		for i := range all {
			all[i] = all[i].Planned(r.target.Description)
		}
	}, "planning %s", p.name)
	return all
}

// launch sends probes, so many at once and so many a second, and gives their
// exchanges to come in the order of the probes. What is under way and what is
// not yet judged together never pass Concurrency, and so does what is kept in
// memory.
func (r *run) launch(ctx context.Context, probes []Probe) <-chan chan *Exchange {
	queue := make(chan chan *Exchange, r.target.Concurrency-1)
	go func() {
		defer close(queue)
		for _, p := range probes {
			if r.tired(p.Operation) {
				continue
			}
			if r.pace(ctx) != nil {
				return
			}
			waiting := make(chan *Exchange, 1)
			select {
			case queue <- waiting:
			case <-ctx.Done(): // whoever took them may have given up
				return
			}
			go func() { waiting <- r.sendSafely(ctx, p) }()
		}
	}()
	return queue
}

// sendSafely is send; where that panics, nothing was answered and nobody is to blame.
func (r *run) sendSafely(ctx context.Context, p Probe) (x *Exchange) {
	if !r.judge.mishaps.survive(func() { x = r.send(ctx, p) }, "sending %s", p.ID) {
		x = &Exchange{Probe: p, Began: r.target.Now(), Fault: faultf(Stopped, "an internal error of ringer")}
	}
	return x
}

// pace waits until the next request may be sent.
func (r *run) pace(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	now := r.target.Now()
	wait := r.next.Sub(now)
	r.next = now.Add(max(wait, 0) + time.Duration(float64(time.Second)/r.target.Rate))
	if wait <= 0 {
		return nil
	}
	return r.target.Sleep(ctx, wait)
}

// note is a sentence for the report.
func (r *run) note(format string, args ...any) {
	r.notes = append(r.notes, fmt.Sprintf(format, args...))
}

func (r *run) tell(p phase) {
	if r.target.Progress == nil {
		return
	}
	r.target.Progress(Progress{
		Phase: p.name, Sent: r.sent, Planned: r.planned, Findings: r.judge.found(),
		Elapsed: r.target.Now().Sub(r.began),
	})
}

// cutHint says what to do about a run that did not come to its end.
func (r *run) cutHint(cut error) string {
	switch {
	case errors.Is(cut, errThrottled), errors.Is(cut, errTimeout) && r.waited.Load() > 0:
		return FewerRequests
	case errors.Is(cut, errTimeout):
		return "allow more with Timeout (--timeout)"
	}
	return ""
}

// report concludes the run. cut is why it did not come to its end.
func (r *run) report(cut error) (*Report, error) {
	report := newReport(r.judge, r.target.reporting())
	report.Started, report.Duration = r.began, r.target.Now().Sub(r.began)
	r.tellLimits(report)
	r.tellWaits(report)
	report.Notes = append(report.Notes, r.notes...)
	problem := r.judge.access.problem(r.target.service())
	if cut != nil && (problem == nil || errors.Is(cut, errThrottled)) {
		doing := fmt.Sprintf("asking %s, after %s", r.target.URL, count(r.sent, "request"))
		problem = &AskError{Doing: doing, Err: cut}
		problem.Hint = r.cutHint(cut)
	}
	if problem == nil {
		problem = r.judge.unjudged.problem()
	}
	if problem != nil {
		report.Unfinished = problem.Error()
	} else if r.sent > 0 && !r.judge.access.json {
		report.note("no answer looked like JSON: is %s the address of the service, http or https and its "+
			"path prefix included?", r.target.URL)
	}
	report.Internal = r.judge.mishaps.told()
	report.decide(r.target.RequireRecords)
	return report, report.failure(problem)
}
