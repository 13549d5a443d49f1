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

// Execution is an execution of a dataset, as its session sees it now.
type Execution struct {
	ID string `json:"id"`
	world.DatasetID
	Status string `json:"status" doc:"what a client sees now"`
	// Origin is "asked" for what POST or the control interface made,
	// "generated" for what follows from the seed, "file" for literal records.
	Origin string `json:"origin" doc:"asked (a POST made it, or this interface), generated (it follows from the seed) or file (a literal record)"`
	// Next is its next move by time, FinalAt when it will have ended.
	Next    *execution.Transition `json:"next,omitempty" doc:"its next move by time"`
	FinalAt *time.Time            `json:"final_at,omitempty" doc:"when it ends, if time brings it there"`
	// Still says why it does not move by time.
	Still string `json:"still,omitempty" doc:"why it does not move by time"`
	// Changed are the JSON pointers that were set by hand.
	Changed []string `json:"changed,omitempty" doc:"the fields that were set by hand"`
	// Record is what a client gets in the list, unless a rule or a fault of
	// the scenario makes it something else.
	Record json.RawMessage `json:"record"`
}

// Which chooses executions: all of every dataset the session was asked about,
// all of one dataset, or one. The zero Which is the first.
type Which struct {
	PipelineID    string
	EvalDatasetID string
	ID            string
}

// Executions lists what the list of a dataset holds now, in its order. A rule
// of the scenario that answers otherwise does not count. Ids that are no UUIDs
// are a *problem.Problem.
func (s *Session) Executions(of world.DatasetID) ([]Execution, error) {
	room := s.room()
	defer room.Done()
	return s.ExecutionsIn(room, of)
}

// ExecutionsIn is Executions in the room of the one who asks, which keeps it.
func (s *Session) ExecutionsIn(room *budget.Room, of world.DatasetID) ([]Execution, error) {
	v, err := s.viewNow(room, of)
	if err != nil {
		return nil, err
	}
	executions, err := v.Executions()
	if err != nil {
		return nil, err
	}
	const copies = 3 // the record, as it is written out, and what is said about it
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

// Execution gives one execution: of the dataset that which names, or of those
// the session was asked about. An unknown one is a *problem.Problem.
func (s *Session) Execution(which Which) (Execution, error) {
	room := s.room()
	defer room.Done()
	return s.ExecutionIn(room, which)
}

// ExecutionIn is Execution in the room of the one who asks.
func (s *Session) ExecutionIn(room *budget.Room, which Which) (Execution, error) {
	v, e, err := s.find(room, which)
	if err != nil {
		return Execution{}, err
	}
	return describe(v, e)
}

// describe says what there is to say about one execution.
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

// find looks for one execution in the dataset that is named, or in all that the
// session was asked about.
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
		p.Hint = "name its dataset with pipeline_id and eval_dataset_id: the session only has those it got requests for"
	}
	return nil, world.Execution{}, p
}

// Covered are the datasets that a Which chooses from.
func (s *Session) Covered(w Which) ([]world.DatasetID, error) {
	if w.PipelineID == "" && w.EvalDatasetID == "" {
		return s.Datasets(), nil
	}
	one, err := world.DatasetID{PipelineID: w.PipelineID, EvalDatasetID: w.EvalDatasetID}.Canonical()
	return []world.DatasetID{one}, err
}
