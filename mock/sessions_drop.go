package mock

import (
	"context"
	"fmt"
	"log/slog"
)

// dropIdle drops the sessions that were not used for too long, oldest first, so
// that whoever asks for one finds it new however little else goes on. The lock
// is held.
func (m *Mock) dropIdle() {
	any := func(*Session) bool { return true }
	now := m.config.Real()
	if now.Before(m.idleFrom) {
		return
	}
	m.idleFrom = now.Add(m.config.SessionIdle)
	for s := m.oldest(any); s != nil; s = m.oldest(any) {
		if until := s.used.Add(m.config.SessionIdle); !until.Before(now) {
			m.idleFrom = until
			return
		}
		m.evict(s, "it was not used for "+m.config.SessionIdle.String(), slog.LevelWarn)
		m.full = fullness{}
	}
}

// oldest is the named session that was not used for longest, of those that are
// kept and that which chooses; nil when there is none.
func (m *Mock) oldest(which func(*Session) bool) *Session {
	var oldest *Session
	for _, s := range m.sessions {
		if s.kept && s.name != SharedSession && which(s) && (oldest == nil || s.used.Before(oldest.used) ||
			s.used.Equal(oldest.used) && s.name < oldest.name) {
			oldest = s
		}
	}
	return oldest
}

func (m *Mock) evict(s *Session, why string, level slog.Level) {
	m.config.Logger.Log(context.Background(), level, "session dropped", "session", s.name, "why", why)
	if len(m.evicted) >= 10*m.config.MaxSessions {
		m.evicted = map[string]string{}
	}
	m.evicted[s.name] = why
	if err := m.drop(s.name); err != nil {
		m.config.Logger.Error("dropping a session", "session", s.name, "error", err)
	}
	m.events.publish(s.change("session", "dropped: "+why))
}

// forget takes a session out; the locks of the mock and of its life are held.
func (m *Mock) forget(s *Session) {
	s.over = true
	s.journal.close()
	delete(m.sessions, s.name)
	if s.kept && s.name != SharedSession {
		m.kept--
	}
	s.kept = false
}

// drop ends the session of that name, and forgets all births under it: there
// may be some in a store that outlives the mock.
func (m *Mock) drop(name string) error {
	if s := m.sessions[name]; s != nil {
		s.life.Lock() // what is born there is born before, or kept nowhere
		defer s.life.Unlock()
		m.forget(s)
	}
	if err := m.config.Births.Clear(name); err != nil {
		return fmt.Errorf("forgetting the births of session %s: %w", name, err)
	}
	return nil
}
