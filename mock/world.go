package mock

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/mock/execution"
	"github.com/ringer-api/ringer/mock/generate"
	"github.com/ringer-api/ringer/schemas"
)

// maxResultExecutions bounds how many executions, newest first, one answer of
// results covers: their size is a multiple of the records'.
const maxResultExecutions = 1_000

// view is one execution of the dataset as this call may see it.
type view struct {
	id      string
	index   int // place in the list, from 0
	of      int // length of the list
	birth   execution.Birth
	asked   bool            // POST or the control interface made it
	literal json.RawMessage // a record from a file, when not nil
	amended *amendment
}

// views gives the executions of the call's dataset, newest first: those that
// were asked for and those the scenario holds, without those deleted.
func (c *call) views() ([]view, error) {
	views, err := c.born()
	if err != nil {
		return nil, err
	}
	if literal := c.plan.scenario.Records; literal != nil {
		views = append(views, literalViews(literal)...)
	} else {
		views = append(views, c.generated()...)
		// What the control interface made may have been created long ago.
		slices.SortStableFunc(views, func(a, b view) int { return b.birth.CreatedAt.Compare(a.birth.CreatedAt) })
	}
	views, err = c.trim(c.amend(views))
	if err != nil {
		return nil, err
	}
	for i := range views {
		views[i].index, views[i].of = i, len(views)
	}
	return views, nil
}

// trim keeps as many views as the request or a rule asked for, newest first.
// Asking for one execution by its id is no question of how many there are.
func (c *call) trim(views []view) ([]view, error) {
	n := c.plan.count
	if n == nil || c.operation == schemas.Get {
		return views, nil
	}
	if *n > len(views) {
		return nil, badInput("preference", "count", fmt.Sprintf("count=%d: scenario %s generates none, and there are "+
			"%d in all", *n, c.plan.scenario.Name, len(views)), "ask for fewer, or for a scenario that generates")
	}
	return views[:*n], nil
}

// born gives the executions that POST or the control interface made. A list
// for which the request itself names a scenario holds that scenario's alone.
func (c *call) born() ([]view, error) {
	if c.wish.answer.Scenario != "" && c.operation != schemas.Get {
		return nil, nil
	}
	births, err := c.session.mock.config.Births.Of(c.session.name, c.pipeline(), c.dataset())
	if err != nil {
		return nil, fmt.Errorf("reading the births of dataset %s: %w", c.dataset(), err)
	}
	views := make([]view, 0, len(births))
	for _, b := range slices.Backward(births) {
		if c.plan.status != "" {
			b.Life = c.settled(b)
		}
		views = append(views, view{id: b.ID, birth: b, asked: true})
	}
	return views, nil
}

// settled is a life that has come to the state the plan wants before anybody looks.
func (c *call) settled(b execution.Birth) execution.Life {
	g := c.plan.generate
	g.Queue, g.Run, g.AfterPolls = &fixtures.Span{}, &fixtures.Span{}, 0
	return generate.Asked(c.plan.seed, b.PipelineID, b.EvalDatasetID, 1, b.CreatedAt, b.QuestionIDs, &b.Model, &b.Prompt, g).Life
}

// generated gives the executions that follow from the seed.
func (c *call) generated() []view {
	births := generate.Births(c.plan.seed, c.pipeline(), c.dataset(), c.session.Epoch(), c.plan.generate)
	views := make([]view, 0, len(births))
	for _, b := range slices.Backward(births) {
		views = append(views, view{id: b.ID, birth: b})
	}
	return views
}

func literalViews(records []json.RawMessage) []view {
	views := make([]view, 0, len(records))
	for _, r := range records {
		views = append(views, view{id: text(r, "/id"), literal: r, birth: birthOf(r)})
	}
	return views
}

// birthOf reads from a literal record what its results depend on.
func birthOf(record json.RawMessage) execution.Birth {
	b := execution.Birth{ID: text(record, "/id"),
		Model:  text(record, "/parameters/eval_execution_params/llm_model"),
		Prompt: text(record, "/parameters/eval_execution_params/qa_prompt_tmpl"),
		Life:   execution.Life{Final: execution.Status(text(record, "/status"))}}
	if ids, err := edit.Get(record, "/parameters/eval_question_ids"); err == nil {
		_ = json.Unmarshal(ids, &b.QuestionIDs) // a record broken on purpose has no questions
	}
	return b
}

// text gives the string at a pointer, or "" where there is none.
func text(document []byte, pointer string) string {
	raw, err := edit.Get(document, pointer)
	if err != nil {
		return ""
	}
	var s string
	if json.Unmarshal(raw, &s) != nil {
		return ""
	}
	return s
}

// amend lays what the control interface changed over the views.
func (c *call) amend(views []view) []view {
	kept := views[:0]
	for _, v := range views {
		v.amended = c.session.amendmentOf(v.id)
		if v.amended == nil || !v.amended.gone {
			kept = append(kept, v)
		}
	}
	return kept
}

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
	return edit.Set(record, o.At, value)
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
	return (w.ID == "" || w.ID == v.id) && (w.Status == "" || w.Status == status) &&
		(w.In == "" || w.In == c.operation) && (w.Call == nil || calls(w.Call, c.nth))
}

// results gives the results of the executions that have come to their end.
func (c *call) results() ([][]byte, error) {
	if literal := c.plan.scenario.Results; literal != nil {
		all := make([][]byte, len(literal))
		for i, r := range literal {
			all[i] = r
		}
		return all, nil
	}
	views, err := c.views()
	if err != nil {
		return nil, err
	}
	var all [][]byte
	for _, v := range views[:min(len(views), maxResultExecutions)] {
		r := c.record(v)
		if v.literal != nil {
			r.Status = v.birth.Life.Final
		}
		if r.Status.Final() {
			for _, result := range generate.Results(c.plan.seed, v.birth, r) {
				all = append(all, result.AppendJSON(nil))
			}
		}
	}
	return all, nil
}

// polls counts how often a client has looked at an execution.
func (s *Session) polls(b execution.Birth) int {
	lists := s.counted("call", schemas.List, b.PipelineID, b.EvalDatasetID)
	gets := s.counted("call", schemas.Get, b.PipelineID, b.EvalDatasetID, b.ID)
	return lists - s.counted("born", b.ID) + gets
}
