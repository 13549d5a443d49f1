package modelled

import (
	"encoding/json"
	"strings"
	"time"

	"github.com/ringer-api/ringer/mock/lifecycle"
	"github.com/ringer-api/ringer/mock/problem"
	"github.com/ringer-api/ringer/mock/world"
)

var _ world.Chooser = (*Kind)(nil)

// Chosen returns the id that a create request chooses.
func (k *Kind) Chosen(input json.RawMessage) string { return k.plan.ChosenID(input) }

// New checks a wish, and returns what makes its birth.
func (k *Kind) New(q *world.Query, w *world.Wish) (func(nth int) world.Birth, error) {
	for field, state := range map[string]string{"state": w.State, "ends": w.Ends} {
		if state != "" && k.plan.State(state) == nil {
			return nil, problem.BadInput("job", field, problem.Quoted(state)+" is not a state of a "+k.plan.Resource.Name, k.hint())
		}
	}
	if w.Ends != "" && k.Final(w.State) {
		return nil, problem.BadInput("job", "state", "a "+k.plan.Resource.Name+" that is "+w.State+" does not end in another state", "leave out ends")
	}
	if w.Running {
		return nil, problem.BadInput("job", "running", "the states of this API show whether a job runs", "give its state instead")
	}
	if len(w.Input) > lifecycle.MaxInput {
		return nil, problem.BadInput("job", "input", "it is longer than 1 MiB", "send less")
	}
	var input json.RawMessage
	if json.Valid(w.Input) {
		input = w.Input
	}
	return func(nth int) world.Birth {
		own := lifecycle.SeedOf(seed(q), uint64(nth))
		id := w.ID
		if id == "" {
			id = k.NewID(lifecycle.SeedOf(own, 1))
		}
		made := k.draw(q, w, own, id, input)
		made.Upload = w.Upload
		return &birth{made}
	}, nil
}

func (k *Kind) hint() string {
	var names []string
	for _, s := range k.plan.Resource.States {
		names = append(names, s.Name)
	}
	if len(names) == 0 {
		return "it has no states"
	}
	return "want " + strings.Join(names, ", ")
}

// draw returns a birth that is in the wished state now, and continues from there.
func (k *Kind) draw(q *world.Query, w *world.Wish, own uint64, id string, input json.RawMessage) lifecycle.Birth {
	params, s := q.Scope.Params.Map(), settings(q)
	s.Final = w.Ends
	now := q.Now.Round(0).UTC().Truncate(time.Millisecond) // as Draw does: the state must not begin later
	if k.Final(w.State) {
		s.Final, s.AfterPolls = w.State, 0
	}
	b := lifecycle.Draw(k.plan, own, id, now, input, params, s)
	if w.State == "" || w.State == k.plan.First() {
		return b
	}
	for _, stage := range k.plan.Timeline(&b).Stages() {
		if stage.State == w.State && !k.plan.Timeline(&b).ByPolls() {
			b.CreatedAt = now.Add(now.Sub(stage.At))
			return b
		}
	}
	if moved, err := k.plan.MoveTo(b, w.State, now, 0); err == nil {
		return moved
	}
	return lifecycle.Settled(k.plan, own, id, now, input, params, w.State)
}
