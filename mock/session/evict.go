package session

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"

	"github.com/ringer-api/ringer/mock/problem"
)

// fullness is which warnings were logged since there was room last: a thousand requests
// need not log the same warning a thousand times.
type fullness struct{ dropping, refusing bool }

// dropIdle drops the sessions that were not used for too long, oldest first, so that a
// later request finds its session new regardless of other requests. The caller holds the
// lock.
func (all *Sessions) dropIdle() {
	any := func(*Session) bool { return true }
	now := all.config.Real()
	if now.Before(all.idleFrom) {
		return
	}
	all.idleFrom = now.Add(all.config.Idle)
	for s := all.oldest(any); s != nil; s = all.oldest(any) {
		if until := s.used.Add(all.config.Idle); !until.Before(now) {
			all.idleFrom = until
			return
		}
		all.evict(s, "it was not used for "+all.config.Idle.String(), slog.LevelWarn)
		all.full = fullness{}
	}
}

// oldest returns the named session that was not used for longest, of those that are kept
// and selected by which; nil when there is none.
func (all *Sessions) oldest(which func(*Session) bool) *Session {
	var oldest *Session
	for _, s := range all.byName {
		if s.kept && s.name != Shared && which(s) && (oldest == nil || s.used.Before(oldest.used) ||
			s.used.Equal(oldest.used) && s.name < oldest.name) {
			oldest = s
		}
	}
	return oldest
}

func (all *Sessions) evict(s *Session, why string, level slog.Level) {
	all.config.Logger.Log(context.Background(), level, "session dropped", "session", s.name, "why", why)
	if len(all.evicted) >= 10*all.config.Max {
		all.evicted = map[string]string{}
	}
	all.evicted[s.name] = why
	if err := all.drop(s.name); err != nil {
		all.config.Logger.Error("dropping a session", "session", s.name, "error", err)
	}
	all.config.Events.Publish(s.change("session", "dropped: "+why))
}

// Evicted returns why the previous session of this name was dropped, until the new one
// is kept; "" when none was dropped.
func (all *Sessions) Evicted(name string) string {
	all.mu.Lock()
	defer all.mu.Unlock()
	return all.evicted[name]
}

// forget removes a session; the caller holds the locks of all and of its life.
func (all *Sessions) forget(s *Session) {
	s.life.over = true
	s.journal.Close()
	delete(all.byName, s.name)
	if s.kept && s.name != Shared {
		all.kept--
	}
	s.kept = false
}

// drop ends the session of that name, and clears all state under the name: a store that
// outlives the mock may contain some.
func (all *Sessions) drop(name string) error {
	if s := all.byName[name]; s != nil {
		s.life.Lock() // a job is stored before this, or not at all
		defer s.life.Unlock()
		all.forget(s)
	}
	all.uploads.drop(name, "")
	if err := all.config.State.Clear(name); err != nil {
		return fmt.Errorf("forgetting the state of session %s: %w", name, err)
	}
	return nil
}

// makeRoom ensures that there is room for one more session. The caller holds the lock.
func (all *Sessions) makeRoom(s *Session) error {
	most := all.config.Max
	if s.name == Shared || all.kept < most {
		return nil
	}
	spare := all.canEvict()
	if spare == nil {
		return all.noRoom(s)
	}
	level := slog.LevelWarn
	if all.full.dropping {
		level = slog.LevelDebug
	}
	all.full.dropping = true
	all.evict(spare, fmt.Sprintf("there are more than %d sessions, and it was only looked at", most), level)
	return nil
}

// canEvict returns the session to evict: of those without anything stored in them, the
// one that was not used for longest. Sessions with a single request go first while they
// are the majority, so that a client that polls keeps its session however many new names
// other clients use.
func (all *Sessions) canEvict() *Session {
	asked := func(again bool) func(*Session) bool {
		return func(s *Session) bool { return !s.holds.Load() && s.requestCount() > 1 == again }
	}
	counts := map[bool]int{}
	for _, s := range all.byName {
		if s.kept && s.name != Shared && !s.holds.Load() {
			counts[s.requestCount() > 1]++
		}
	}
	return all.oldest(asked(counts[true] > counts[false]))
}

func (all *Sessions) noRoom(s *Session) *problem.Problem {
	most := all.config.Max
	if !all.full.refusing {
		all.config.Logger.Warn("there is no room for more sessions: new ones are refused until one is dropped",
			"sessions", most, "first refused", s.name)
	}
	all.full.refusing = true
	return &problem.Problem{Status: http.StatusServiceUnavailable, Type: "urn:ringer:sessions", Title: "there is no room for another session",
		Field: Header, Detail: fmt.Sprintf("there are %d sessions, and each contains something: jobs that were started, changes, "+
			"a clock or a scenario of its own", most),
		Hint: fmt.Sprintf("DELETE %ssessions/NAME drops one, and so do %s without use; or start the mock with a larger limit",
			"/_ringer/", all.config.Idle)}
}

// requestCount returns how many requests to the API the session got so far.
func (s *Session) requestCount() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.requests
}
