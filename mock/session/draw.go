package session

import (
	"github.com/ringer-api/ringer/mock/world"
)

// maxDraws is how many ids are drawn before one gets longer than its form.
const maxDraws = 1000

// StartDrawn is Start for a job of the query's collection whose id is drawn: no other job there
// has it, or had it before it was deleted.
func (s *Session) StartDrawn(q *world.Query, birth func(nth int) world.Birth) (world.Birth, error) {
	kind, ok := q.Resource.Kind.(world.Scarce)
	if !ok || !kind.ScarceIDs() {
		return s.Start(q.Resource, q.Scope, birth)
	}
	s.drawing.Lock() // two that start together must not draw the same
	defer s.drawing.Unlock()
	taken, err := s.taken(q)
	if err != nil {
		return nil, err
	}
	return s.Start(q.Resource, q.Scope, func(nth int) world.Birth {
		born := birth(nth)
		for n := 1; taken[born.JobID()] && n <= maxDraws; n++ {
			born = birth(nth + n*1_000_003)
		}
		short := born
		for n := 1; taken[born.JobID()]; n++ {
			born = kind.Longer(short, n)
		}
		return born
	})
}

// taken are the ids of a collection's jobs, the deleted ones as well.
func (s *Session) taken(q *world.Query) (map[string]bool, error) {
	all := *q
	all.Count, all.Deleted = nil, func(string) bool { return true }
	jobs, err := all.Jobs()
	if err != nil {
		return nil, err
	}
	taken := make(map[string]bool, len(jobs))
	for i := range jobs {
		taken[jobs[i].ID] = true
	}
	now, err := s.born(q.Scope) // others may have started since the query began
	for _, b := range now {
		taken[b.JobID()] = true
	}
	return taken, err
}
