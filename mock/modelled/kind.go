package modelled

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/ringer-api/ringer/mock/budget"
	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/mock/lifecycle"
	"github.com/ringer-api/ringer/mock/random"
	"github.com/ringer-api/ringer/mock/value"
	"github.com/ringer-api/ringer/mock/words"
	"github.com/ringer-api/ringer/mock/world"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// Kind is the world.Kind of a resource of a job model.
type Kind struct {
	plan   *lifecycle.Plan
	values *value.Maker
	ids    *schemas.Schema // of the parameter for the id; nil if none is documented
}

var _ world.Kind = (*Kind)(nil)

// New returns the kind of the resource of a plan. Values makes what the model does not decide.
func New(plan *lifecycle.Plan, d *schemas.Description, values *value.Maker) *Kind {
	return &Kind{plan: plan, values: values, ids: idSchema(plan.Resource, d)}
}

// Plan is the resource's lifecycle.
func (k *Kind) Plan() *lifecycle.Plan { return k.plan }

// birth is a resource's birth as the world sees it.
type birth struct{ lifecycle.Birth }

func (b *birth) JobID() string      { return b.ID }
func (b *birth) Created() time.Time { return b.CreatedAt }
func (b *birth) Weight() int        { return b.Bytes() }

func of(b world.Birth) *lifecycle.Birth { return &b.(*birth).Birth }

// maxID limits an id in bytes.
const maxID = 512

// Canonical returns the id as it is: only the service knows which ids it accepts.
func (k *Kind) Canonical(id string) (canonical, wrong, hint string) {
	switch {
	case id == "":
		return "", "is empty", "want the id of a " + k.plan.Resource.Name
	case len(id) > maxID:
		return "", fmt.Sprintf("is longer than %d bytes", maxID), "want the id of a " + k.plan.Resource.Name
	case !utf8.ValidString(id):
		return "", "is not UTF-8", "want the id of a " + k.plan.Resource.Name
	}
	return id, "", ""
}

// seed is that of the query's collection.
func seed(q *world.Query) uint64 {
	parts := []string{"collection", q.Scope.Resource}
	for name, value := range q.Scope.Params.All {
		parts = append(parts, name, value)
	}
	return q.Seed ^ random.Hash(parts...)
}

// Collection returns the resources that a collection has from its seed.
func (k *Kind) Collection(q *world.Query) ([]world.Birth, error) {
	g := &q.Generate
	wanted := lifecycle.Wanted{Seed: seed(q), Epoch: q.Epoch, Params: q.Scope.Params.Map(), Count: g.Count,
		Settings: settings(q), Sequence: g.Sequence}
	n := 30
	if g.Count != nil {
		n = *g.Count
	}
	if err := q.Room.Take(int64(n)*budget.BirthSize, world.ListOf(n)); err != nil {
		return nil, err
	}
	drawn := k.plan.Collection(wanted)
	births, all := make([]birth, len(drawn)), make([]world.Birth, len(drawn))
	taken := make(map[string]bool, len(drawn)+len(q.Born))
	for _, b := range q.Born {
		taken[b.JobID()] = true // it may have got its id under another scenario
	}
	for i := range drawn {
		births[i].Birth = drawn[i]
		births[i].ID = k.newID(drawn[i].Seed, taken)
		taken[births[i].ID] = true
		all[i] = &births[i]
	}
	return all, nil
}

// settings are the scenario's wishes for lifecycles.
func settings(q *world.Query) lifecycle.Settings {
	g := &q.Generate
	s := lifecycle.Settings{Weights: g.States, AfterPolls: g.AfterPolls}
	if g.Queue != nil {
		s.Queue = &lifecycle.Range{Shortest: g.Queue.Min, Longest: g.Queue.Max}
	}
	if g.Run != nil {
		s.Run = &lifecycle.Range{Shortest: g.Run.Min, Longest: g.Run.Max}
	}
	if q.Status != "" {
		s.AfterPolls = 0 // it is in that state regardless of polls
	}
	return s
}

// Settled returns a resource that has been in the query's state from the beginning.
func (k *Kind) Settled(q *world.Query, b world.Birth) world.Birth {
	old := of(b)
	settled := lifecycle.Settled(k.plan, old.Seed, old.ID, old.CreatedAt, old.Input, old.Params, q.Status)
	settled.Upload = old.Upload
	settled.Written, settled.WrittenAt, settled.Replaced = old.Written, old.WrittenAt, old.Replaced
	return &birth{settled}
}

// Literal returns the birth of a record: its id, and its state from the beginning.
func (k *Kind) Literal(record json.RawMessage) world.Birth {
	b := lifecycle.Birth{ID: k.id(record), Seed: random.Hash(string(record))}
	if state := k.plan.StateOf(record); k.plan.State(state) != nil {
		b.Path = []lifecycle.Stay{{State: state}}
	}
	return &birth{b}
}

// id returns the id in a record; "" if it has none.
func (k *Kind) id(record []byte) string {
	if k.plan.Resource.ID == nil {
		return ""
	}
	raw, err := edit.Get(record, k.plan.Resource.ID.At)
	if err != nil {
		return ""
	}
	var text string
	if json.Unmarshal(raw, &text) == nil {
		if k.plan.Resource.ID.As != "" {
			text = text[strings.LastIndexByte(text, '/')+1:]
		}
		return text
	}
	return string(raw) // a number
}

// Timeline returns all states of a resource.
func (k *Kind) Timeline(b world.Birth) world.Timeline {
	return timeline{k.plan.Timeline(of(b)), of(b).PollsPerStep}
}

type timeline struct {
	*lifecycle.Timeline
	polls int
}

func (t timeline) PollsPerStep() int { return t.polls }

func (t timeline) Steps() []world.Step {
	stages := t.Stages()
	steps := make([]world.Step, len(stages))
	for i, s := range stages {
		steps[i] = world.Step{At: s.At, State: s.State}
	}
	return steps
}

// Record returns the record of a resource in the response of the query's operation.
func (k *Kind) Record(q *world.Query, b world.Birth) (record []byte, state string) {
	line := k.plan.Timeline(of(b))
	stage := line.At(q.Now)
	if line.ByPolls() {
		stage = line.AtPoll(max(1, q.Polls(b)))
	}
	form := k.plan.RecordOf(q.Operation)
	if other := k.plan.RecordOfResponse(q.Operation, q.Response); other != nil {
		form = other
	}
	base, _ := k.values.Of(form.Schema(), value.Options{Seed: of(b).Seed, Now: of(b).CreatedAt, Dynamic: q.Dynamic})
	record, err := form.ShowStage(base, line, stage, q.Now)
	if err != nil {
		return base, stage.State
	}
	return k.complete(q, b, form, record, stage.State), stage.State
}

// complete adds the results that a record lacks in a state: a client of a job that has
// succeeded expects them.
func (k *Kind) complete(q *world.Query, b world.Birth, form *lifecycle.Record, record []byte, state string) []byte {
	for _, at := range form.Lacking(record, state) {
		made, ok := k.values.OfAt(form.Schema(), at, value.Options{Seed: of(b).Seed, Now: of(b).CreatedAt, Dynamic: q.Dynamic})
		if !ok {
			continue
		}
		if changed, err := edit.Set(record, at, made); err == nil {
			record = changed
		}
	}
	return record
}

// State returns the state that a record shows.
func (k *Kind) State(record []byte) string { return k.plan.StateOf(record) }

// WithState returns a record that shows another state.
func (k *Kind) WithState(record []byte, state string) []byte { return k.plan.WithState(record, state) }

// Final reports whether a resource is over in a state.
func (k *Kind) Final(state string) bool {
	s := k.plan.State(state)
	return s != nil && s.Final()
}

// NotFound says which resource does not exist.
func (k *Kind) NotFound(_ world.Scope, id string) string {
	name := strings.ReplaceAll(k.plan.Resource.Name, "_", " ")
	if id == "" {
		return "no " + name + " found"
	}
	return fmt.Sprintf("no %s with the id %q", name, id)
}

// Value draws from the generators of package words.
func (k *Kind) Value(generator string, r *rand.Rand) (json.RawMessage, error) {
	if value, known := words.Value(generator, r); known {
		return value, nil
	}
	return nil, fmt.Errorf("unknown generator %q: choose one of %s", generator, strings.Join(words.Generators(), ", "))
}

// Pages returns the pages of a list operation.
func (k *Kind) Pages(list jobs.Operation) *lifecycle.Pages { return k.plan.Pages(list) }

// Property returns the place of a property in the records of an operation.
func (k *Kind) Property(op jobs.Operation, name string) jobs.Pointer {
	return k.plan.RecordOf(op).Property(name)
}

// Measured returns the place of a number or a time in the records of an operation.
func (k *Kind) Measured(op jobs.Operation, name string) jobs.Pointer {
	return k.plan.RecordOf(op).Measured(name)
}

// Takes reports whether the records of an operation may have a value at a place.
func (k *Kind) Takes(op jobs.Operation, at jobs.Pointer, value []byte) bool {
	return k.plan.RecordOf(op).Takes(at, value)
}

// Shows reports whether an operation's response has the record.
func (k *Kind) Shows(op jobs.Operation) bool { return k.plan.Shows(op) }

// Any returns the birth of a resource that only its id names.
func (k *Kind) Any(q *world.Query, id string) world.Birth {
	own := seed(q) ^ random.Hash("any", id)
	return &birth{lifecycle.Draw(k.plan, own, id, q.Epoch, nil, q.Scope.Params.Map(), settings(q))}
}
