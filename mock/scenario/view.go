package scenario

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/mock/fastapi"
	"github.com/ringer-api/ringer/mock/generate"
	"github.com/ringer-api/ringer/mock/world"
	"github.com/ringer-api/ringer/schemas"
)

// View is a dataset as one request sees it: the executions of a query, and what
// the scenario lays over their records.
type View struct {
	world.Query
	Scenario *Scenario
	Request  Request
	// Record is the schema of one execution's record.
	Schema *schemas.Schema
}

// Render gives the bytes of an execution's record: its own, then what was
// changed by hand, then what the scenario's overrides make of it.
func (v *View) Render(e *world.Execution) ([]byte, error) {
	record, status, err := v.Query.Render(e)
	if err != nil {
		return nil, err
	}
	for i := range v.Scenario.overrides {
		o := &v.Scenario.overrides[i]
		if !v.chooses(&o.Where, e, status) {
			continue
		}
		if record, err = v.override(o, e, record); err != nil {
			return nil, v.Scenario.problems(o.Place, err)
		}
	}
	return record, nil
}

// Snapshot is the execution as a client sees it at the query's instant.
func (v *View) Snapshot(e world.Execution) (world.Snapshot, error) {
	record, err := v.Render(&e)
	if err != nil {
		return world.Snapshot{}, err
	}
	return v.Query.Snapshot(e, edit.Text(record, "/status")), nil
}

// Snapshots are those of all executions of the dataset.
func (v *View) Snapshots() ([]world.Snapshot, error) {
	executions, err := v.Executions()
	if err != nil {
		return nil, err
	}
	all := make([]world.Snapshot, len(executions))
	for i, e := range executions {
		if err := v.Room.Alive(); err != nil {
			return nil, err
		}
		if all[i], err = v.Snapshot(e); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// chooses tells whether an override is meant for this execution.
func (v *View) chooses(w *fixtures.Where, e *world.Execution, status string) bool {
	if w.Index != nil {
		i := *w.Index
		if i < 0 {
			i += e.Of
		}
		if i != e.Index {
			return false
		}
	}
	return (w.ID == "" || fastapi.SameID(w.ID, e.ID)) && (w.Status == "" || w.Status == status) &&
		(w.In == "" || w.In == v.Request.Operation) && (w.Call == nil || calls(w.Call, v.Request.Nth))
}

// override changes one value of the record.
func (v *View) override(o *override, e *world.Execution, record []byte) ([]byte, error) {
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
		chance := rand.New(rand.NewPCG(v.Seed, generate.Hash(e.ID, o.At)))
		made, err := generate.Value(o.Generate, chance)
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

// unbroken is the error of a record that breaks the contract where a template
// put a text that must have a format, or be one of a few: that shows only now.
// Other overrides were held against the schema when their file was read.
func (v *View) unbroken(at string, record []byte) error {
	if n, _, known := v.Schema.Node().At(at); !known || n.Format == "" && len(n.Enum) == 0 {
		return nil
	}
	for _, violation := range v.Schema.Validate(record) {
		if violation.Pointer == at || strings.HasPrefix(violation.Pointer, at+"/") {
			return fmt.Errorf("this breaks the contract: with this override, %s; "+
				"if it is meant to, write breaks_contract: true", violation)
		}
	}
	return nil
}
