package llamacloud

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/budget"
	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/mock/fastapi"
	"github.com/ringer-api/ringer/mock/llamacloud/execution"
	"github.com/ringer-api/ringer/mock/llamacloud/generate"
	"github.com/ringer-api/ringer/mock/problem"
	"github.com/ringer-api/ringer/mock/world"
	"github.com/ringer-api/ringer/schemas"
)

// Executions is the world.Kind of eval dataset executions.
type Executions struct {
	// Models are the models that an input may name.
	Models []string
}

// New returns the kind of a description of the API.
func New(d *schemas.Description) Executions {
	params, _ := d.Operation(schemas.Execute).Body.Node().Property("params")
	model, _ := params.Node.Property("llm_model")
	return Executions{Models: model.Node.Enum}
}

var _ world.Kind = Executions{}

// birth is an execution's birth as the world sees it.
type birth struct{ execution.Birth }

func (b *birth) JobID() string      { return b.ID }
func (b *birth) Created() time.Time { return b.CreatedAt }

// Weight is the measured size of a birth, the ids of its questions included.
func (b *birth) Weight() int {
	const fixed, question = 512, 52
	return fixed + question*len(b.QuestionIDs) + len(b.Prompt)
}

// Born returns an execution's birth as the world sees it.
func Born(b execution.Birth) world.Birth { return &birth{b} }

func of(b world.Birth) *execution.Birth { return &b.(*birth).Birth }

// The ids of a scope.
func pipeline(q *world.Query) string { return q.Scope.Params.Get("pipeline_id") }
func dataset(q *world.Query) string  { return q.Scope.Params.Get("eval_dataset_id") }

// Canonical returns a UUID in lower case with hyphens.
func (Executions) Canonical(id string) (canonical, wrong, hint string) {
	canonical, wrong = fastapi.UUID(id)
	if wrong != "" {
		wrong, hint = "is not a UUID: "+wrong, "want one such as 3fa85f64-5717-4562-b3fc-2c963f66afa6"
	}
	return canonical, wrong, hint
}

// maxQuestions limits the questions of all executions that one dataset generates.
const maxQuestions = 2_000_000

// Collection returns the executions of a dataset.
func (Executions) Collection(q *world.Query) ([]world.Birth, error) {
	g := q.Generate
	if g.Count != nil && g.Questions != nil && *g.Count > maxQuestions/max(1, g.Questions.Max) {
		return nil, problem.BadInput("size", "count", fmt.Sprintf("%d executions of up to %d questions each are more than "+
			"%d questions", *g.Count, g.Questions.Max, maxQuestions), "request fewer")
	}
	if q.Status != "" {
		g.AfterPolls = 0 // it is in that state regardless of polls
	}
	if err := takeBirths(q, &g); err != nil {
		return nil, err
	}
	drawn, err := generate.BirthsUntil(q.Room.Alive, q.Seed, pipeline(q), dataset(q), q.Epoch, g)
	if err != nil {
		return nil, err
	}
	births := make([]birth, len(drawn))
	all := make([]world.Birth, len(drawn))
	for i := range drawn {
		births[i].Birth = drawn[i]
		all[i] = &births[i]
	}
	return all, nil
}

// takeBirths takes room for the executions that will be generated.
func takeBirths(q *world.Query, g *fixtures.Generate) error {
	n := max(len(g.Sequence), generate.MaxSize)
	if g.Count != nil {
		n = *g.Count
	}
	each := int64(budget.BirthSize)
	if g.Questions != nil {
		const word = 16 // of a list of questions; their ids are shared
		each += word * int64(g.Questions.Max)
	}
	return q.Room.Take(int64(n)*each, world.ListOf(n))
}

// Settled returns an execution that has been in the query's state from the beginning.
func (Executions) Settled(q *world.Query, born world.Birth) world.Birth {
	b := *of(born)
	g := q.Generate
	g.Queue, g.Run, g.AfterPolls = &fixtures.Span{}, &fixtures.Span{}, 0
	b.Life = generate.StartRequest(q.Seed, b.PipelineID, b.EvalDatasetID, 1, b.CreatedAt, b.QuestionIDs, &b.Model, &b.Prompt, g).Life
	return &birth{b}
}

// Literal reads from a record what its results depend on.
func (Executions) Literal(record json.RawMessage) world.Birth {
	b := execution.Birth{ID: edit.Text(record, "/id"),
		Model:  edit.Text(record, "/parameters/eval_execution_params/llm_model"),
		Prompt: edit.Text(record, "/parameters/eval_execution_params/qa_prompt_tmpl"),
		Life:   execution.Life{Final: execution.Status(edit.Text(record, "/status"))}}
	if ids, err := edit.Get(record, "/parameters/eval_question_ids"); err == nil {
		_ = json.Unmarshal(ids, &b.QuestionIDs) // a record that is invalid on purpose has no questions
	}
	return &birth{b}
}

// Timeline returns that of an execution.
func (Executions) Timeline(b world.Birth) world.Timeline { return timeline{of(b)} }

type timeline struct{ birth *execution.Birth }

func (t timeline) PollsPerStep() int { return t.birth.Life.PollsPerStep }

func (t timeline) Steps() []world.Step {
	var all []world.Step
	for _, s := range t.birth.Timeline().Stages() {
		all = append(all, world.Step{At: s.At, State: string(s.Status), Attempts: &s.Attempts})
	}
	return all
}

// Record returns the record of an execution.
func (Executions) Record(q *world.Query, b world.Birth) (record []byte, state string) {
	r := shown(q, b)
	return r.AppendJSON(nil), string(r.Status)
}

func shown(q *world.Query, b world.Birth) execution.Record {
	line := of(b).Timeline()
	r := line.At(q.Now)
	if of(b).Life.PollsPerStep > 0 {
		r = line.AtPoll(max(1, q.Polls(b)))
	}
	r.Times = q.Times
	return r
}

// State returns the status of a record.
func (Executions) State(record []byte) string { return edit.Text(record, "/status") }

// WithState sets the status of a record.
func (Executions) WithState(record []byte, state string) []byte {
	if forced, err := edit.Set(record, "/status", edit.Quote(state)); err == nil {
		return forced
	}
	return record // one that is not an object remains unchanged
}

// Final reports whether an execution has ended.
func (Executions) Final(state string) bool { return execution.Status(state).Final() }

// Results returns one result for each question that has one.
func (Executions) Results(q *world.Query, j *world.Job) ([][]byte, error) {
	b := of(j.Birth)
	if err := q.Room.Take(int64(len(b.QuestionIDs))*budget.ResultSize, "the results of a job"); err != nil {
		return nil, err
	}
	r := shown(q, j.Birth)
	if j.Literal != nil {
		r.Status = b.Life.Final
	}
	if !r.Status.Final() {
		return nil, nil
	}
	results := generate.Results(q.Seed, *b, r)
	all := make([][]byte, len(results))
	for i := range results {
		all[i] = results[i].AppendJSON(nil)
	}
	return all, nil
}

// NotFound is the endpoint's text.
func (Executions) NotFound(of world.Scope, id string) string {
	if id == "" {
		return "Eval dataset with id " + of.Params.Get("eval_dataset_id") + " not found"
	}
	return "Eval dataset execution with id " + id + " not found"
}

// Value draws from the generators of package generate.
func (Executions) Value(generator string, r *rand.Rand) (json.RawMessage, error) {
	return generate.Value(generator, r)
}

// states are the documented ones.
var states = []string{
	string(execution.Pending), string(execution.Success), string(execution.Error), string(execution.PartialSuccess),
}

func known(state string) bool { return slices.Contains(states, state) }
