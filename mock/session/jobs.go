package session

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/ringer-api/ringer/mock/budget"
	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/mock/llamacloud/execution"
	"github.com/ringer-api/ringer/mock/problem"
	"github.com/ringer-api/ringer/mock/scenario"
	"github.com/ringer-api/ringer/mock/world"
)

// Job is a job of a dataset, as its session shows it now.
type Job struct {
	ID string `json:"id"`
	world.DatasetID
	State string `json:"state" doc:"what a client sees now"`
	// Origin is "created" for a job created by POST or the control interface,
	// "generated" for one derived from the seed, "file" for a literal record.
	Origin string `json:"origin" doc:"created (by POST or the control interface), generated (derived from the seed) or file (a literal record)"`
	// Timeline has the states of the whole job, past and to come.
	Timeline []world.Stage `json:"timeline" doc:"all its states in order, past and to come"`
	// Next is its next transition by time, FinalAt when it will be final.
	Next    *execution.Transition `json:"next,omitempty" doc:"its next transition by time"`
	FinalAt *time.Time            `json:"finalAt,omitempty" doc:"when it becomes final by time"`
	// NoNext is why it has no next transition by time.
	NoNext string `json:"noNext,omitempty" doc:"why it has no next transition by time"`
	// Changed are the JSON pointers of the fields that were set by hand.
	Changed []string `json:"changed,omitempty" doc:"the fields that were set by hand"`
	// Record is the job in the response of the list operation, before a rule or a
	// fault of the scenario changes it.
	Record json.RawMessage `json:"record" doc:"the record that the API's list operation returns for it"`
}

// Which chooses jobs: all of every dataset that the session received requests for,
// all of one dataset, or one. The zero Which is the first.
type Which struct {
	PipelineID    string
	EvalDatasetID string
	ID            string
}

// Jobs returns the jobs that the list of a dataset contains now, in its order. Rules of the scenario with other responses are ignored. Ids that are not UUIDs
// are a *problem.Problem.
func (s *Session) Jobs(of world.DatasetID) ([]Job, error) {
	room := s.room()
	defer room.Done()
	return s.JobsIn(room, of)
}

// JobsIn is Jobs with its memory taken from room, until room is done.
func (s *Session) JobsIn(room *budget.Room, of world.DatasetID) ([]Job, error) {
	v, err := s.viewNow(room, of)
	if err != nil {
		return nil, err
	}
	executions, err := v.Executions()
	if err != nil {
		return nil, err
	}
	const copies = 3  // the record, as it is written out, and its description
	const stage = 256 // an entry of a timeline, and as it is written out
	if err := room.Take(int64(len(executions))*budget.RecordSize*copies, fmt.Sprintf("%d jobs", len(executions))); err != nil {
		return nil, err
	}
	all := make([]Job, len(executions))
	for i, e := range executions {
		if all[i], err = describe(v, e); err != nil {
			return nil, err
		}
		more := max(0, len(all[i].Record)-budget.RecordSize)*copies + len(all[i].Timeline)*stage
		if err = room.Take(int64(more), "the jobs"); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// Job returns one job: of the dataset that which names, or of those that the
// session received requests for. An unknown one is a *problem.Problem.
func (s *Session) Job(which Which) (Job, error) {
	room := s.room()
	defer room.Done()
	return s.JobIn(room, which)
}

// JobIn is Job with its memory taken from room.
func (s *Session) JobIn(room *budget.Room, which Which) (Job, error) {
	v, e, err := s.find(room, which)
	if err != nil {
		return Job{}, err
	}
	return describe(v, e)
}

// describe returns all that is known about one job.
func describe(v *scenario.View, e world.Execution) (Job, error) {
	record, err := v.Render(&e)
	if err != nil {
		return Job{}, err
	}
	seen := v.Query.Snapshot(e, edit.Text(record, "/status"))
	d := Job{ID: e.ID, DatasetID: v.Dataset, Record: record, State: seen.Status, Origin: e.Origin(),
		Timeline: v.Query.Timeline(&e, seen.Status), NoNext: seen.Still}
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

// find looks for one job in the dataset that is named, or in all that the session
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
	p := problem.UnknownName("job", "job", w.ID, known)
	if len(datasets) == 0 || p.Hint == "" {
		p.Hint = "name its dataset with pipelineId and evalDatasetId: the session only has those it received requests for"
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
