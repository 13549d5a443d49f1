package session

import (
	"encoding/json"
	"slices"

	"github.com/ringer-api/ringer/mock/budget"
	"github.com/ringer-api/ringer/mock/problem"
	"github.com/ringer-api/ringer/mock/scenario"
	"github.com/ringer-api/ringer/mock/world"
)

// NewJob is a job to be created as if a client had started it. The zero value, apart from
// the scope, is one that was started just now.
type NewJob struct {
	// Resource is one of the job model's; empty is its first job.
	Resource string `json:"resource,omitempty" doc:"what to create, as the job model names it; without it, the first job of the model"`
	// Scope names the collection.
	Scope world.Params `json:"scope,omitzero" doc:"the path parameters that name the collection"`
	// ID is its id; empty derives one from the seed.
	ID string `json:"id,omitempty" doc:"its id; without it, one derived from the seed"`
	// State is its current state; empty is the first. A job in a final state ended just
	// now, after the durations that the scenario gives it.
	State string `json:"state,omitempty" doc:"its current state, the first one of its lifecycle by default; one in a final state ended just now"`
	// Running reports that a job has begun to run, if its state does not show that.
	Running bool `json:"running,omitempty" doc:"whether a job whose state is the same for waiting and running has begun to run"`
	// Ends is the state in which it ends; empty lets the scenario decide, and one that is
	// not final is kept forever.
	Ends string `json:"ends,omitempty" doc:"the state in which it ends; in one that is not final it is stuck forever; without it the scenario decides"`
	// Input is the body of the create request; nil is a default.
	Input json.RawMessage `json:"input,omitempty" doc:"the body of the request that creates it"`
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
	r, err := s.all.config.Resources.Resource("resource", n.Resource)
	if err != nil {
		return Job{}, err
	}
	scope, err := r.Scope("scope/", n.Scope)
	if err != nil {
		return Job{}, err
	}
	v, err := s.viewNow(room, scope)
	if err != nil {
		return Job{}, err
	}
	if n.ID != "" {
		if n.ID, err = r.CanonicalID("id", n.ID); err != nil {
			return Job{}, err
		}
	}
	birth, err := r.Kind.New(&v.Query, &world.Wish{ID: n.ID, State: n.State, Running: n.Running, Ends: n.Ends, Input: n.Input})
	if err != nil {
		return Job{}, err
	}
	start := func() (world.Birth, error) { return s.StartDrawn(&v.Query, birth) }
	if n.ID != "" {
		if err := free(v, n.ID); err != nil {
			return Job{}, err
		}
		start = func() (world.Birth, error) { return s.Start(r, scope, birth) }
	}
	born, err := start()
	if err != nil {
		return Job{}, err
	}
	s.WatchScope(scope, v.Now)
	s.Changed("job", born.JobID()+" created")
	return describe(v, world.Job{ID: born.JobID(), Scope: scope, Of: 1, Birth: born, FromRequest: true, Patch: v.Patches(scope, born.JobID())})
}

// free returns an error if a job of the collection has the id, or had it before it
// was deleted.
func free(v *scenario.View, id string) error {
	jobs, err := v.Jobs()
	if err != nil {
		return err
	}
	if slices.ContainsFunc(jobs, func(e world.Job) bool { return e.ID == id }) {
		return problem.Conflict("taken", "id", "there is a job "+id+" already", "change it, or choose another id")
	}
	if p := v.Patches(v.Scope, id); p != nil && p.Gone {
		return problem.Conflict("taken", "id", "job "+id+" was deleted in this session", "choose another id, or reset the session")
	}
	return nil
}
