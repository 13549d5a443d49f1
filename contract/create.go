package contract

import (
	"context"
	"slices"
	"time"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/contract/probe"
	"github.com/ringer-api/ringer/contract/rule"
)

// How often a started job is requested: at first after firstPause, then less and
// less often, at least every longestPause. The run gives up on one that no response has
// shown, and on results, once Target.Settle is over.
const (
	firstPause   = 200 * time.Millisecond
	longestPause = 10 * time.Second
)

// write sends the requests that need AllowWrites, one after the other: those that must be
// refused, and then those that start jobs, which are watched until they end. When the
// service executes what it must refuse, no more of that is sent, because each request may
// cost money.
func (r *run) write(ctx context.Context) error {
	if !r.target.AllowWrites {
		return nil
	}
	if r.known != nil {
		return r.createEach(ctx)
	}
	if !r.learned.ServedIDs {
		r.note("nothing was created: no valid request got a documented response before")
		return nil
	}
	c, why := r.creates(r.learned, r.named[0])
	if why != "" {
		r.note("nothing was created: %s", why)
		return nil
	}
	for _, probes := range [][]Probe{c.unauthenticated, c.invalid} {
		if err := r.probeRefusals(ctx, probes); err != nil {
			return err
		}
	}
	until := r.target.Now().Add(r.target.Watch)
	for i, p := range c.starts {
		if r.full() {
			r.leaveOut(r.kinds.Creates, len(c.starts)-i)
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

// creates plans what is created in a collection, with what was learned about it; why says
// why nothing can be.
func (r *run) creates(h *probe.Learned, in Inputs) (c creates, why string) {
	if r.target.jobs.Create == "" {
		return c, "the description has no operation that creates " + exchange.A(r.target.jobs.Noun)
	}
	body, known := h.CreateBody(in)
	if body == nil {
		return c, "the description has no example of the body of " + r.target.jobs.Create
	}
	config := r.target.probing()
	return creates{
		unauthenticated: probe.UnauthenticatedCreates(config, in, body), invalid: probe.BadBodies(config, in, body),
		starts: probe.Starts(config, in, body, known),
	}, ""
}

// probeRefusals sends probes until the first that is not refused, as long as one more
// job may be created: each of them might create one.
func (r *run) probeRefusals(ctx context.Context, probes []Probe) error {
	for i, p := range probes {
		if r.full() {
			r.leaveOut(r.kinds.Refusals, len(probes)-i)
			return nil
		}
		x, err := r.one(ctx, r.kinds.Refusals.Name, p)
		if err != nil || x == nil {
			return err
		}
		left := len(probes) - i - 1
		if p.Expect.Kind == exchange.Refused && slices.Contains(probe.Unauthenticated, x.Status()) {
			r.note("invalid bodies were not sent: %s got %s", p.ID, x.StatusText())
			r.use(r.kinds.Refusals.Name).wanted += left
			return nil
		}
		if exchange.Success(x.Status()) {
			if left > 0 {
				r.note("%d requests were not sent: the service executed a request that it must refuse (%s)", left, p.ID)
			}
			r.use(r.kinds.Refusals.Name).wanted += left
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

// start starts a job and watches it.
func (r *run) start(ctx context.Context, p Probe, until time.Time) error {
	x, err := r.one(ctx, r.kinds.Creates.Name, p)
	if err != nil || x == nil {
		return err
	}
	b, ok := rule.CreatedBy(x)
	if !ok {
		if exchange.Success(x.Status()) || x.Allowed() || x.Probe.Expect.Kind == exchange.Unknown {
			r.note("no "+r.target.jobs.Noun+" could be watched: %s got %s, and no id to look for", p.ID, x.StatusText())
		}
		return nil
	}
	list, single := probe.Looks(r.target.jobs, r.named[0], b.ID())
	last, err := r.watch(ctx, list, single, b.ID(), until)
	r.noteStatus(b.ID(), last)
	want := len(r.target.jobs.Creator.Keys(b.Requested))
	if err != nil || !last.Succeeded() || want == 0 || r.target.jobs.Result == "" {
		return err
	}
	return r.awaitResults(ctx, r.named[0], b.ID(), want)
}

// looksIn returns how many looks at so many jobs there is time for at most, and no more than
// most: there are most looks when each job takes the same time. Those at a job that is
// still missing are added to it.
func looksIn(watch time.Duration, created, most int) int {
	looks := created * (1 + len(settleSteps))
	for pause := firstPause; ; pause = min(pause*3/2, longestPause) {
		for range created {
			if watch -= pause; watch < 0 || looks >= most {
				return min(looks, most)
			}
			looks++
		}
	}
}

// watch requests a job, in the list and by its id, until both have shown it and it
// has ended. It returns how it was shown last.
func (r *run) watch(ctx context.Context, list, single Probe, id string, until time.Time) (last observation.Record, err error) {
	listed, got := list.Operation == "", single.Operation == "" // where there is no such operation
	pause, settling := firstPause, r.settling()
	for {
		for _, look := range []struct {
			probe Probe
			seen  *bool
		}{{list, &listed}, {single, &got}} {
			if look.probe.Operation == "" {
				continue
			}
			x, err := r.one(ctx, r.kinds.Looks.Name, look.probe)
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
			r.note("%s %s has not ended while it was watched: a longer watch may see its results", r.nounOf(single), id)
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

// nounOf is the word for the jobs that a probe requests.
func (r *run) nounOf(p Probe) string { return r.target.resources.Of(p.Operation).Noun }

// awaitResults requests results, which may appear a little after the end of a job.
func (r *run) awaitResults(ctx context.Context, in Inputs, id string, want int) error {
	results, list := probe.ResultLooks(r.target.jobs, in)
	for settling := r.settling(); ; {
		x, err := r.one(ctx, r.kinds.Results.Name, results)
		if err != nil || x == nil {
			return err
		}
		if all, ok := x.Results(); ok && hasResults(all, id, want) {
			return nil
		}
		if x, err = r.one(ctx, r.kinds.Results.Name, list); err != nil || x == nil {
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

// hasResults reports whether results contain at least want of a job.
func hasResults(all []observation.Result, job string, want int) bool {
	for _, result := range all {
		if result.Job == job {
			want--
		}
	}
	return want <= 0
}
