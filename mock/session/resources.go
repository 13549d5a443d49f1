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

// Remove deletes a job, as an operation does.
func (s *Session) Remove(j *world.Job) error {
	return s.patch(j.Scope, j.ID, &world.Patch{Gone: true})
}

// Holds reports whether a job was created in a collection of an API whose path parameters
// include these.
func (s *Session) Holds(api string, within world.Params) (bool, error) {
	for _, r := range s.all.config.Resources.All() {
		below := r.API == api
		for name := range within.All {
			below = below && slices.Contains(r.Within, name)
		}
		if !below {
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
