package session

import (
	"fmt"

	"github.com/ringer-api/ringer/mock/llamacloud/execution"
	"github.com/ringer-api/ringer/mock/world"
	"github.com/ringer-api/ringer/schemas"
)

// Count counts a call, named by its parts, and returns how often it was counted so far,
// including this one.
func (s *Session) Count(parts ...string) (int, error) {
	s.life.RLock()
	defer s.life.RUnlock()
	if s.life.over {
		return 1, nil // the session's counters are gone
	}
	s.counts.Store(true)
	n, restarted, err := s.all.config.State.Count(s.name, key(parts))
	if err != nil {
		return 0, fmt.Errorf("counting in session %s: %w", s.name, err)
	}
	s.tellRestart(restarted)
	return n, nil
}

// CountRequest counts a request of an operation with these path ids.
func (s *Session) CountRequest(operation string, ids []string) (int, error) {
	return s.Count(append([]string{"call", operation}, ids...)...)
}

// counted returns how often something was counted so far.
func (s *Session) counted(parts ...string) int {
	n, err := s.all.config.State.Counter(s.name, key(parts))
	if err != nil {
		s.all.config.Logger.Error("reading a counter", "session", s.name, "error", err)
	}
	return n
}

func (s *Session) tellRestart(restarted bool) {
	if restarted {
		s.all.config.Logger.Warn("the session has seen too many different calls: counting starts over", "session", s.name)
	}
}

// lists returns how often a dataset was listed.
func (s *Session) lists(of world.DatasetID) int {
	return s.counted("call", schemas.List, of.PipelineID, of.EvalDatasetID)
}

// countFrom stores how often the dataset was listed before this birth, so that a job
// that changes state by polls counts only later ones.
func (s *Session) countFrom(b execution.Birth) {
	before := s.lists(world.DatasetID{PipelineID: b.PipelineID, EvalDatasetID: b.EvalDatasetID})
	restarted, err := s.all.config.State.SetCounter(s.name, "born "+b.ID, before)
	if err != nil {
		s.all.config.Logger.Error("counting polls of a new execution", "session", s.name, "error", err)
	}
	s.tellRestart(restarted)
}

// polls returns how often clients have polled an execution.
func (s *Session) polls(b execution.Birth) int {
	gets := s.counted("call", schemas.Get, b.PipelineID, b.EvalDatasetID, b.ID)
	return s.lists(world.DatasetID{PipelineID: b.PipelineID, EvalDatasetID: b.EvalDatasetID}) - s.counted("born", b.ID) + gets
}
