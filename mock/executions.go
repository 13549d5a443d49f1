package mock

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/ringer-api/ringer/mock/execution"
	"github.com/ringer-api/ringer/mock/fastapi"
	"github.com/ringer-api/ringer/schemas"
)

// Execution is an execution of a dataset, as its session sees it now.
type Execution struct {
	ID string `json:"id"`
	DatasetID
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

// Executions lists what the list of a dataset holds now, in its order. A rule
// of the scenario that answers otherwise does not count. Ids that are no UUIDs
// are a *Problem.
func (s *Session) Executions(of DatasetID) ([]Execution, error) {
	room := s.mock.room(context.Background())
	defer room.done()
	return s.executions(room, of)
}

// executions lists a dataset, in the room of the one who asks.
func (s *Session) executions(room *room, of DatasetID) ([]Execution, error) {
	c, err := s.glance(room, of)
	if err != nil {
		return nil, err
	}
	views, err := c.views()
	if err != nil {
		return nil, err
	}
	const copies = 3 // the record, as it is written out, and what is said about it
	if err := room.take(int64(len(views))*recordSize*copies, fmt.Sprintf("%d executions", len(views))); err != nil {
		return nil, err
	}
	all := make([]Execution, len(views))
	for i, v := range views {
		if all[i], err = c.describeView(v); err != nil {
			return nil, err
		}
		if more := len(all[i].Record) - recordSize; more > 0 {
			err = room.take(int64(more)*copies, "the executions")
		} else {
			err = room.still()
		}
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

// Execution gives one execution: of the dataset that which names, or of those
// the session was asked about. An unknown one is a *Problem.
func (s *Session) Execution(which Which) (Execution, error) {
	room := s.mock.room(context.Background())
	defer room.done()
	return s.execution(room, which)
}

func (s *Session) execution(room *room, which Which) (Execution, error) {
	c, v, err := s.find(room, which)
	if err != nil {
		return Execution{}, err
	}
	return c.describeView(v)
}

// glance is a call that only the mock makes, to see a dataset as a client would.
func (s *Session) glance(room *room, of DatasetID) (*call, error) {
	of, err := of.canonical()
	if err != nil {
		return nil, err
	}
	c, err := s.lookAt(room, of, s.clock.Now())
	if err != nil {
		return nil, err
	}
	c.nth = max(1, s.counted("call", schemas.List, of.PipelineID, of.EvalDatasetID))
	return c, nil
}

// lookAt puts a listing that nobody asked for into the session's world.
func (s *Session) lookAt(room *room, of DatasetID, now time.Time) (*call, error) {
	c := &call{session: s, now: now, room: room, wish: &wish{}, operation: schemas.List, params: []fastapi.Param{
		{Name: "pipeline_id", Value: of.PipelineID}, {Name: "eval_dataset_id", Value: of.EvalDatasetID}}}
	return c, c.enter()
}

// canonical gives the ids as the service gives them back.
func (d DatasetID) canonical() (DatasetID, error) {
	for _, id := range []struct {
		name string
		at   *string
	}{{"pipeline_id", &d.PipelineID}, {"eval_dataset_id", &d.EvalDatasetID}} {
		canonical, err := canonicalID(id.name, *id.at)
		if err != nil {
			return d, err
		}
		*id.at = canonical
	}
	return d, nil
}

func canonicalID(field, id string) (string, error) {
	canonical, problem := fastapi.UUID(id)
	if problem != "" {
		return "", badInput("id", field, field+" "+quoted(id)+" is no UUID: "+problem,
			"want one such as 3fa85f64-5717-4562-b3fc-2c963f66afa6")
	}
	return canonical, nil
}

func quoted(text string) string { return string(quote(clip200(text))) }

// describeView says what there is to say about one execution.
func (c *call) describeView(v view) (Execution, error) {
	record, err := c.render(v)
	if err != nil {
		return Execution{}, err
	}
	e := Execution{ID: v.id, DatasetID: DatasetID{c.pipeline(), c.dataset()}, Record: record,
		Status: text(record, "/status"), Origin: v.origin()}
	e.Still = c.stands(v, e.Status)
	if v.amended != nil {
		e.Changed = v.amended.pointers()
	}
	if e.Still != "" {
		return e, nil
	}
	if next, ok := v.birth.Timeline().Next(c.now); ok {
		next.At = visible(next.At)
		e.Next = &next
	}
	if at, ok := v.birth.Timeline().FinalAt(); ok {
		at = visible(at)
		e.FinalAt = &at
	}
	return e, nil
}

func (v *view) origin() string {
	switch {
	case v.literal != nil:
		return "file"
	case v.asked:
		return "asked"
	}
	return "generated"
}

// find looks for one execution in the dataset that is named, or in all that the
// session was asked about.
func (s *Session) find(room *room, w Which) (*call, view, error) {
	datasets, err := s.covered(w)
	if err != nil {
		return nil, view{}, err
	}
	var known []string
	held := room.held()
	for _, d := range datasets {
		c, err := s.glance(room, d)
		if err != nil {
			return nil, view{}, err
		}
		views, err := c.views()
		if err != nil {
			return nil, view{}, err
		}
		for _, v := range views {
			if v.id == w.ID {
				return c, v, nil
			}
			known = append(known, v.id)
		}
		room.keep(held + int64(len(known))*idSize)
	}
	p := unknownName("execution", "execution", w.ID, known)
	if len(datasets) == 0 || p.Hint == "" {
		p.Hint = "name its dataset with pipeline_id and eval_dataset_id: the session only knows those it was asked about"
	}
	return nil, view{}, p
}

// covered are the datasets that a Which chooses from.
func (s *Session) covered(w Which) ([]DatasetID, error) {
	if w.PipelineID == "" && w.EvalDatasetID == "" {
		return s.Datasets(), nil
	}
	one, err := DatasetID{w.PipelineID, w.EvalDatasetID}.canonical()
	return []DatasetID{one}, err
}
