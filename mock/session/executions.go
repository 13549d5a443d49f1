package session

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/ringer-api/ringer/mock/budget"
	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/mock/execution"
	"github.com/ringer-api/ringer/mock/problem"
	"github.com/ringer-api/ringer/mock/scenario"
	"github.com/ringer-api/ringer/mock/world"
)

// Execution is an execution of a dataset, as its session shows it now.
type Execution struct {
	ID string `json:"id"`
	world.DatasetID
	Status string `json:"status" doc:"what a client sees now"`
	// Origin is "asked" for an execution made by POST or the control API,
	// "generated" for one derived from the seed, "file" for a literal record.
	Origin string `json:"origin" doc:"asked (made by POST or the control API), generated (derived from the seed) or file (a literal record)"`
	// Next is its next transition by time, FinalAt when it will be final.
	Next    *execution.Transition `json:"next,omitempty" doc:"its next transition by time"`
	FinalAt *time.Time            `json:"final_at,omitempty" doc:"when it becomes final by time"`
	// Still is why it does not change state by time.
	Still string `json:"still,omitempty" doc:"why it does not change state by time"`
	// Changed are the JSON pointers of the fields that were set by hand.
	Changed []string `json:"changed,omitempty" doc:"the fields that were set by hand"`
	// Record is the execution in the response of the list operation, before a rule or
	// a fault of the scenario changes it.
	Record json.RawMessage `json:"record"`
}

// Which chooses executions: all of every dataset that the session received requests for,
// all of one dataset, or one. The zero Which is the first.
type Which struct {
	PipelineID    string
	EvalDatasetID string
	ID            string
}

// Executions returns the executions that the list of a dataset contains now, in its
// order. Rules of the scenario with other responses are ignored. Ids that are not UUIDs
// are a *problem.Problem.
func (s *Session) Executions(of world.DatasetID) ([]Execution, error) {
	room := s.room()
	defer room.Done()
	return s.ExecutionsIn(room, of)
}

// ExecutionsIn is Executions with its memory taken from room, until room is done.
func (s *Session) ExecutionsIn(room *budget.Room, of world.DatasetID) ([]Execution, error) {
	v, err := s.viewNow(room, of)
	if err != nil {
		return nil, err
	}
	executions, err := v.Executions()
	if err != nil {
		return nil, err
	}
	const copies = 3 // the record, as it is written out, and its description
	if err := room.Take(int64(len(executions))*budget.RecordSize*copies, fmt.Sprintf("%d executions", len(executions))); err != nil {
		return nil, err
	}
	all := make([]Execution, len(executions))
	for i, e := range executions {
		if all[i], err = describe(v, e); err != nil {
			return nil, err
		}
		more := max(0, len(all[i].Record)-budget.RecordSize)
		if err = room.Take(int64(more)*copies, "the executions"); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// Execution returns one execution: of the dataset that which names, or of those that the
// session received requests for. An unknown one is a *problem.Problem.
func (s *Session) Execution(which Which) (Execution, error) {
	room := s.room()
	defer room.Done()
	return s.ExecutionIn(room, which)
}

// ExecutionIn is Execution with its memory taken from room.
func (s *Session) ExecutionIn(room *budget.Room, which Which) (Execution, error) {
	v, e, err := s.find(room, which)
	if err != nil {
		return Execution{}, err
	}
	return describe(v, e)
}

// describe returns all that is known about one execution.
func describe(v *scenario.View, e world.Execution) (Execution, error) {
	record, err := v.Render(&e)
	if err != nil {
		return Execution{}, err
	}
	seen := v.Query.Snapshot(e, edit.Text(record, "/status"))
	d := Execution{ID: e.ID, DatasetID: v.Dataset, Record: record, Status: seen.Status, Origin: e.Origin(), Still: seen.Still}
	if e.Patch != nil {
		d.Changed = e.Patch.Pointers()
	}
	if next, ok := seen.Next(v.Now); ok {
		d.Next = &next.Transition
	}
	if at, ok := seen.FinalAt(); ok {
		d.FinalAt = &at
	}
	return d, nil
}

// find looks for one execution in the dataset that is named, or in all that the session
// received requests for.
func (s *Session) find(room *budget.Room, w Which) (*scenario.View, world.Execution, error) {
	datasets, err := s.Covered(w)
	if err != nil {
		return nil, world.Execution{}, err
	}
	var known []string
	held := room.Held()
	for _, d := range datasets {
		v, err := s.viewNow(room, d)
		if err != nil {
			return nil, world.Execution{}, err
		}
		executions, err := v.Executions()
		if err != nil {
			return nil, world.Execution{}, err
		}
		for _, e := range executions {
			if e.ID == w.ID {
				return v, e, nil
			}
			known = append(known, e.ID)
		}
		room.Keep(held + int64(len(known))*budget.IDSize)
	}
	p := problem.UnknownName("execution", "execution", w.ID, known)
	if len(datasets) == 0 || p.Hint == "" {
		p.Hint = "name its dataset with pipeline_id and eval_dataset_id: the session only has those it received requests for"
	}
	return nil, world.Execution{}, p
}

// Covered returns the datasets that a Which chooses from.
func (s *Session) Covered(w Which) ([]world.DatasetID, error) {
	if w.PipelineID == "" && w.EvalDatasetID == "" {
		return s.Datasets(), nil
	}
	one, err := world.DatasetID{PipelineID: w.PipelineID, EvalDatasetID: w.EvalDatasetID}.Canonical()
	return []world.DatasetID{one}, err
}
