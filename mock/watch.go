package mock

import (
	"slices"
	"sync"
	"time"

	"github.com/ringer-api/ringer/schemas"
)

// maxSeen bounds the datasets of a session whose transitions are told; the
// longest known goes first.
const maxSeen = 64

// sight is what a session remembers of the datasets it was asked about, so
// that it can tell what moved there. Nothing of it is needed to answer.
type sight struct {
	mu   sync.Mutex
	seen []*seen
}

// seen is a dataset that was asked about.
type seen struct {
	pipeline, dataset string
	// upTo is the instant up to which transitions were told.
	upTo time.Time
	// next is when the next transition is due; zero for none. It is unknown,
	// whatever it says, while stale is set.
	next  time.Time
	stale bool
}

// see remembers that the session is asked about a dataset now.
func (s *Session) see(dataset DatasetID, now time.Time) {
	s.sight.mu.Lock()
	defer s.sight.mu.Unlock()
	if s.sight.find(dataset) != nil {
		return
	}
	if len(s.sight.seen) >= maxSeen {
		s.sight.seen = slices.Delete(s.sight.seen, 0, 1)
	}
	s.sight.seen = append(s.sight.seen, &seen{pipeline: dataset.PipelineID, dataset: dataset.EvalDatasetID,
		upTo: now, stale: true})
	s.pokeIf(true)
}

// find gives what is remembered of a dataset; the caller holds the lock.
func (s *sight) find(dataset DatasetID) *seen {
	for _, d := range s.seen {
		if d.pipeline == dataset.PipelineID && d.dataset == dataset.EvalDatasetID {
			return d
		}
	}
	return nil
}

// saw notes that a request may have changed what a dataset will do.
func (s *Session) saw(e *Entry) {
	if e.Trace.Operation != schemas.Execute {
		return
	}
	s.sight.mu.Lock()
	defer s.sight.mu.Unlock()
	if d := s.sight.find(DatasetID{e.Params["pipeline_id"], e.Params["eval_dataset_id"]}); d != nil {
		d.stale = true
		s.pokeIf(true)
	}
}

// pokeIf makes the watching goroutine look, where the clock runs.
func (s *Session) pokeIf(stale bool) {
	if stale && s.clock.Speed() != 0 {
		s.mock.events.poke()
	}
}

// lookAgain says that what will happen may have changed: the clock was moved
// or set, another scenario is in force, an execution was changed.
func (s *Session) lookAgain() {
	s.sight.mu.Lock()
	for _, d := range s.sight.seen {
		d.stale = true
	}
	s.sight.mu.Unlock()
	if s.mock.events.watched() {
		s.look()
		s.mock.events.poke()
	}
}

// lookFromNow lets what happened while nobody listened go untold.
func (s *Session) lookFromNow() {
	s.sight.mu.Lock()
	defer s.sight.mu.Unlock()
	now := s.clock.Now()
	for _, d := range s.sight.seen {
		d.upTo, d.stale = now, true
	}
}

// look tells the transitions that became visible since the last look, and
// when the next is due by the session's clock; zero for never.
func (s *Session) look() (next time.Time) {
	s.sight.mu.Lock()
	defer s.sight.mu.Unlock()
	now := s.clock.Now()
	var passed []Transition
	for _, d := range s.sight.seen {
		if d.stale || !d.next.IsZero() && !now.Before(d.next) {
			moves, due := s.transitions(d.pipeline, d.dataset, d.upTo, now)
			passed = append(passed, moves...)
			d.next, d.stale = due, false
		}
		d.upTo = now
		next = sooner(next, d.next)
	}
	slices.SortStableFunc(passed, func(a, b Transition) int { return a.At.Compare(b.At) })
	for _, t := range passed {
		s.publish(Event{Kind: EventTransition, Session: s.name, At: t.At, Transition: &t})
	}
	return next
}

func sooner(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

// transitions computes the moves of a dataset's executions after one instant
// and not after another, in order, and when the next one is due; zero for
// never. It goes by the session's scenario, without rules and preferences:
// those are for single requests.
func (s *Session) transitions(pipeline, dataset string, after, until time.Time) (moves []Transition, next time.Time) {
	views, err := s.worldOf(pipeline, dataset, until)
	if err != nil {
		s.mock.config.Logger.Error("looking for transitions", "session", s.name, "dataset", dataset, "error", err)
		return nil, time.Time{}
	}
	for _, v := range views {
		if v.literal != nil || v.amended != nil && v.amended.sets("/status") {
			continue // what a file or a hand has set does not move
		}
		timeline := v.birth.Timeline()
		for at := after; ; {
			t, ok := timeline.Next(at)
			if !ok {
				break
			}
			if t.At.After(until) {
				next = sooner(next, t.At)
				break
			}
			moves = append(moves, Transition{Transition: t, PipelineID: pipeline, EvalDatasetID: dataset})
			at = t.At
		}
	}
	slices.SortStableFunc(moves, func(a, b Transition) int { return a.At.Compare(b.At) })
	return moves, next
}

// worldOf gives a dataset's executions as the session's scenario has them.
func (s *Session) worldOf(pipeline, dataset string, now time.Time) ([]view, error) {
	c, err := s.lookAt(nil, DatasetID{pipeline, dataset}, now)
	if err != nil {
		return nil, err
	}
	return c.views()
}

// Bounds of how long the watching goroutine sleeps.
const (
	shortestNap = time.Millisecond
	longestNap  = time.Minute
)

// watch waits for the transitions of all sessions whose clocks run, while
// somebody listens.
func (m *Mock) watch() {
	timer := time.NewTimer(longestNap)
	defer timer.Stop()
	for m.keepWatching() {
		timer.Reset(m.lookAround())
		select {
		case <-timer.C:
		case <-m.events.wake:
		}
	}
}

// keepWatching tells whether anybody still listens, and otherwise makes room
// for the next watching goroutine.
func (m *Mock) keepWatching() bool {
	e := m.events
	e.mu.Lock()
	defer e.mu.Unlock()
	e.watching = len(e.subscribers) > 0
	return e.watching
}

// lookAround looks at every session whose clock runs and tells how long the
// next transition is off.
func (m *Mock) lookAround() time.Duration {
	nap := longestNap
	for _, s := range m.Sessions() {
		speed := s.clock.Speed()
		if speed == 0 {
			continue
		}
		next := s.look()
		if next.IsZero() {
			continue
		}
		off := float64(next.Sub(s.clock.Now())) / speed
		if off < float64(nap) {
			nap = time.Duration(off)
		}
	}
	return max(nap, shortestNap)
}
