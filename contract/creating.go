package contract

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/explore"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/contract/probe"
	"github.com/ringer-api/ringer/schemas"
)

// createEach creates jobs of each kind of an API other than the built-in one, and watches each
// to its end.
func (r *run) createEach(ctx context.Context) error {
	if !r.known.Served && r.known.HasLists() {
		r.note("nothing was created: no valid request got a documented response before")
		return nil
	}
	all, why := r.known.Creates(r.bodyOf)
	for _, text := range why {
		r.note("%s", text)
	}
	until := r.target.Now().Add(r.target.Watch)
	var accepted []explore.Create
	for i, c := range all {
		if r.full() {
			r.leaveOut(r.kinds.Creates, len(all)-i)
			return nil
		}
		share := r.target.Now().Add(until.Sub(r.target.Now()) / time.Duration(len(all)-i))
		x, err := r.createOne(ctx, c, share)
		if err != nil {
			return err
		}
		if x != nil && exchange.Success(x.Status()) {
			accepted = append(accepted, c)
		}
	}
	if err := r.cancelEach(ctx, accepted, until); err != nil {
		return err
	}
	for range maxRounds {
		before := r.sent
		if err := r.sendProbe(ctx, r.belowCreated(func() []Probe { return r.known.Listed(r.target.Settle) })); err != nil {
			return err
		}
		if r.sent == before {
			break
		}
	}
	for _, c := range accepted { // only what is right but for one thing shows how that is refused
		if r.full() {
			break
		}
		if err := r.probeRefusals(ctx, c.Refused); err != nil {
			return err
		}
	}
	return nil
}

// cancelEach creates one more job of each kind that can be cancelled, cancels it at once, and
// watches what becomes of it.
func (r *run) cancelEach(ctx context.Context, accepted []explore.Create, until time.Time) error {
	for _, c := range accepted {
		cleaner := r.cleaners[c.Jobs]
		if cleaner == nil || !cleaner.cancels() || r.full() {
			continue
		}
		x, err := r.one(ctx, r.kinds.Creates.Name, c.Start)
		if err != nil || x == nil {
			return err
		}
		made := r.created[len(r.created)-1]
		if !exchange.Success(x.Status()) || !made.own || made.ended {
			continue
		}
		list, single := r.known.Looks(c.Jobs, c.Start, made.id)
		if single.Operation == "" {
			continue
		}
		if x, err = r.one(ctx, r.kinds.Cancels.Name, cleaner.probe(single.Inputs)); err != nil || x == nil {
			return err
		}
		last, err := r.watch(ctx, list, single, made.id, until)
		r.noteStatus(made.id, last)
		if err != nil {
			return err
		}
		if _, err := r.one(ctx, r.kinds.Looks.Name, single); err != nil { // it stays cancelled
			return err
		}
	}
	return nil
}

// belowCreated are the requests for what the API has below what was created.
func (r *run) belowCreated(probes func() []Probe) probe.Phase {
	return probe.Phase{Name: "below what was created", Why: "what belongs to a created job can be fetched",
		Probes: func(probe.Config, *probe.Learned) []Probe { return probes() }}
}

// createOne creates a job and watches it. It returns the response to the request that creates.
func (r *run) createOne(ctx context.Context, c explore.Create, until time.Time) (*observation.Observation, error) {
	x, err := r.one(ctx, r.kinds.Creates.Name, c.Start)
	if err != nil || x == nil {
		return x, err
	}
	id := x.CreatedID()
	if !exchange.Success(x.Status()) || id == "" {
		r.note("no "+c.Jobs.Noun+" could be watched: %s got %s, and no id to look for", c.Start.ID, x.StatusText())
		return x, nil
	}
	list, single := r.known.Looks(c.Jobs, c.Start, id)
	if list.Operation == "" && single.Operation == "" {
		r.note("no "+c.Jobs.Noun+" could be watched: no operation returns one, or it needs more than its id %s", id)
		return x, nil
	}
	last, err := r.watch(ctx, list, single, id, until)
	r.noteStatus(id, last)
	if err != nil || !last.Final() {
		return x, err
	}
	for _, p := range r.known.Results(c.Jobs, single) {
		if _, err := r.one(ctx, r.kinds.Results.Name, p); err != nil {
			return x, err
		}
	}
	return x, nil
}

// bodyOf is the body of a request that creates: the user's, an example of the description, or
// a generated one; false when none is known.
func (r *run) bodyOf(op *schemas.Operation) (explore.Body, bool) {
	if op.Request == nil {
		return explore.Body{}, true
	}
	media := op.Request.Content[0].Type
	if i := slices.IndexFunc(op.Request.Content, func(m schemas.Media) bool { return schemas.IsJSON(m.Type) }); i >= 0 {
		media = op.Request.Content[i].Type
	}
	noun := r.target.resources.Of(op.ID).Noun
	for _, name := range []string{op.ID, op.Method + " " + op.Path, noun, strings.ReplaceAll(noun, " ", "-"), strings.ReplaceAll(noun, " ", "_")} {
		if body, given := r.target.Bodies[name]; given {
			return explore.Body{Type: media, Content: body, Given: true}, true
		}
	}
	if example, ok := r.target.resources.Of(op.ID).Creator.Example(); ok && schemas.IsJSON(media) && (op.Body == nil || len(op.Body.Validate(example)) == 0) {
		return explore.Body{Type: media, Content: example}, true
	}
	if r.target.Generate != nil {
		kind, body, err := r.target.Generate(op)
		return explore.Body{Type: kind, Content: body}, err == nil
	}
	if !op.Request.Required {
		return explore.Body{}, true
	}
	return explore.Body{}, false
}

// creatingEach announces what needs leave to write, of any API but the built-in one.
func (m *planner) creatingEach(known *explore.Known) {
	kinds, when := m.run.kinds, m.run.conditions()
	all, _ := known.Creates(m.run.bodyOf)
	var refused, starts, again, looks, results, cancels []Probe
	for _, c := range all {
		refused, starts = append(refused, c.Refused...), append(starts, c.Start)
		list, single := known.Looks(c.Jobs, c.Start, "{created_id}")
		looks = append(looks, possible(list, single)...)
		results = append(results, known.Results(c.Jobs, single)...)
		if cleaner := m.run.cleaners[c.Jobs]; cleaner != nil && single.Operation != "" {
			cancels = append(cancels, cleaner.cancel(single.Inputs))
			if cleaner.cancels() {
				again = append(again, c.Start)
			}
		}
	}
	created := min(len(starts)+len(again), m.run.target.MaxCreated)
	m.add(kinds.Creates, created, announced{slices.Concat(starts, again), 1, ""})
	if len(looks) > 0 {
		n := looksIn(m.run.target.Watch, created, m.run.target.MaxRequests)
		m.add(kinds.Looks, n*2+len(again), announced{looks, n, when.started})
	}
	m.add(kinds.Results, len(results), announced{results, 1, when.ended})
	below := explore.Foreseen(m.run.known.Map()).Listed(m.run.target.Settle)
	m.add(m.run.belowCreated(nil), len(below), announced{below, 1, when.started})
	m.add(kinds.Refusals, len(refused), announced{refused, 1, ""})
	m.add(kinds.Cancels, len(starts)+2*len(again), announced{cancels, 3, when.running}) // one to see what it does, and both jobs at the end
}
