package session

import (
	"context"
	"fmt"
	"log/slog"
)

// dropIdle drops the sessions that were not used for too long, oldest first, so
// that whoever asks for one finds it new however little else goes on. The lock
// is held.
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

// oldest is the named session that was not used for longest, of those that are
// kept and that which chooses; nil when there is none.
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

// Evicted tells why the session that had this name before was dropped, until
// the new one is kept; "" when none was.
func (all *Sessions) Evicted(name string) string {
	all.mu.Lock()
	defer all.mu.Unlock()
	return all.evicted[name]
}

// forget takes a session out; the locks of all and of its life are held.
func (all *Sessions) forget(s *Session) {
	s.life.over = true
	s.journal.Close()
	delete(all.byName, s.name)
	if s.kept && s.name != Shared {
		all.kept--
	}
	s.kept = false
}

// drop ends the session of that name, and forgets all state under it: there
// may be some in a store that outlives the mock.
func (all *Sessions) drop(name string) error {
	if s := all.byName[name]; s != nil {
		s.life.Lock() // what is born there is born before, or kept nowhere
		defer s.life.Unlock()
		all.forget(s)
	}
	if err := all.config.State.Clear(name); err != nil {
		return fmt.Errorf("forgetting the state of session %s: %w", name, err)
	}
	return nil
}
