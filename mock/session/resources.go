package session

import (
	"fmt"

	"github.com/ringer-api/ringer/mock/llamacloud/execution"
	"github.com/ringer-api/ringer/mock/world"
)

// Start stores a new execution of a dataset. If the session has ended meanwhile, the
// result is as if the request had come just before that: the execution gets a number
// that no other has, but is not stored.
func (s *Session) Start(of world.DatasetID, birth func(nth int) execution.Birth) (execution.Birth, error) {
	s.life.RLock()
	defer s.life.RUnlock()
	s.holds.Store(true)
	if s.life.over {
		return birth(-int(s.life.late.Add(1))), nil
	}
	born, dropped, err := s.all.config.State.Add(s.name, of, func(nth int) execution.Birth {
		b := birth(nth)
		s.countFrom(b) // before other requests can see it
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

// UndoStart removes an execution that was started, because the response to its request
// turned out to be an error.
func (s *Session) UndoStart(id string) error {
	return s.setPatch(id, &world.Patch{Gone: true})
}
