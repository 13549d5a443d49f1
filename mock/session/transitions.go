package session

import (
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/ringer-api/ringer/mock/event"
	"github.com/ringer-api/ringer/mock/world"
)

// maxSeen limits the collections of a session whose transitions are published; beyond it
// the oldest is removed.
const maxSeen = 64

// watchedScopes is what a session stores about the collections that it received requests
// for, to publish their transitions. Responses do not depend on it.
type watchedScopes struct {
	mu   sync.Mutex
	seen []*seen
}

// seen is a collection that the session received a request for.
type seen struct {
	scope world.Scope
	// upTo is the time up to which transitions were published.
	upTo time.Time
	// next is when the next transition is due; zero for none. It is meaningless while
	// stale is set.
	next  time.Time
	stale bool
}

// WatchScope adds a collection that the session received a request for.
func (s *Session) WatchScope(of world.Scope, now time.Time) {
	s.sight.mu.Lock()
	defer s.sight.mu.Unlock()
	if s.sight.find(of) != nil {
		return
	}
	if len(s.sight.seen) >= maxSeen {
		s.sight.seen = slices.Delete(s.sight.seen, 0, 1)
	}
	s.sight.seen = append(s.sight.seen, &seen{scope: of, upTo: now, stale: true})
	s.wakeIf(true)
}

// Forget drops the collections of an API with these path parameters: what they were in was deleted.
func (s *Session) Forget(api string, within world.Params) {
	s.sight.mu.Lock()
	defer s.sight.mu.Unlock()
	s.sight.seen = slices.DeleteFunc(s.sight.seen, func(d *seen) bool {
		return within.Includes(d.scope.Params) && (api == "" || strings.HasPrefix(d.scope.Resource, api+"/"))
	})
}

// find returns what is stored about a collection; the caller holds the lock.
func (s *watchedScopes) find(of world.Scope) *seen {
	for _, d := range s.seen {
		if d.scope == of {
			return d
		}
	}
	return nil
}

// scopeChanged marks the collection that a request has changed as stale; a zero one is none.
func (s *Session) scopeChanged(of world.Scope) {
	if of == (world.Scope{}) {
		return
	}
	s.sight.mu.Lock()
	defer s.sight.mu.Unlock()
	if d := s.sight.find(of); d != nil {
		d.stale = true
		s.wakeIf(true)
	}
}

// wakeIf wakes the watching goroutine if the clock runs.
func (s *Session) wakeIf(stale bool) {
	if stale && s.clock.Speed() != 0 {
		s.all.config.Events.WakeIf()
	}
}

// refreshSeen marks all collections as stale: the clock was moved or set, the scenario was
// switched, or a job was changed.
func (s *Session) refreshSeen() {
	s.sight.mu.Lock()
	for _, d := range s.sight.seen {
		d.stale = true
	}
	s.sight.mu.Unlock()
	if s.all.config.Events.Watched() {
		s.readTransitions()
		s.all.config.Events.WakeIf()
	}
}

// readFromNow skips the transitions that happened while there was no subscriber.
func (s *Session) readFromNow() {
	s.sight.mu.Lock()
	defer s.sight.mu.Unlock()
	now := s.clock.Now()
	for _, d := range s.sight.seen {
		d.upTo, d.stale = now, true
	}
}

// readTransitions publishes the transitions since the last call, and returns when the
// next is due by the session's clock; zero for never.
func (s *Session) readTransitions() (next time.Time) {
	s.sight.mu.Lock()
	defer s.sight.mu.Unlock()
	now := s.clock.Now()
	var passed []world.Transition
	for _, d := range s.sight.seen {
		if d.stale || !d.next.IsZero() && !now.Before(d.next) {
			moves, due := s.moves(d.scope, d.upTo, now)
			passed = append(passed, moves...)
			d.next, d.stale = due, false
		}
		d.upTo = now
		next = sooner(next, d.next)
	}
	slices.SortStableFunc(passed, func(a, b world.Transition) int { return a.At.Compare(b.At) })
	for _, t := range passed {
		s.publish(event.Event{Kind: event.KindTransition, Session: s.name, At: t.At, Transition: &t})
	}
	return next
}

func sooner(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

// moves computes the transitions in a collection later than after, up to until, in order,
// and when the next one is due; zero for never.
func (s *Session) moves(of world.Scope, after, until time.Time) (moves []world.Transition, next time.Time) {
	v, err := s.view(nil, of, after)
	if err == nil {
		var all []world.Snapshot
		if all, err = v.Snapshots(); err == nil {
			return world.Moves(all, after, until)
		}
	}
	s.all.config.Logger.Error("looking for transitions", "session", s.name, "collection", of.String(), "error", err)
	return nil, time.Time{}
}

// Scopes lists the collections that the session received requests for, in the order of
// the first request; when there are too many, the oldest are missing.
func (s *Session) Scopes() []world.Scope {
	s.sight.mu.Lock()
	defer s.sight.mu.Unlock()
	all := make([]world.Scope, len(s.sight.seen))
	for i, d := range s.sight.seen {
		all[i] = d.scope
	}
	return all
}
