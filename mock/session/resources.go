package session

import (
	"fmt"

	"github.com/ringer-api/ringer/mock/execution"
	"github.com/ringer-api/ringer/mock/world"
)

// Start keeps a new execution of a dataset. Where the world is over it is as
// if the request had come just before that: the execution is born, with a
// number that no other has, and forgotten.
func (s *Session) Start(of world.DatasetID, birth func(nth int) execution.Birth) (execution.Birth, error) {
	s.life.RLock()
	defer s.life.RUnlock()
	s.holds.Store(true)
	if s.life.over {
		return birth(-int(s.life.late.Add(1))), nil
	}
	born, dropped, err := s.all.config.State.Add(s.name, of, func(nth int) execution.Birth {
		b := birth(nth)
		s.countFrom(b) // before anybody else can see it
		return b
	})
	if err != nil {
		return born, fmt.Errorf("keeping a new execution of dataset %s: %w", of.EvalDatasetID, err)
	}
	for _, b := range dropped {
		s.all.config.Logger.Warn("execution dropped: there are too many", "execution", b.ID, "created", b.CreatedAt)
	}
	return born, nil
}

// UndoStart makes an execution that was started one that never was: the request
// that started it turned out to be an error.
func (s *Session) UndoStart(id string) error {
	return s.setPatch(id, &world.Patch{Gone: true})
}
