package world

import (
	"fmt"
	"slices"
	"time"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/budget"
	"github.com/ringer-api/ringer/mock/llamacloud/execution"
	"github.com/ringer-api/ringer/mock/llamacloud/generate"
	"github.com/ringer-api/ringer/mock/problem"
	"github.com/ringer-api/ringer/mock/pydantic"
)

// Query computes the executions of one dataset at one instant. It has everything that they
// depend on; it must not be changed once made.
type Query struct {
	Dataset DatasetID
	// Now is the instant; Epoch is the time around which executions are generated.
	Now, Epoch time.Time
	Seed       uint64
	// Data is the scenario that contains or generates the executions; Generate is its
	// settings, with the request's own on top.
	Data     *fixtures.Scenario
	Generate fixtures.Generate
	// Born are the births of the executions that were started, oldest first.
	Born []execution.Birth
	// Patches returns what was changed by hand, by execution id; nil for nothing.
	Patches func(id string) *Patch
	// Count limits the list to the newest ones; nil keeps all.
	Count *int
	// Status, when not empty, is the state that all are in.
	Status string
	// KeepStatus prevents patches from changing the state, which the request chose.
	KeepStatus bool
	// Polls returns how often clients have polled an execution.
	Polls func(execution.Birth) int
	// Times is how times are written.
	Times pydantic.TimeForm
	// Room is where the memory of the executions is counted.
	Room *budget.Room
}

// Executions returns those of the dataset, newest first: the ones that were started and
// those of the scenario, without the deleted ones. (Record computes the state of each at
// Now.) A Count larger than their number is a *problem.Problem.
func (q *Query) Executions() ([]Execution, error) {
	all, err := q.born()
	if err != nil {
		return nil, err
	}
	if q.Data.Records != nil {
		all = append(all, literal(q.Data.Records)...)
	} else {
		generated, err := q.generated()
		if err != nil {
			return nil, err
		}
		all = append(all, generated...)
		// An execution made by the control interface may have an early time of creation.
		slices.SortStableFunc(all, func(a, b Execution) int { return b.Birth.CreatedAt.Compare(a.Birth.CreatedAt) })
	}
	if all, err = q.trim(q.patched(all)); err != nil {
		return nil, err
	}
	for i := range all {
		all[i].Index, all[i].Of = i, len(all)
	}
	return all, nil
}

// trim applies Count.
func (q *Query) trim(all []Execution) ([]Execution, error) {
	if q.Count == nil {
		return all, nil
	}
	if *q.Count > len(all) {
		return nil, problem.BadInput("preference", "count", fmt.Sprintf("count=%d: scenario %s generates none, and there are "+
			"%d in all", *q.Count, q.Data.Name, len(all)), "request fewer, or use a scenario that generates")
	}
	return all[:*q.Count], nil
}

// born returns the executions that POST or the control interface made.
func (q *Query) born() ([]Execution, error) {
	if err := q.Room.Take(int64(len(q.Born))*budget.BirthSize, listOf(len(q.Born))); err != nil {
		return nil, err
	}
	all := make([]Execution, 0, len(q.Born))
	for _, b := range slices.Backward(q.Born) {
		if q.Status != "" {
			b.Life = q.settled(b)
		}
		all = append(all, Execution{ID: b.ID, Birth: b, FromRequest: true})
	}
	return all, nil
}

func listOf(n int) string { return fmt.Sprintf("a list of %d executions", n) }

// settled returns a lifecycle that has reached the wanted state from the beginning.
func (q *Query) settled(b execution.Birth) execution.Life {
	g := q.Generate
	g.Queue, g.Run, g.AfterPolls = &fixtures.Span{}, &fixtures.Span{}, 0
	return generate.StartRequest(q.Seed, b.PipelineID, b.EvalDatasetID, 1, b.CreatedAt, b.QuestionIDs, &b.Model, &b.Prompt, g).Life
}

// maxQuestions limits the questions of all executions that one dataset generates.
const maxQuestions = 2_000_000

// generated returns the executions that are derived from the seed.
func (q *Query) generated() ([]Execution, error) {
	g := q.Generate
	if g.Count != nil && g.Questions != nil && *g.Count > maxQuestions/max(1, g.Questions.Max) {
		return nil, problem.BadInput("size", "count", fmt.Sprintf("%d executions of up to %d questions each are more than "+
			"%d questions", *g.Count, g.Questions.Max, maxQuestions), "request fewer")
	}
	if q.Status != "" {
		g.AfterPolls = 0 // it is in that state regardless of polls
	}
	if err := q.takeBirths(&g); err != nil {
		return nil, err
	}
	births, err := generate.BirthsUntil(q.Room.Alive, q.Seed, q.Dataset.PipelineID, q.Dataset.EvalDatasetID, q.Epoch, g)
	if err != nil {
		return nil, err
	}
	all := make([]Execution, 0, len(births))
	for _, b := range slices.Backward(births) {
		all = append(all, Execution{ID: b.ID, Birth: b})
	}
	return all, nil
}

// takeBirths takes room for the executions that will be generated.
func (q *Query) takeBirths(g *fixtures.Generate) error {
	n := max(len(g.Sequence), generate.MaxSize)
	if g.Count != nil {
		n = *g.Count
	}
	each := int64(budget.BirthSize)
	if g.Questions != nil {
		const word = 16 // of a list of questions; their ids are shared
		each += word * int64(g.Questions.Max)
	}
	return q.Room.Take(int64(n)*each, listOf(n))
}

// patched adds the patches, and removes the deleted executions.
func (q *Query) patched(all []Execution) []Execution {
	kept := all[:0]
	for _, e := range all {
		e.Patch = q.Patches(e.ID)
		if e.Patch == nil || !e.Patch.Gone {
			kept = append(kept, e)
		}
	}
	return kept
}
