package session

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/ringer-api/ringer/mock/budget"
	"github.com/ringer-api/ringer/mock/problem"
	"github.com/ringer-api/ringer/mock/scenario"
	"github.com/ringer-api/ringer/mock/world"
)

// Job is a job of a collection, as its session shows it now.
type Job struct {
	ID       string       `json:"id"`
	Resource string       `json:"resource" doc:"what it is, as the job model names it"`
	Scope    world.Params `json:"scope" doc:"the path parameters that name its collection"`
	State    string       `json:"state" doc:"what a client sees now"`
	// Origin is "created" for a job created by a request or the control interface,
	// "generated" for one derived from the seed, "file" for a literal record.
	Origin string `json:"origin" doc:"created (by a request or the control interface), generated (derived from the seed) or file (a literal record)"`
	// Timeline has the states of the whole job, past and to come.
	Timeline []world.Stage `json:"timeline" doc:"all its states in order, past and to come"`
	// Next is its next transition by time, FinalAt when it will be final.
	Next    *world.Transition `json:"next,omitempty" doc:"its next transition by time"`
	FinalAt *time.Time        `json:"finalAt,omitempty" doc:"when it becomes final by time"`
	// NoNext is why it has no next transition by time.
	NoNext string `json:"noNext,omitempty" doc:"why it has no next transition by time"`
	// Changed are the JSON pointers of the fields that were set by hand.
	Changed []string `json:"changed,omitempty" doc:"the fields that were set by hand"`
	// Record is the job in the response of the list operation, before a rule or a
	// fault of the scenario changes it.
	Record json.RawMessage `json:"record" doc:"the record that the API's list operation returns for it"`
}

// Which chooses jobs: all of every collection that the session received requests for, all
// of one collection, or one. The zero Which is the first.
type Which struct {
	// Resource is one of the job model's; empty for any, or for the only one.
	Resource string
	// Scope names a collection; zero for any.
	Scope world.Params
	ID    string
	// At is the instant at which jobs are shown; zero is now. Changes by hand and polls are those
	// of now.
	At time.Time
}

// Jobs returns the jobs that a collection contains now, in the order of its list. Rules of
// the scenario with other responses are ignored. A scope that is not one of the API's is a
// *problem.Problem.
func (s *Session) Jobs(of world.Scope) ([]Job, error) {
	room := s.room()
	defer room.Done()
	return s.JobsIn(room, of)
}

// JobsIn is Jobs with its memory taken from room, until room is done.
func (s *Session) JobsIn(room *budget.Room, of world.Scope) ([]Job, error) {
	v, err := s.viewNow(room, of)
	if err != nil {
		return nil, err
	}
	jobs, err := v.Jobs()
	if err != nil {
		return nil, err
	}
	const copies = 3  // the record, as it is written out, and its description
	const stage = 256 // an entry of a timeline, and as it is written out
	if err := room.Take(int64(len(jobs))*budget.RecordSize*copies, fmt.Sprintf("%d jobs", len(jobs))); err != nil {
		return nil, err
	}
	all := make([]Job, len(jobs))
	for i, e := range jobs {
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

// Job returns one job: of the collection that which names, or of those that the
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
func describe(v *scenario.View, e world.Job) (Job, error) {
	record, state, err := v.RenderState(&e)
	if err != nil {
		return Job{}, err
	}
	seen := v.Query.Snapshot(e, state)
	d := Job{ID: e.ID, Resource: e.Scope.Resource, Scope: e.Scope.Params, Record: record, State: seen.Status, Origin: e.Origin(),
		Timeline: v.Query.Timeline(&e, seen.Status), NoNext: seen.Still}
	if e.Patch != nil {
		d.Changed = e.Patch.Pointers()
	}
	if next, ok := seen.Next(v.Now); ok {
		d.Next = &next
	}
	if at, ok := seen.FinalAt(); ok {
		d.FinalAt = &at
	}
	return d, nil
}

// find looks for one job in the collection that is named, or in all that the session
// received requests for.
func (s *Session) find(room *budget.Room, w Which) (*scenario.View, world.Job, error) {
	scopes, err := s.Covered(w)
	if err != nil {
		return nil, world.Job{}, err
	}
	var known []string
	held := room.Held()
	for _, scope := range scopes {
		v, err := s.view(room, scope, cmp.Or(w.At, s.clock.Now()))
		if err != nil {
			return nil, world.Job{}, err
		}
		jobs, err := v.Jobs()
		if err != nil {
			return nil, world.Job{}, err
		}
		id := w.ID
		if canonical, wrong, _ := v.Resource.Kind.Canonical(id); wrong == "" {
			id = canonical
		}
		for _, j := range jobs {
			if j.ID == id {
				return v, j, nil
			}
			known = append(known, j.ID)
		}
		room.Keep(held + int64(len(known))*budget.IDSize)
	}
	p := problem.UnknownName("job", "job", w.ID, known)
	if len(scopes) == 0 || p.Hint == "" {
		p.Hint = s.hintScope(w)
	}
	return nil, world.Job{}, p
}

// Contains reports whether a collection has a job. One that can neither be listed nor created
// has any.
func (s *Session) Contains(room *budget.Room, of world.Scope, id string) (bool, error) {
	v, err := s.viewNow(room, of)
	if err != nil {
		return false, err
	}
	if _, any := v.Resource.Kind.(world.Anyone); any && len(v.Resource.List)+len(v.Resource.Create) == 0 {
		p := v.Patches(of, id)
		return p == nil || !p.Gone, nil
	}
	held := room.Held()
	jobs, err := v.Jobs()
	room.Keep(held)
	return slices.ContainsFunc(jobs, func(j world.Job) bool { return j.ID == id }), err
}

// hintScope tells how to name a collection that the session received no request for.
func (s *Session) hintScope(w Which) string {
	hint := "the session only has the collections it received requests for"
	r, err := s.all.config.Resources.Resource("resource", w.Resource)
	if err != nil || len(r.Within) == 0 {
		return hint
	}
	return "name its collection with " + strings.Join(r.Within, " and ") + ": " + hint
}

// Covered returns the collections that a Which chooses from.
func (s *Session) Covered(w Which) ([]world.Scope, error) {
	r, err := s.all.config.Resources.Resource("resource", w.Resource)
	if err != nil && w.Resource != "" {
		return nil, err
	}
	if w.Scope == (world.Params{}) {
		if _, err := s.all.config.Resources.Resource("resource", w.Resource); err != nil && w.Resource != "" {
			return nil, err
		}
		return slices.DeleteFunc(s.Scopes(), func(have world.Scope) bool { return w.Resource != "" && have.Resource != r.Name }), nil
	}
	if err != nil {
		return nil, err
	}
	one, err := r.Scope("scope/", w.Scope)
	return []world.Scope{one}, err
}
