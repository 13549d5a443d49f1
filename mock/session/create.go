package session

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/budget"
	"github.com/ringer-api/ringer/mock/execution"
	"github.com/ringer-api/ringer/mock/generate"
	"github.com/ringer-api/ringer/mock/problem"
	"github.com/ringer-api/ringer/mock/scenario"
	"github.com/ringer-api/ringer/mock/world"
	"github.com/ringer-api/ringer/schemas"
)

// NewJob is a job to be created as if a client had started it. The zero value,
// apart from the dataset, is one that was started just now.
type NewJob struct {
	world.DatasetID
	// ID is its id; empty derives one from the seed.
	ID string `json:"id,omitempty" doc:"its id, a UUID; without it, one derived from the seed"`
	// State is its current state; empty is PENDING. A job in a final state ended just
	// now, after the durations that the scenario gives it.
	State string `json:"state,omitempty" doc:"its current state: PENDING (the default), SUCCESS, ERROR or PARTIAL_SUCCESS; one in a final state ended just now"`
	// Running reports that a PENDING job has begun its first attempt.
	Running bool `json:"running,omitempty" doc:"whether a PENDING job has begun its first attempt"`
	// Ends is the state in which a PENDING job ends; empty lets the scenario
	// decide, PENDING is stuck forever.
	Ends string `json:"ends,omitempty" doc:"the state in which a PENDING job ends; PENDING is stuck forever; without it the scenario decides"`
	// QuestionIDs, Model and Prompt are the input of the request; empty and nil are
	// one question and the service's defaults.
	QuestionIDs []string `json:"evalQuestionIds,omitempty" doc:"the ids of the questions to run against"`
	Model       *string  `json:"llmModel,omitempty" doc:"one of the documented models"`
	Prompt      *string  `json:"qaPromptTmpl,omitempty" doc:"the prompt's template"`
}

// MakeJob creates a job in the given state, from which it continues its
// lifecycle. Invalid values, or an id that is in use, are a *problem.Problem.
func (s *Session) MakeJob(n NewJob) (Job, error) {
	room := s.room()
	defer room.Done()
	return s.MakeJobIn(room, n)
}

// MakeJobIn is MakeJob with its memory taken from room.
func (s *Session) MakeJobIn(room *budget.Room, n NewJob) (Job, error) {
	v, err := s.viewNow(room, n.DatasetID)
	if err != nil {
		return Job{}, err
	}
	if err := n.check(v, s.models()); err != nil {
		return Job{}, err
	}
	if n.ID != "" {
		if err := free(v, n.ID); err != nil {
			return Job{}, err
		}
	}
	born, err := s.Start(v.Dataset, func(nth int) execution.Birth { return n.birth(v, nth) })
	if err != nil {
		return Job{}, err
	}
	s.WatchDataset(v.Dataset, v.Now)
	s.Changed("job", born.ID+" created")
	return describe(v, world.Execution{ID: born.ID, Of: 1, Birth: born, FromRequest: true, Patch: v.Patches(born.ID)})
}

// check converts the ids to canonical form, and returns an error for invalid values.
func (n *NewJob) check(v *scenario.View, models []string) error {
	if n.ID != "" {
		id, err := world.CanonicalID("id", n.ID)
		if err != nil {
			return err
		}
		n.ID = id
	}
	for i, id := range n.QuestionIDs {
		canonical, err := world.CanonicalID(fmt.Sprintf("evalQuestionIds/%d", i), id)
		if err != nil {
			return err
		}
		n.QuestionIDs[i] = canonical
	}
	if n.State == "" {
		n.State = string(execution.Pending)
	}
	if err := checkState("state", n.State); err != nil {
		return err
	}
	if n.Ends != "" {
		if err := checkState("ends", n.Ends); err != nil {
			return err
		}
	}
	if n.Model != nil && !slices.Contains(models, *n.Model) {
		return problem.BadInput("job", "llmModel", problem.Quoted(*n.Model)+" is not a model", "want "+strings.Join(models, ", "))
	}
	pending := n.State == string(execution.Pending)
	if !pending && (n.Ends != "" || n.Running) {
		return problem.BadInput("job", "state", "a job that is "+n.State+" has ended: it is not running and does not end in another state",
			"leave out ends and running, or make it PENDING")
	}
	if n.Running && v.Generate.AfterPolls > 0 {
		return problem.BadInput("job", "running", "in this scenario jobs change state by polls: a new one always waits",
			"leave it out")
	}
	return nil
}

func checkState(field, state string) error {
	if slices.Contains(fixtures.Default().States(), state) {
		return nil
	}
	return problem.BadInput("job", field, problem.Quoted(state)+" is not a state", "want "+strings.Join(fixtures.Default().States(), ", "))
}

// free returns an error if a job of the dataset has the id, or had it before it
// was deleted.
func free(v *scenario.View, id string) error {
	executions, err := v.Executions()
	if err != nil {
		return err
	}
	if slices.ContainsFunc(executions, func(e world.Execution) bool { return e.ID == id }) {
		return problem.Conflict("taken", "id", "the dataset has a job "+id+" already", "change it, or choose another id")
	}
	if p := v.Patches(id); p != nil && p.Gone {
		return problem.Conflict("taken", "id", "job "+id+" was deleted in this session", "choose another id, or reset the session")
	}
	return nil
}

// birth returns the birth of the job that n describes.
func (n *NewJob) birth(v *scenario.View, nth int) execution.Birth {
	questions := n.QuestionIDs
	if questions == nil {
		questions = []string{generate.UUID(v.Seed, "question", n.EvalDatasetID)}
		if n.State == string(execution.PartialSuccess) || n.Ends == string(execution.PartialSuccess) {
			questions = append(questions, generate.UUID(v.Seed, "second question", n.EvalDatasetID))
		}
	}
	g := v.Generate
	final := n.Ends
	if n.State != string(execution.Pending) {
		final, g.AfterPolls = n.State, 0
	}
	if final != "" {
		g.States, g.Sequence = map[string]int{final: 1}, nil
	}
	b := generate.StartRequest(v.Seed, v.Dataset.PipelineID, v.Dataset.EvalDatasetID, nth, v.Now, questions, n.Model, n.Prompt, g)
	if n.ID != "" {
		b.ID = n.ID
	}
	b.CreatedAt = b.CreatedAt.Add(-n.age(&b))
	return b
}

// age returns how long ago the job must have started to be in its state now.
func (n *NewJob) age(b *execution.Birth) time.Duration {
	if at, ends := b.Timeline().FinalAt(); ends && n.State != string(execution.Pending) {
		return at.Sub(b.CreatedAt)
	}
	if n.Running {
		if len(b.Life.Attempts) == 0 {
			b.Life.Attempts = []execution.Attempt{{}}
		}
		return max(0, b.Life.Queue)
	}
	return 0
}

// models returns the documented ones.
func (s *Session) models() []string {
	params, _ := s.all.config.Description.Operation(schemas.Execute).Body.Node().Property("params")
	model, _ := params.Node.Property("llm_model")
	return model.Node.Enum
}
