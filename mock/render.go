package mock

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/mock/execution"
	"github.com/ringer-api/ringer/mock/generate"
	"github.com/ringer-api/ringer/schemas"
)

// record is the execution as the client sees it now.
func (c *call) record(v view) execution.Record {
	r := c.at(v)
	r.Times = c.session.mock.times()
	return r
}

func (c *call) at(v view) execution.Record {
	timeline := v.birth.Timeline()
	if v.birth.Life.PollsPerStep > 0 {
		return timeline.AtPoll(max(1, c.session.polls(v.birth)))
	}
	return timeline.At(c.now)
}

// polls counts how often a client has looked at an execution.
func (s *Session) polls(b execution.Birth) int {
	lists := s.counted("call", schemas.List, b.PipelineID, b.EvalDatasetID)
	gets := s.counted("call", schemas.Get, b.PipelineID, b.EvalDatasetID, b.ID)
	return lists - s.counted("born", b.ID) + gets
}

// render gives the bytes of an execution for one operation: its record, then
// what the control interface and the scenario change in it.
func (c *call) render(v view) ([]byte, error) {
	record := []byte(v.literal)
	status := ""
	if v.literal == nil {
		r := c.record(v)
		record, status = r.AppendJSON(nil), string(r.Status)
	} else {
		if c.plan.status != "" {
			if forced, err := edit.Set(record, "/status", quote(c.plan.status)); err == nil {
				record = forced // a record that is no object stays what it is
			}
		}
		status = text(record, "/status")
	}
	if v.amended != nil {
		c.plan.breaks = c.plan.breaks || v.amended.breaks
		for _, change := range v.amended.changes {
			if change.pointer == "/status" && c.wish.answer.Status != "" {
				continue // the request itself asks for another
			}
			changed, err := edit.Set(record, change.pointer, change.value)
			if errors.Is(err, edit.ErrNotFound) {
				continue // another scenario's records have no such place
			}
			if err != nil {
				return nil, fmt.Errorf("changing execution %s: %w", v.id, err)
			}
			record = changed
		}
	}
	return c.override(v, status, record)
}

// override applies the scenario's overrides that choose this execution.
func (c *call) override(v view, status string, record []byte) ([]byte, error) {
	for i := range c.plan.scenario.overrides {
		o := &c.plan.scenario.overrides[i]
		if !c.chooses(&o.Where, v, status) {
			continue
		}
		changed, err := c.overridden(o, v, record)
		if err != nil {
			return nil, scenarioTrouble(c.plan.scenario, o.Place, err)
		}
		record = changed
	}
	return record, nil
}

func (c *call) overridden(o *override, v view, record []byte) ([]byte, error) {
	if o.Remove {
		return edit.Remove(record, o.At)
	}
	value := []byte(o.Value)
	switch {
	case o.template != nil:
		made, err := c.execute(o.template, &v, record)
		if err != nil {
			return nil, err
		}
		value = quote(made)
	case o.Generate != "":
		chance := rand.New(rand.NewPCG(c.plan.seed, hash(v.id, o.At)))
		made, err := generate.Value(o.Generate, chance)
		if err != nil {
			return nil, err
		}
		value = made
	}
	changed, err := edit.Set(record, o.At, value)
	if err == nil && o.template != nil && !c.plan.scenario.BreaksContract {
		err = c.unbroken(o.At, changed)
	}
	return changed, err
}

// unbroken is the error of a record that breaks the contract where a template
// put a text that must have a format, or be one of a few: that shows only now.
// Other overrides were held against the schema when their file was read.
func (c *call) unbroken(at string, record []byte) error {
	schema := c.session.mock.recordSchema()
	if p, _ := promiseAt(schema.Node(), at); p.Format == "" && len(p.Enum) == 0 {
		return nil
	}
	for _, v := range schema.Validate(record) {
		if v.Pointer == at || strings.HasPrefix(v.Pointer, at+"/") {
			return fmt.Errorf("this breaks the contract: with this override, %s; "+
				"if it is meant to, write breaks_contract: true", v)
		}
	}
	return nil
}

// chooses tells whether an override is meant for this execution in this call.
func (c *call) chooses(w *fixtures.Where, v view, status string) bool {
	if w.Index != nil {
		i := *w.Index
		if i < 0 {
			i += v.of
		}
		if i != v.index {
			return false
		}
	}
	return (w.ID == "" || sameID(w.ID, v.id)) && (w.Status == "" || w.Status == status) &&
		(w.In == "" || w.In == c.operation) && (w.Call == nil || calls(w.Call, c.nth))
}
