package contract

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/explore"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/contract/probe"
	"github.com/ringer-api/ringer/contract/rule"
	"github.com/ringer-api/ringer/contract/wire"
)

// run is one check in progress.
type run struct {
	target    Target
	kinds     *probe.Kinds
	named     []Inputs // by the user, before others were found
	client    *wire.Client
	judge     *rule.Judge
	learned   *probe.Learned
	known     *explore.Known // of any API but the built-in one; nil for that
	began     time.Time
	sent      int
	planned   int
	polled    int
	repeated  atomic.Int64 // requests sent again after a 429
	late      atomic.Int64 // requests that found what they got a 404 for before
	waited    atomic.Int64 // nanoseconds before them
	inRow     int          // requests in a row that got a 429 after all retries
	cancel    context.CancelCauseFunc
	skipped   int    // probes beyond the limit on requests
	slow      int    // probes left out because of the time limit
	found     bool   // collections were looked for
	foundNote string // the report's note on them
	unlisted  string // why the service listed none
	next      time.Time
	last      *observation.Observation
	announced *RequestPlan                   // nil when it could not be made
	uses      map[string]*use                // what was planned and sent, by kind of probe
	created   []*creation                    // what the check has started, or may have
	cleaners  map[*observation.Jobs]*cleaner // of what can be cancelled
	cleaned   bool
	notes     []string     // notes for the report
	ticks     atomic.Int64 // orders the beginnings and ends of exchanges

	mu      sync.Mutex
	endless map[string]int // by operation, responses that did not end
	notSent int            // probes of such an operation, not sent
}

func newRun(t Target) (*run, error) {
	w, err := wire.New(t.wire())
	if err != nil {
		return nil, err
	}
	r := &run{
		target: t, kinds: probe.KindsOf(t.jobs), named: t.Collections, client: w, learned: probe.NewLearned(t.jobs), judge: rule.NewJudge(t.judging()),
		began: t.Now(), endless: map[string]int{}, uses: map[string]*use{},
	}
	if !t.builtIn() {
		r.known = explore.NewKnown(explore.NewMap(t.exploring()))
	}
	if r.cleaners, err = newCleaners(t); err != nil {
		return nil, err
	}
	r.judge.Defects.Recover(func() { r.announced = r.announce() }, "planning the run")
	return r, nil
}

// sendProbe sends a phase's probes and checks the responses, in the order of the plan.
func (r *run) sendProbe(ctx context.Context, p probe.Phase) error {
	probes := r.afford(p.Name, r.plan(p))
	for waiting := range r.launch(ctx, probes) {
		r.take(<-waiting)
		r.use(p.Name).sent++
		r.addNote(p)
	}
	if err := context.Cause(ctx); err != nil {
		return err
	}
	if r.sent > 0 && r.judge.Reachability.HasResponses == 0 {
		return errCancelled
	}
	return nil
}

// take checks an exchange, and learns from it.
func (r *run) take(x *Exchange) {
	r.sent++
	x.Number = r.sent
	r.noteSlow(x)
	r.throttled(x)
	r.last = r.judge.See(x)
	r.judge.Defects.Recover(r.learn, "learning from response %d", x.Number)
	r.noteCreated(r.last)
}

// learn takes from the last response what later requests need.
func (r *run) learn() {
	if r.known != nil {
		r.known.Learn(r.last)
		return
	}
	r.learned.Learn(r.last)
}

// plan returns the probes of a phase, with its polls in between; none when planning
// panics.
func (r *run) plan(p probe.Phase) (all []Probe) {
	r.judge.Defects.Recover(func() {
		all = r.target.planned(p.All(r.target.probing(), r.learned, r.polled))
		r.polled += p.Polls
	}, "planning %s", p.Name)
	return all
}

// planned makes probes ready to be sent.
func (t Target) planned(probes []Probe) []Probe {
	for i := range probes {
		probes[i] = probes[i].Planned(t.Description)
		if t.based {
			probes[i] = probes[i].Based()
		}
	}
	return probes
}

// launch sends probes, within Concurrency and Rate, and returns their future exchanges in
// the order of the probes. The requests in progress and the exchanges not yet checked are
// together never more than Concurrency, which also limits the memory.
func (r *run) launch(ctx context.Context, probes []Probe) <-chan chan *Exchange {
	queue := make(chan chan *Exchange, r.target.Concurrency-1)
	go func() {
		defer close(queue)
		for _, p := range probes {
			if r.tooSlow(p.Operation) {
				continue
			}
			if r.pace(ctx) != nil {
				return
			}
			waiting := make(chan *Exchange, 1)
			select {
			case queue <- waiting:
			case <-ctx.Done(): // the receiver may have stopped
				return
			}
			go func() { waiting <- r.sendSafely(ctx, p) }()
		}
	}()
	return queue
}

// sendSafely is send; if that panics, the exchange is Stopped, and no rule is broken.
func (r *run) sendSafely(ctx context.Context, p Probe) (x *Exchange) {
	if !r.judge.Defects.Recover(func() { x = r.sendSettled(ctx, p) }, "sending %s", p.ID) {
		x = &Exchange{Probe: p, Began: r.target.Now(), Fault: exchange.Faultf(exchange.Stopped, "an internal error of ringer")}
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

// note adds a note to the report.
func (r *run) note(format string, args ...any) {
	r.notes = append(r.notes, fmt.Sprintf(format, args...))
}

func (r *run) addNote(p probe.Phase) {
	if r.target.Progress == nil {
		return
	}
	r.target.Progress(Progress{
		Phase: p.Name, Sent: r.sent, Planned: r.planned, Findings: r.judge.Found(),
		Elapsed: r.target.Now().Sub(r.began),
	})
}
