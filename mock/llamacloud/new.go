package llamacloud

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/ringer-api/ringer/mock/fastapi"
	"github.com/ringer-api/ringer/mock/llamacloud/execution"
	"github.com/ringer-api/ringer/mock/llamacloud/generate"
	"github.com/ringer-api/ringer/mock/problem"
	"github.com/ringer-api/ringer/mock/python"
	"github.com/ringer-api/ringer/mock/random"
	"github.com/ringer-api/ringer/mock/world"
)

// input is what a client sends to start an execution, with ids in canonical form: lower case
// with hyphens. A nil model or prompt is the service's default.
type input struct {
	questions     []string // nil if the body has none
	model, prompt *string
}

// New checks a wish, and returns what makes its birth.
func (k Executions) New(q *world.Query, w *world.Wish) (func(nth int) world.Birth, error) {
	in, err := k.input(w)
	if err != nil {
		return nil, err
	}
	if err := check(q, w); err != nil {
		return nil, err
	}
	return func(nth int) world.Birth { return &birth{start(q, w, in, nth)} }, nil
}

// input reads the input of a wish. One that the framework has validated is valid.
func (k Executions) input(w *world.Wish) (in input, err error) {
	if w.Parsed != nil {
		return read(*w.Parsed), nil
	}
	if w.Input == nil {
		return input{}, nil
	}
	body, err := fastapi.ReadBody("application/json", w.Input)
	if err != nil {
		return in, problem.BadInput("job", "input", err.Error(), "want the body of a create request")
	}
	in = read(body)
	for i, id := range in.questions {
		canonical, wrong, hint := k.Canonical(id)
		if wrong != "" {
			field := fmt.Sprintf("input/eval_question_ids/%d", i)
			return in, problem.BadInput("id", field, field+" "+problem.Quoted(id)+" "+wrong, hint)
		}
		in.questions[i] = canonical
	}
	if in.model != nil && !slices.Contains(k.Models, *in.model) {
		return in, problem.BadInput("job", "input/params/llm_model", problem.Quoted(*in.model)+" is not a model", "want "+strings.Join(k.Models, ", "))
	}
	return in, nil
}

func read(body python.Value) input {
	ids, there := body.Get("eval_question_ids")
	var in input
	if there {
		in.questions = []string{}
	}
	for _, id := range ids.Strings() {
		if canonical, wrong := fastapi.UUID(id); wrong == "" {
			id = canonical
		}
		in.questions = append(in.questions, id)
	}
	params, _ := body.Get("params")
	in.model, in.prompt = member(params, "llm_model"), member(params, "qa_prompt_tmpl")
	return in
}

// member returns an object's string; nil when it is absent or null.
func member(v python.Value, name string) *string {
	m, ok := v.Get(name)
	if !ok || m.IsNull() {
		return nil
	}
	s := m.String()
	return &s
}

// check returns an error for states that contradict each other or the scenario.
func check(q *world.Query, w *world.Wish) error {
	pending := w.State == "" || w.State == string(execution.Pending)
	switch {
	case w.State != "" && !known(w.State):
		return notState("state", w.State)
	case w.Ends != "" && !known(w.Ends):
		return notState("ends", w.Ends)
	case !pending && (w.Ends != "" || w.Running):
		return problem.BadInput("job", "state", "a job that is "+w.State+" has ended: it is not running and does not end in another state",
			"leave out ends and running, or make it PENDING")
	case w.Running && q.Generate.AfterPolls > 0:
		return problem.BadInput("job", "running", "in this scenario jobs change state by polls: a new one always waits",
			"leave it out")
	}
	return nil
}

func notState(field, state string) error {
	return problem.BadInput("job", field, problem.Quoted(state)+" is not a state", "want "+strings.Join(states, ", "))
}

// start returns the birth of the nth execution that is started in the dataset.
func start(q *world.Query, w *world.Wish, in input, nth int) execution.Birth {
	g := q.Generate
	final := w.Ends
	if w.State != "" && w.State != string(execution.Pending) {
		final, g.AfterPolls = w.State, 0
	}
	if final != "" {
		g.States, g.Sequence = map[string]int{final: 1}, nil
	}
	questions := in.questions
	if questions == nil {
		questions = []string{random.UUID(q.Seed, "question", dataset(q))}
		if final == string(execution.PartialSuccess) {
			questions = append(questions, random.UUID(q.Seed, "second question", dataset(q)))
		}
	}
	b := generate.StartRequest(q.Seed, pipeline(q), dataset(q), nth, q.Now, questions, in.model, in.prompt, g)
	if w.ID != "" {
		b.ID = w.ID
	}
	b.CreatedAt = b.CreatedAt.Add(-age(w, &b))
	return b
}

// age returns how long ago the job must have started to be in its state now.
func age(w *world.Wish, b *execution.Birth) time.Duration {
	pending := w.State == "" || w.State == string(execution.Pending)
	if at, ends := b.Timeline().FinalAt(); ends && !pending {
		return at.Sub(b.CreatedAt)
	}
	if w.Running {
		if len(b.Life.Attempts) == 0 {
			b.Life.Attempts = []execution.Attempt{{}}
		}
		return max(0, b.Life.Queue)
	}
	return 0
}
