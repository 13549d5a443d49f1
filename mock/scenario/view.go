package scenario

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/mock/fastapi"
	"github.com/ringer-api/ringer/mock/random"
	"github.com/ringer-api/ringer/mock/world"
)

// View is a collection as one request sees it: the jobs of a query, with the scenario's
// overrides applied to their records.
type View struct {
	world.Query
	Scenario *Scenario
	Request  Request
}

// Render returns the JSON of a job's record, with what was changed by hand and the
// scenario's overrides applied, in this order.
func (v *View) Render(e *world.Job) ([]byte, error) {
	record, _, err := v.RenderState(e)
	return record, err
}

// RenderState is Render, and returns the state that the record shows.
func (v *View) RenderState(e *world.Job) (record []byte, state string, err error) {
	record, status, err := v.Query.Render(e)
	if err != nil {
		return nil, "", err
	}
	changed := e.Literal != nil || e.Patch != nil && len(e.Patch.Changes) > 0
	for i := range v.Scenario.overrides {
		o := &v.Scenario.overrides[i]
		if !v.chooses(&o.Where, e, status) {
			continue
		}
		if record, err = v.override(o, e, record); err != nil {
			return nil, "", v.Scenario.problems(o.Place, err)
		}
		changed = true
	}
	if changed {
		status = v.Resource.Kind.State(record)
	}
	return record, status, nil
}

// Snapshot returns the job as a client sees it at the query's instant.
func (v *View) Snapshot(e world.Job) (world.Snapshot, error) {
	_, state, err := v.RenderState(&e)
	if err != nil {
		return world.Snapshot{}, err
	}
	return v.Query.Snapshot(e, state), nil
}

// Snapshots returns those of all jobs of the collection.
func (v *View) Snapshots() ([]world.Snapshot, error) {
	jobs, err := v.Jobs()
	if err != nil {
		return nil, err
	}
	all := make([]world.Snapshot, len(jobs))
	for i, e := range jobs {
		if err := v.Room.Alive(); err != nil {
			return nil, err
		}
		if all[i], err = v.Snapshot(e); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// chooses reports whether an override applies to this job.
func (v *View) chooses(w *fixtures.Where, e *world.Job, status string) bool {
	if w.Index != nil {
		i := *w.Index
		if i < 0 {
			i += e.Of
		}
		if i != e.Index {
			return false
		}
	}
	return (w.Job == "" || w.Job == v.Resource.Resource.Name) && (w.ID == "" || fastapi.SameID(w.ID, e.ID)) && (w.Status == "" || w.Status == status) &&
		(w.In == "" || w.In == v.Request.Operation) && (w.Call == nil || calls(w.Call, v.Request.Nth))
}

// override changes one value of the record.
func (v *View) override(o *override, e *world.Job, record []byte) ([]byte, error) {
	if o.Remove {
		return edit.Remove(record, o.At)
	}
	value := []byte(o.Value)
	switch {
	case o.template != nil:
		made, err := v.Request.execute(o.template, e, record)
		if err != nil {
			return nil, err
		}
		value = edit.Quote(made)
	case o.Generate != "":
		chance := rand.New(rand.NewPCG(v.Seed, random.Hash(e.ID, o.At)))
		made, err := v.Resource.Kind.Value(o.Generate, chance)
		if err != nil {
			return nil, err
		}
		value = made
	}
	changed, err := edit.Set(record, o.At, value)
	if err == nil && o.template != nil && !v.Scenario.BreaksContract {
		err = v.unbroken(o.At, changed)
	}
	return changed, err
}

// unbroken returns an error if a template made the record break the contract, with a text
// of the wrong format or outside an enum: that is only known now. Other overrides were
// validated against the schema when their file was read.
func (v *View) unbroken(at string, record []byte) error {
	schema := v.Resource.Schema
	if schema == nil {
		return nil
	}
	if n, _, known := schema.Node().At(at); !known || n.Format == "" && len(n.Enum) == 0 {
		return nil
	}
	for _, violation := range schema.Validate(record) {
		if violation.Pointer == at || strings.HasPrefix(violation.Pointer, at+"/") {
			return fmt.Errorf("this breaks the contract: with this override, %s; "+
				"if that is intended, write breaks_contract: true", violation)
		}
	}
	return nil
}
