package mock

import "fmt"

// keep puts a session among the others and makes room for it.
func (m *Mock) keep(s *Session) {
	m.sessions[s.name] = s
	for m.named() > m.config.MaxSessions {
		m.evict(m.oldest(s), fmt.Sprintf("there are more than %d sessions", m.config.MaxSessions))
	}
}

// dropIdle drops the sessions that were not used for too long, oldest first, so
// that whoever asks for one finds it new however little else goes on. The lock
// is held.
func (m *Mock) dropIdle() {
	now := m.config.Real()
	if now.Before(m.idleFrom) {
		return
	}
	m.idleFrom = now.Add(m.config.SessionIdle)
	for s := m.oldest(nil); s != nil; s = m.oldest(nil) {
		if until := s.used.Add(m.config.SessionIdle); !until.Before(now) {
			m.idleFrom = until
			return
		}
		m.evict(s, "it was not used for "+m.config.SessionIdle.String())
	}
}

// named counts the sessions but the shared one, which is never dropped to make room.
func (m *Mock) named() int {
	if m.sessions[SharedSession] == nil {
		return len(m.sessions)
	}
	return len(m.sessions) - 1
}

// oldest is the named session, other than one, that was not used for longest;
// nil when there is none.
func (m *Mock) oldest(but *Session) *Session {
	var oldest *Session
	for _, s := range m.sessions {
		if s != but && s.name != SharedSession && (oldest == nil || s.used.Before(oldest.used) ||
			s.used.Equal(oldest.used) && s.name < oldest.name) {
			oldest = s
		}
	}
	return oldest
}

func (m *Mock) evict(s *Session, why string) {
	m.config.Logger.Warn("session dropped", "session", s.name, "why", why)
	if len(m.evicted) >= 10*m.config.MaxSessions {
		m.evicted = map[string]string{}
	}
	m.evicted[s.name] = why
	if err := m.drop(s.name); err != nil {
		m.config.Logger.Error("dropping a session", "session", s.name, "error", err)
	}
	m.events.publish(s.change("session", "dropped: "+why))
}

// drop ends the session of that name, and forgets all births under it: there
// may be some in a store that outlives the mock.
func (m *Mock) drop(name string) error {
	if s := m.sessions[name]; s != nil {
		s.life.Lock() // what is born there is born before, or kept nowhere
		defer s.life.Unlock()
		s.over = true
		s.journal.close()
		delete(m.sessions, name)
	}
	if err := m.config.Births.Clear(name); err != nil {
		return fmt.Errorf("forgetting the births of session %s: %w", name, err)
	}
	return nil
}
