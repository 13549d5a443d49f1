package mock

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/mock/execution"
	"github.com/ringer-api/ringer/mock/generate"
	"github.com/ringer-api/ringer/schemas"
)

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
		generated, err := c.generated()
		if err != nil {
			return nil, err
		}
		views = append(views, generated...)
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
	births, err := c.session.given(c.pipeline(), c.dataset())
	if err != nil {
		return nil, fmt.Errorf("reading the births of dataset %s: %w", c.dataset(), err)
	}
	if err := c.room.take(int64(len(births))*birthSize, fmt.Sprintf("a list of %d executions", len(births))); err != nil {
		return nil, err
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

// maxQuestions bounds the questions of all executions that one dataset generates.
const maxQuestions = 2_000_000

// generated gives the executions that follow from the seed.
func (c *call) generated() ([]view, error) {
	g := c.plan.generate
	if g.Count != nil && g.Questions != nil && *g.Count > maxQuestions/max(1, g.Questions.Max) {
		return nil, badInput("size", "count", fmt.Sprintf("%d executions of up to %d questions each are more than "+
			"%d questions", *g.Count, g.Questions.Max, maxQuestions), "ask for fewer")
	}
	if c.plan.status != "" {
		g.AfterPolls = 0 // it is in that state however often it was looked at
	}
	if err := c.takeBirths(&g); err != nil {
		return nil, err
	}
	births, err := generate.BirthsUntil(c.room.still, c.plan.seed, c.pipeline(), c.dataset(), c.session.Epoch(), g)
	if err != nil {
		return nil, err
	}
	views := make([]view, 0, len(births))
	for _, b := range slices.Backward(births) {
		views = append(views, view{id: b.ID, birth: b})
	}
	return views, nil
}

// takeBirths takes room for the executions that will be generated.
func (c *call) takeBirths(g *fixtures.Generate) error {
	n := max(len(g.Sequence), generate.MaxSize)
	if g.Count != nil {
		n = *g.Count
	}
	each := int64(birthSize)
	if g.Questions != nil {
		const word = 16 // of a list of questions; their ids are shared
		each += word * int64(g.Questions.Max)
	}
	return c.room.take(int64(n)*each, fmt.Sprintf("a list of %d executions", n))
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
