package mock

import (
	"fmt"
	"log/slog"
	"net/http"
)

// A request that names a session which nobody knows is answered in one that is
// made for it. Whether it is kept shows only then: a path that is none, a
// caller whom nobody knows or a wish that cannot be read leave nothing to keep.
// What is kept has its place until it was idle for too long, with one exception:
// sessions that were only looked at make room for others.

// fullness is what was said in the log since there was room last. A thousand
// requests are no reason to say it a thousand times.
type fullness struct{ dropping, refusing bool }

// enter gives a request the session of that name; leave follows.
func (m *Mock) enter(name string) (*Session, error) {
	if name == "" {
		name = SharedSession
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.dropIdle()
	s := m.sessions[name]
	if s == nil {
		made, err := m.newSession(name, SessionConfig{})
		if err != nil {
			return nil, err
		}
		s = made
		m.sessions[name] = s
	}
	s.used = m.config.Real()
	s.busy++
	return s, nil
}

// leave ends what enter began. A session that nobody kept goes with its last request.
func (m *Mock) leave(s *Session) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if s.busy--; s.busy > 0 || s.kept || m.sessions[s.name] != s {
		return
	}
	if s.holds.Load() { // it was refused its place
		_ = m.drop(s.name)
		return
	}
	s.life.Lock()
	defer s.life.Unlock()
	m.forget(s)
}

// stay keeps a session, or says that there is no room for it. One that was
// dropped while the request was under way stays dropped.
func (m *Mock) stay(s *Session) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if s.kept || m.sessions[s.name] != s {
		return nil
	}
	if err := m.makeRoom(s); err != nil {
		return err
	}
	m.keep(s)
	return nil
}

// keep gives a session its place; there is room. The lock is held.
func (m *Mock) keep(s *Session) {
	s.kept = true
	if s.name != SharedSession {
		m.kept++
	}
	delete(m.evicted, s.name) // who uses it was told that it is new
}

// makeRoom sees to it that there is room for one more session. The lock is held.
func (m *Mock) makeRoom(s *Session) error {
	most := m.config.MaxSessions
	if s.name == SharedSession || m.kept < most {
		return nil
	}
	spare := m.spare()
	if spare == nil {
		return m.noRoom(s)
	}
	level := slog.LevelWarn
	if m.full.dropping {
		level = slog.LevelDebug
	}
	m.full.dropping = true
	m.evict(spare, fmt.Sprintf("there are more than %d sessions, and it was only looked at", most), level)
	return nil
}

// spare is the session that makes room: of those that nobody left anything in,
// the one that was not used for longest. Those that were asked only once go
// first, while they are the more: a client that polls keeps the world that it
// began with, however many names somebody makes up.
func (m *Mock) spare() *Session {
	asked := func(again bool) func(*Session) bool {
		return func(s *Session) bool { return !s.holds.Load() && s.asked() > 1 == again }
	}
	counts := map[bool]int{}
	for _, s := range m.sessions {
		if s.kept && s.name != SharedSession && !s.holds.Load() {
			counts[s.asked() > 1]++
		}
	}
	return m.oldest(asked(counts[true] > counts[false]))
}

func (m *Mock) noRoom(s *Session) *Problem {
	most := m.config.MaxSessions
	if !m.full.refusing {
		m.config.Logger.Warn("there is no room for more sessions: new ones are refused until one is dropped",
			"sessions", most, "first refused", s.name)
	}
	m.full.refusing = true
	return &Problem{Status: http.StatusServiceUnavailable, Type: "urn:ringer:sessions", Title: "there is no room for another session",
		Field: SessionHeader, Detail: fmt.Sprintf("there are %d sessions, and each holds something: jobs that were started, changes, "+
			"a clock or a scenario of its own", most),
		Hint: fmt.Sprintf("DELETE %ssessions/NAME drops one, and so do %s without use; or start the mock with a larger bound",
			OwnPrefix, m.config.SessionIdle)}
}

// asked counts the requests to the API so far.
func (s *Session) asked() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.requests
}

// stay keeps the call's session, unless the caller was nobody: whoever is not
// let in, or asks for no path of the API, leaves nothing behind.
func (c *call) stay() error {
	if c.operation == "" || c.refusal != nil && (c.refusal.Status == http.StatusUnauthorized || c.refusal.Status == http.StatusForbidden) {
		return nil
	}
	return c.session.mock.stay(c.session)
}
