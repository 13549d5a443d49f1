package mock

import "github.com/ringer-api/ringer/mock/execution"

// A session's world is over when the session is dropped, or starts over under
// its name. A request that is under way then is answered by the world it came
// to, and leaves nothing in the next.
//
// Locks are taken in this order: the mock's, those of a session's sight and life,
// that of the births. What guards a session's fields, a clock, the journals or
// the events comes last: who holds it takes no other.

// give gives birth to an execution and keeps it. Where the world is over it is
// as if the request had come just before that: the execution is born, with a
// number that no other has, and forgotten.
func (s *Session) give(
	pipeline, dataset string, birth func(nth int) execution.Birth,
) (execution.Birth, []execution.Birth, error) {
	s.life.RLock()
	defer s.life.RUnlock()
	s.holds.Store(true)
	if s.over {
		return birth(-int(s.late.Add(1))), nil, nil
	}
	return s.mock.config.Births.Add(s.name, pipeline, dataset, birth)
}

// given lists what a dataset gave birth to, oldest first.
func (s *Session) given(pipeline, dataset string) ([]execution.Birth, error) {
	s.life.RLock()
	defer s.life.RUnlock()
	if s.over {
		return nil, nil
	}
	return s.mock.config.Births.Of(s.name, pipeline, dataset)
}

// publish tells those who listen what happened in the session, while it lasts.
func (s *Session) publish(e Event) {
	s.life.RLock()
	defer s.life.RUnlock()
	if !s.over {
		s.mock.events.publish(e)
	}
}
