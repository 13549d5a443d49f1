package session

import (
	"fmt"
	"slices"

	"github.com/ringer-api/ringer/mock/world"
)

// Start stores a new job of a collection. If the session has ended meanwhile, the result is
// as if the request had come just before that: the job gets a number that no other has, but
// is not stored.
func (s *Session) Start(r *world.Resource, of world.Scope, birth func(nth int) world.Birth) (world.Birth, error) {
	s.life.RLock()
	defer s.life.RUnlock()
	s.holds.Store(true)
	if s.life.over {
		return birth(-int(s.life.late.Add(1))), nil
	}
	born, dropped, err := s.all.config.State.Add(s.name, of, func(nth int) world.Birth {
		b := birth(nth)
		s.countFrom(r, of, b) // before other requests can see it
		return b
	})
	if err != nil {
		return born, fmt.Errorf("keeping a new job of %s: %w", of, err)
	}
	for _, b := range dropped {
		s.all.config.Logger.Warn("job dropped: there are too many", "job", b.JobID(), "created", b.Created())
	}
	return born, nil
}

// UndoStart removes a job that was started, because the response to its request turned out
// to be an error.
func (s *Session) UndoStart(of world.Scope, id string) error {
	return s.setPatch(of, id, &world.Patch{Gone: true})
}

// Replace stores another birth of a job, which an operation has changed.
func (s *Session) Replace(j *world.Job, b world.Birth) error {
	return s.patch(j.Scope, j.ID, j.Patch.WithBirth(b))
}

// Remove deletes a job, as an operation does, and all that was created below it.
func (s *Session) Remove(j *world.Job) error {
	if err := s.patch(j.Scope, j.ID, &world.Patch{Gone: true}); err != nil {
		return err
	}
	return s.removeBelow(j)
}

// removeBelow deletes what was created in the collections of a job: the runs of a thread.
func (s *Session) removeBelow(j *world.Job) error {
	of, err := s.all.config.Resources.Resource("resource", j.Scope.Resource)
	if err != nil {
		return fmt.Errorf("finding what is below %s: %w", j.ID, err)
	}
	if of.ID == nil || of.ID.Parameter == "" {
		return nil // nothing can be below it
	}
	within := j.Scope.Params.With(of.ID.Parameter, j.ID)
	for _, r := range s.all.config.Resources.All() {
		if r.API != of.API || !below(r, within) {
			continue
		}
		scopes, err := s.scopes(r.Name)
		if err != nil {
			return fmt.Errorf("reading the collections of session %s: %w", s.name, err)
		}
		for _, scope := range scopes {
			if !within.Includes(scope.Params) {
				continue
			}
			births, err := s.born(scope)
			if err != nil {
				return fmt.Errorf("reading the births of %s: %w", scope, err)
			}
			for _, b := range births {
				if err := s.setPatch(scope, b.JobID(), &world.Patch{Gone: true}); err != nil {
					return err
				}
			}
		}
	}
	s.Forget(of.API, within)
	return nil
}

// below reports whether collections of a resource have all of the path parameters.
func below(r *world.Resource, within world.Params) bool {
	all := true
	for name := range within.All {
		all = all && slices.Contains(r.Within, name)
	}
	return all
}

// Holds reports whether a job was created in a collection of an API whose path parameters
// include these.
func (s *Session) Holds(api string, within world.Params) (bool, error) {
	for _, r := range s.all.config.Resources.All() {
		if r.API != api || !below(r, within) {
			continue
		}
		scopes, err := s.scopes(r.Name)
		if err != nil {
			return false, fmt.Errorf("reading the collections of session %s: %w", s.name, err)
		}
		if slices.ContainsFunc(scopes, func(of world.Scope) bool { return within.Includes(of.Params) }) {
			return true, nil
		}
	}
	return false, nil
}

// IsDeleted reports whether a job was deleted in the session.
func (s *Session) IsDeleted(of world.Scope, id string) (bool, error) {
	patches, err := s.patches()
	if err != nil {
		return false, fmt.Errorf("reading what is changed in session %s: %w", s.name, err)
	}
	p := patches[of.Key(id)]
	return p != nil && p.Gone, nil
}
