package modelled

import (
	"encoding/json"
	"slices"
	"strconv"

	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/mock/lifecycle"
	"github.com/ringer-api/ringer/mock/value"
	"github.com/ringer-api/ringer/mock/world"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
)

var _ world.Scarce = (*Kind)(nil)

// idSchema returns the schema of the parameter for the id; nil if none is documented.
func idSchema(r *jobs.Resource, d *schemas.Description) *schemas.Schema {
	if r.ID == nil {
		return nil
	}
	for _, name := range slices.Concat(r.Get, r.StatusGet, r.Cancel, r.Delete, r.Update) {
		op := name.Find(d)
		if op == nil {
			continue
		}
		for _, p := range op.Parameters {
			if p.Name == r.ID.Parameter && p.Schema != nil {
				return p.Schema
			}
		}
	}
	return nil
}

// NewID returns an id in the form that the description gives it.
func (k *Kind) NewID(seed uint64) string {
	id := k.plan.NewID(seed)
	if k.ids == nil || fits(k.ids, id) {
		return id
	}
	for n := range uint64(10) {
		made, _ := k.values.Value(k.ids, value.Options{Seed: lifecycle.SeedOf(seed, n), Dynamic: true})
		var text string
		if json.Unmarshal(made, &text) != nil {
			text = string(made)
		}
		if text != "" && fits(k.ids, text) {
			return text
		}
	}
	return id
}

// maxDraws is how many ids are drawn before one gets longer than its form.
const maxDraws = 100

// newID is NewID without the ids that are taken.
func (k *Kind) newID(seed uint64, taken map[string]bool) string {
	id := k.NewID(seed)
	for n := uint64(1); taken[id] && n <= maxDraws; n++ {
		id = k.NewID(lifecycle.SeedOf(seed, n))
	}
	short := id
	for n := 1; taken[id]; n++ {
		id = short + strconv.Itoa(n)
	}
	return id
}

// ScarceIDs reports whether an id may be drawn twice: its form has few, or the description makes
// them otherwise.
func (k *Kind) ScarceIDs() bool {
	return k.plan.ScarceIDs() || k.ids != nil && !fits(k.ids, k.plan.NewID(1))
}

// Longer returns a birth with a longer id.
func (k *Kind) Longer(b world.Birth, n int) world.Birth {
	long := of(b).Clone()
	long.ID += strconv.Itoa(n)
	return &birth{long}
}

// fits reports whether a text is a valid value of a parameter.
func fits(s *schemas.Schema, text string) bool {
	return len(s.Validate(edit.Quote(text))) == 0 || json.Valid([]byte(text)) && len(s.Validate([]byte(text))) == 0
}
