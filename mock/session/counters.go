package session

import (
	"fmt"

	"github.com/ringer-api/ringer/mock/world"
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
// The API's name is empty if the mock has one.
func (s *Session) CountRequest(api, operation string, ids []string) (int, error) {
	return s.Count(append([]string{"call", OfAPI(api, operation)}, ids...)...)
}

// OfAPI returns the name of something of one of several APIs; that of a mock's only one is "".
func OfAPI(api, name string) string {
	if api == "" {
		return name
	}
	return api + "/" + name
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

// lists returns how often a collection was listed.
func (s *Session) lists(r *world.Resource, of world.Scope) (n int) {
	for _, list := range r.Lists {
		n += s.countedRequests(OfAPI(r.API, list.Operation), list.Values(r, of, ""))
	}
	return n
}

// countedRequests returns how often an operation was requested with these path ids.
func (s *Session) countedRequests(operation string, ids []string) int {
	return s.counted(append([]string{"call", operation}, ids...)...)
}

// countFrom stores how often the collection was listed before this birth, so that a job
// that changes state by polls counts only later ones.
func (s *Session) countFrom(r *world.Resource, of world.Scope, b world.Birth) {
	restarted, err := s.all.config.State.SetCounter(s.name, "born "+of.Key(b.JobID()), s.lists(r, of))
	if err != nil {
		s.all.config.Logger.Error("counting polls of a new job", "session", s.name, "error", err)
	}
	s.tellRestart(restarted)
}

// polls returns how often clients have polled a job.
func (s *Session) polls(r *world.Resource, of world.Scope, b world.Birth) int {
	polls := s.lists(r, of) - s.counted("born", of.Key(b.JobID()))
	for _, get := range r.Gets {
		polls += s.countedRequests(OfAPI(r.API, get.Operation), get.Values(r, of, b.JobID()))
	}
	return polls
}
