package mock

import "slices"

// KnownSession gives the session of that name and does not make one. An
// unknown name is a *Problem that names the nearest.
func (m *Mock) KnownSession(name string) (*Session, error) {
	if name == "" {
		name = SharedSession
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.dropIdle()
	if s := m.sessions[name]; s != nil && s.kept {
		s.used = m.config.Real()
		return s, nil
	}
	known := make([]string, 0, len(m.sessions))
	for name, s := range m.sessions {
		if s.kept {
			known = append(known, name)
		}
	}
	return nil, unknownName("session", "session", name, slices.Sorted(slices.Values(known)))
}

// hasSession tells whether there is a session of that name.
func (m *Mock) hasSession(name string) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.dropIdle()
	s := m.sessions[name]
	return s != nil && s.kept
}

// ResetSession starts a session over under its name: no births, no journal,
// no changes, the clock and the scenario as at the start. A nil c is the
// start it last had. An unknown name is a *Problem.
func (m *Mock) ResetSession(name string, c *SessionConfig) (*Session, error) {
	s, err := m.KnownSession(name)
	if err != nil {
		return nil, err
	}
	if c == nil {
		c = &s.start
	}
	return m.MakeSession(s.name, *c)
}
