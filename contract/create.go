package contract

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/contract/probe"
	"github.com/ringer-api/ringer/contract/rule"
	"github.com/ringer-api/ringer/schemas"
)

// How often a started execution is requested: at first after firstPause, then less and
// less often, at least every longestPause. The run gives up on one that no response has
// shown, and on results, once Target.Settle is over.
const (
	firstPause   = 200 * time.Millisecond
	longestPause = 10 * time.Second
)

// write sends the requests that need AllowWrites, one after the other: those that must be
// refused, and then two that start executions, which are watched until they end. When the
// service executes what it must refuse, no more of that is sent, because each request may
// cost money.
func (r *run) write(ctx context.Context) error {
	if !r.target.AllowWrites {
		return nil
	}
	if !r.learned.ServedIDs {
		r.note("nothing was created: no valid request got a documented response before")
		return nil
	}
	d := r.named[0]
	o, known := r.learned.CreateInput(d)
	for _, probes := range [][]Probe{probe.UnauthenticatedCreates(r.target.probing(), d, o), probe.BadBodies(d, o)} {
		if err := r.probeRefusals(ctx, probes); err != nil {
			return err
		}
	}
	defer r.tellStarted()
	until := r.target.Now().Add(r.target.Watch)
	if err := r.start(ctx, probe.Start("usual", d, o, known), until); err != nil {
		return err
	}
	o.Params = &probe.Override
	return r.start(ctx, probe.Start("override", d, o, known), until)
}

// tellStarted adds a note on what may cost money, however the run ends.
func (r *run) tellStarted() {
	if len(r.started) > 0 {
		r.note("started, which may cost money: %s", strings.Join(r.started, ", "))
	}
}

// probeRefusals sends probes until the first that is not refused.
func (r *run) probeRefusals(ctx context.Context, probes []Probe) error {
	for i, p := range probes {
		x, err := r.one(ctx, "requests that must be refused", p)
		if err != nil || x == nil {
			return err
		}
		if p.Expect.Kind == exchange.Refused && slices.Contains(probe.Unauthenticated, x.Status()) {
			r.note("invalid bodies were not sent: %s got %s", p.ID, x.StatusText())
			return nil
		}
		if exchange.Success(x.Status()) {
			if left := len(probes) - i - 1; left > 0 {
				r.note("%d requests were not sent: the service executed a request that it must refuse (%s)", left, p.ID)
			}
			return nil
		}
	}
	return nil
}

// one sends a single probe; nil when the limits do not allow it.
func (r *run) one(ctx context.Context, name string, p Probe) (*observation.Observation, error) {
	r.last = nil
	err := r.sendProbe(ctx, probe.Phase{Name: name, Probes: func(probe.Config, *probe.Learned) []Probe { return []Probe{p} }})
	return r.last, err
}

// start starts an execution and watches it.
func (r *run) start(ctx context.Context, p Probe, until time.Time) error {
	x, err := r.one(ctx, "starting an execution", p)
	if err != nil || x == nil {
		return err
	}
	b, ok := rule.CreatedBy(x)
	if !ok {
		if exchange.Success(x.Status()) || x.Allowed() || x.Probe.Expect.Kind == exchange.Unknown {
			r.note("no execution could be watched: %s got %s, and no id to look for", p.ID, x.StatusText())
		}
		return nil
	}
	r.started = append(r.started, b.ID())
	last, err := r.watch(ctx, r.named[0], b.ID(), until)
	if err != nil || !last.Succeeded() {
		return err
	}
	return r.awaitResults(ctx, r.named[0], b.ID(), len(b.Requested.Questions))
}

// watch requests an execution, in the list and by its id, until both have shown it and it
// has ended. It returns how it was shown last.
func (r *run) watch(ctx context.Context, d Dataset, id string, until time.Time) (last observation.Record, err error) {
	const name = "watching the execution"
	list := Probe{ID: "execute.list", Operation: schemas.List, Inputs: d.Inputs(), Expect: Expect{Kind: exchange.Served},
		Why: "an execution that was started is in the list"}
	single := probe.Get("execute.get", d, id)
	single.Why = "an execution that was started can be fetched by its id"
	single.Expect.Also = []int{http.StatusNotFound}
	var listed, got bool
	pause, settling := firstPause, r.settling()
	for {
		for _, look := range []struct {
			probe Probe
			seen  *bool
		}{{list, &listed}, {single, &got}} {
			x, err := r.one(ctx, name, look.probe)
			if err != nil || x == nil {
				return last, err
			}
			if found, ok := x.Shows(id); ok {
				*look.seen, last = true, found
			}
		}
		missing := !listed || !got
		ended := last.Final()
		if ended && !missing || settling.over() && (ended && missing || !listed && !got) {
			return last, nil
		}
		next := pause
		if missing && !settling.over() {
			next = settling.pause()
		}
		if r.target.Now().Add(next).After(until) {
			r.note("execution %s has not ended while it was watched: a longer watch may see its results", id)
			return last, nil
		}
		if missing && !settling.over() {
			err = settling.wait(ctx)
		} else {
			err, pause = r.target.Sleep(ctx, pause), min(pause*3/2, longestPause)
		}
		if err != nil {
			return last, context.Cause(ctx)
		}
	}
}

// awaitResults requests results, which may appear a little after the end of an execution.
func (r *run) awaitResults(ctx context.Context, d Dataset, id string, questions int) error {
	const name = "results of the execution"
	results := Probe{ID: "execute.results", Operation: schemas.Results, Inputs: d.Inputs(),
		Expect: Expect{Kind: exchange.Served}, Why: "an execution that has succeeded has results"}
	list := Probe{ID: "execute.list", Operation: schemas.List, Inputs: d.Inputs(), Expect: Expect{Kind: exchange.Served},
		Why: "another execution may have ended since, and have the results"}
	for settling := r.settling(); ; {
		x, err := r.one(ctx, name, results)
		if err != nil || x == nil {
			return err
		}
		if all, ok := x.Results(); ok && hasResults(all, id, questions) {
			return nil
		}
		if x, err = r.one(ctx, name, list); err != nil || x == nil {
			return err
		}
		if settling.over() {
			return nil
		}
		if settling.wait(ctx) != nil {
			return context.Cause(ctx)
		}
	}
}

// hasResults reports whether results contain at least want of an execution.
func hasResults(all []observation.Result, execution string, want int) bool {
	for _, result := range all {
		if result.Execution == execution {
			want--
		}
	}
	return want <= 0
}
