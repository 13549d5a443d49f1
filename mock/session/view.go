package session

import (
	"context"
	"fmt"
	"time"

	"github.com/ringer-api/ringer/mock/budget"
	"github.com/ringer-api/ringer/mock/scenario"
	"github.com/ringer-api/ringer/mock/world"
)

// Complete fills into a view what the session stores: the births of its collection, if
// withBorn is set, the patches, and how often it was polled.
func (s *Session) Complete(v *scenario.View, withBorn bool) error {
	c := &s.all.config
	v.Epoch, v.Times = s.Epoch(), c.APIs[c.api(v.Resource.API)].Times
	v.Polls = func(b world.Birth) int { return s.polls(v.Resource, v.Scope, b) }
	patches, err := s.patches()
	if err != nil {
		return fmt.Errorf("reading what is changed in session %s: %w", s.name, err)
	}
	v.Patches = func(of world.Scope, id string) *world.Patch { return patches[of.Key(id)] }
	s.link(v)
	if !withBorn {
		return nil
	}
	if v.Born, err = s.born(v.Scope); err != nil {
		return fmt.Errorf("reading the births of %s: %w", v.Scope, err)
	}
	return s.addElsewhere(v)
}

// addElsewhere adds the births of all collections that the view's scope includes, if it
// leaves parameters open.
func (s *Session) addElsewhere(v *scenario.View) error {
	open := false
	for _, value := range v.Scope.Params.All {
		open = open || value == ""
	}
	if !open {
		return nil
	}
	scopes, err := s.scopes(v.Resource.Name)
	if err != nil {
		return fmt.Errorf("reading the collections of session %s: %w", s.name, err)
	}
	for _, of := range scopes {
		if of == v.Scope || !v.Scope.Params.Includes(of.Params) {
			continue
		}
		births, err := s.born(of)
		if err != nil {
			return fmt.Errorf("reading the births of %s: %w", of, err)
		}
		v.Elsewhere = append(v.Elsewhere, world.Born{Scope: of, Births: births})
	}
	return nil
}

func (s *Session) scopes(resource string) ([]world.Scope, error) {
	s.life.RLock()
	defer s.life.RUnlock()
	if s.life.over {
		return nil, nil
	}
	return s.all.config.State.Scopes(s.name, resource)
}

// born lists the births of a collection, oldest first.
func (s *Session) born(of world.Scope) ([]world.Birth, error) {
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

// view returns a collection as a client that lists it would see it at an instant, by the
// session's scenario. Its rules are ignored, and so are preferences: those belong to
// single requests.
func (s *Session) view(room *budget.Room, of world.Scope, now time.Time) (*scenario.View, error) {
	r, err := s.all.config.Resources.Resource("resource", of.Resource)
	if err != nil {
		return nil, err
	}
	inForce, err := s.ScenarioInForce(r.API)
	if err != nil {
		return nil, err
	}
	v := &scenario.View{Scenario: inForce}
	v.Scope, v.Resource, v.Now, v.Seed = of, r, now, s.Seed()
	v.Data, v.Generate, v.Room = inForce.Scenario, inForce.Generate.For(r.Resource.Name), room
	v.Request = scenario.Request{Nth: max(1, s.lists(r, of)), Now: now, Seed: v.Seed,
		Times: s.all.config.APIs[s.all.config.api(r.API)].Times, Room: room, Params: of.Params.Map()}
	if len(r.Lists) > 0 {
		v.Request.Operation = r.Lists[0].Operation
	}
	return v, s.Complete(v, true)
}

// viewNow returns the view of a collection now.
func (s *Session) viewNow(room *budget.Room, of world.Scope) (*scenario.View, error) {
	return s.view(room, of, s.clock.Now())
}

// room is for work that is not part of a request.
func (s *Session) room() *budget.Room { return s.all.config.Budget.Room(context.Background()) }
