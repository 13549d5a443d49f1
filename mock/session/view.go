package session

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/ringer-api/ringer/mock/budget"
	"github.com/ringer-api/ringer/mock/llamacloud/execution"
	"github.com/ringer-api/ringer/mock/scenario"
	"github.com/ringer-api/ringer/mock/world"
	"github.com/ringer-api/ringer/schemas"
)

// Complete fills into a view what the session stores: the births of its dataset, if
// withBorn is set, the patches, and how often it was polled.
func (s *Session) Complete(v *scenario.View, withBorn bool) error {
	c := &s.all.config
	v.Epoch, v.Times, v.Polls = s.Epoch(), c.Times, s.polls
	v.Schema = c.Description.Operation(schemas.Get).Responses[http.StatusOK].Schema
	patches, err := s.patches()
	if err != nil {
		return fmt.Errorf("reading what is changed in session %s: %w", s.name, err)
	}
	v.Patches = func(id string) *world.Patch { return patches[id] }
	if !withBorn {
		return nil
	}
	if v.Born, err = s.born(v.Dataset); err != nil {
		return fmt.Errorf("reading the births of dataset %s: %w", v.Dataset.EvalDatasetID, err)
	}
	return nil
}

// born lists the births of a dataset, oldest first.
func (s *Session) born(of world.DatasetID) ([]execution.Birth, error) {
	s.life.RLock()
	defer s.life.RUnlock()
	if s.life.over {
		return nil, nil
	}
	return s.all.config.State.Births(s.name, of)
}

func (s *Session) patches() (map[string]*world.Patch, error) {
	s.life.RLock()
	defer s.life.RUnlock()
	if s.life.over {
		return nil, nil
	}
	return s.all.config.State.Patches(s.name)
}

// view returns a dataset as a client that lists it would see it at an instant, by the
// session's scenario. Its rules are ignored, and so are preferences: those belong to
// single requests.
func (s *Session) view(room *budget.Room, of world.DatasetID, now time.Time) (*scenario.View, error) {
	inForce, err := s.ScenarioInForce()
	if err != nil {
		return nil, err
	}
	v := &scenario.View{Scenario: inForce}
	v.Dataset, v.Now, v.Seed = of, now, s.Seed()
	v.Data, v.Generate, v.Room = inForce.Scenario, inForce.Generate, room
	v.Request = scenario.Request{Operation: schemas.List, Nth: max(1, s.lists(of)), Now: now, Seed: v.Seed,
		Times: s.all.config.Times, Room: room, Params: map[string]string{
			"pipeline_id": of.PipelineID, "eval_dataset_id": of.EvalDatasetID}}
	return v, s.Complete(v, true)
}

// viewNow returns the view of a dataset now; its ids may be in any accepted form.
func (s *Session) viewNow(room *budget.Room, of world.DatasetID) (*scenario.View, error) {
	of, err := of.Canonical()
	if err != nil {
		return nil, err
	}
	return s.view(room, of, s.clock.Now())
}

// room is for work that is not part of a request.
func (s *Session) room() *budget.Room { return s.all.config.Budget.Room(context.Background()) }
