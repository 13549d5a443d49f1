package contract

import (
	"context"
	"net/http"
	"slices"
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
	c := r.creates(r.learned, d)
	for _, probes := range [][]Probe{c.unauthenticated, c.invalid} {
		if err := r.probeRefusals(ctx, probes); err != nil {
			return err
		}
	}
	until := r.target.Now().Add(r.target.Watch)
	for i, p := range c.starts {
		if r.full() {
			r.leaveOut(probe.Creates, len(c.starts)-i)
			return nil
		}
		if err := r.start(ctx, p, until); err != nil {
			return err
		}
	}
	return nil
}

// creates are the requests that create, or that may.
type creates struct{ unauthenticated, invalid, starts []Probe }

// creates plans what is created in a dataset, with what was learned about it.
func (r *run) creates(h *probe.Learned, d Dataset) creates {
	o, known := h.CreateInput(d)
	c := creates{unauthenticated: probe.UnauthenticatedCreates(r.target.probing(), d, o), invalid: probe.BadBodies(d, o)}
	usual := probe.Start("usual", d, o, known)
	o.Params = &probe.Override
	c.starts = []Probe{usual, probe.Start("override", d, o, known)}
	return c
}

// probeRefusals sends probes until the first that is not refused, as long as one more
// execution may be created: each of them might create one.
func (r *run) probeRefusals(ctx context.Context, probes []Probe) error {
	for i, p := range probes {
		if r.full() {
			r.leaveOut(probe.Refusals, len(probes)-i)
			return nil
		}
		x, err := r.one(ctx, probe.Refusals.Name, p)
		if err != nil || x == nil {
			return err
		}
		left := len(probes) - i - 1
		if p.Expect.Kind == exchange.Refused && slices.Contains(probe.Unauthenticated, x.Status()) {
			r.note("invalid bodies were not sent: %s got %s", p.ID, x.StatusText())
			r.use(probe.Refusals.Name).wanted += left
			return nil
		}
		if exchange.Success(x.Status()) {
			if left > 0 {
				r.note("%d requests were not sent: the service executed a request that it must refuse (%s)", left, p.ID)
			}
			r.use(probe.Refusals.Name).wanted += left
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
	x, err := r.one(ctx, probe.Creates.Name, p)
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
	last, err := r.watch(ctx, r.named[0], b.ID(), until)
	r.noteStatus(b.ID(), last)
	if err != nil || !last.Succeeded() {
		return err
	}
	return r.awaitResults(ctx, r.named[0], b.ID(), len(b.Requested.Questions))
}

// executionLooks are the requests of one look at an execution: for the list, and by its id.
func executionLooks(d Dataset, id string) []Probe {
	list := Probe{ID: "execute.list", Operation: schemas.List, Inputs: d.Inputs(), Expect: Expect{Kind: exchange.Served},
		Why: "an execution that was started is in the list"}
	single := probe.Get("execute.get", d, id)
	single.Why = "an execution that was started can be fetched by its id"
	single.Expect.Also = []int{http.StatusNotFound}
	return []Probe{list, single}
}

// looksIn returns how many looks at so many executions there is time for at most, and no
// more than most: there are most looks when each execution takes the same time. Those at an
// execution that is still missing are added to it.
func looksIn(watch time.Duration, executions, most int) int {
	looks := executions * (1 + len(settleSteps))
	for pause := firstPause; ; pause = min(pause*3/2, longestPause) {
		for range executions {
			if watch -= pause; watch < 0 || looks >= most {
				return min(looks, most)
			}
			looks++
		}
	}
}

// watch requests an execution, in the list and by its id, until both have shown it and it
// has ended. It returns how it was shown last.
func (r *run) watch(ctx context.Context, d Dataset, id string, until time.Time) (last observation.Record, err error) {
	probes := executionLooks(d, id)
	var listed, got bool
	pause, settling := firstPause, r.settling()
	for {
		for _, look := range []struct {
			probe Probe
			seen  *bool
		}{{probes[0], &listed}, {probes[1], &got}} {
			x, err := r.one(ctx, probe.Looks.Name, look.probe)
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

// resultLooks are the requests of one look for results, and for other executions that may
// have ended since.
func resultLooks(d Dataset) []Probe {
	return []Probe{
		{ID: "execute.results", Operation: schemas.Results, Inputs: d.Inputs(), Expect: Expect{Kind: exchange.Served},
			Why: "an execution that has succeeded has results"},
		{ID: "execute.list", Operation: schemas.List, Inputs: d.Inputs(), Expect: Expect{Kind: exchange.Served},
			Why: "another execution may have ended since, and have the results"},
	}
}

// awaitResults requests results, which may appear a little after the end of an execution.
func (r *run) awaitResults(ctx context.Context, d Dataset, id string, questions int) error {
	probes := resultLooks(d)
	for settling := r.settling(); ; {
		x, err := r.one(ctx, probe.CreatedResults.Name, probes[0])
		if err != nil || x == nil {
			return err
		}
		if all, ok := x.Results(); ok && hasResults(all, id, questions) {
			return nil
		}
		if x, err = r.one(ctx, probe.CreatedResults.Name, probes[1]); err != nil || x == nil {
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
