package mock

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/ringer-api/ringer/fixtures"
)

// SessionHeader is the request header that chooses a session by name.
const SessionHeader = "Ringer-Session"

// SharedSession is the name of the session of requests that name none.
const SharedSession = "default"

var sessionName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$`)

// SessionConfig is how a session starts. Zero fields are as in the mock's Config.
type SessionConfig struct {
	Scenario string
	Seed     *uint64
	Now      time.Time // the clock starts here and stands still, unless Speed is set
	Speed    float64
	Epoch    time.Time
	// Inline is a scenario by value, in force instead of Scenario.
	Inline *fixtures.Scenario
}

// Session gives the session of that name and makes it at first use. The empty
// name is the shared session. A name that cannot be one is a *Problem, and so is
// one too many, see Config.MaxSessions.
func (m *Mock) Session(name string) (*Session, error) {
	s, err := m.enter(name)
	if err != nil {
		return nil, err
	}
	defer m.leave(s)
	s.holds.Store(true) // what a program does with it nobody knows
	if err := m.stay(s); err != nil {
		return nil, err
	}
	return s, nil
}

// MakeSession makes a session with a start of its own, or starts it over when
// there is one of that name already.
func (m *Mock) MakeSession(name string, c SessionConfig) (*Session, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	s, err := m.newSession(name, c)
	if err != nil {
		return nil, err
	}
	m.dropIdle()
	if before := m.sessions[name]; before == nil || !before.kept {
		if err := m.makeRoom(s); err != nil {
			return nil, err
		}
	}
	if err := m.drop(name); err != nil {
		return nil, err
	}
	m.sessions[name] = s
	m.keep(s)
	s.changed("session", "made, with scenario "+s.Scenario())
	return s, nil
}

// DropSession forgets a session and tells whether there was one.
func (m *Mock) DropSession(name string) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	s := m.sessions[name]
	known := s != nil && s.kept
	err := m.drop(name)
	m.full = fullness{}
	if known {
		m.events.publish(s.change("session", "dropped"))
	}
	return known, err
}

// Sessions lists the sessions by name.
func (m *Mock) Sessions() []*Session {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.dropIdle()
	all := make([]*Session, 0, len(m.sessions))
	for _, s := range m.sessions {
		if s.kept {
			all = append(all, s)
		}
	}
	slices.SortFunc(all, func(a, b *Session) int { return strings.Compare(a.name, b.name) })
	return all
}

// newSession makes a session without keeping it.
func (m *Mock) newSession(name string, c SessionConfig) (*Session, error) {
	if !sessionName.MatchString(name) {
		return nil, badInput("session", SessionHeader, fmt.Sprintf("%.120q cannot name a session", name),
			"want up to 100 letters, digits, dots, hyphens and underscores, led by a letter or digit")
	}
	now, speed := m.config.Now, m.config.Speed
	if !c.Now.IsZero() || c.Speed != 0 {
		now, speed = c.Now, c.Speed
	}
	if err := checkSpeed(speed); err != nil {
		return nil, badInput("clock", "speed", err.Error(), "")
	}
	if err := checkTime(c.Now); err != nil {
		return nil, badInput("clock", "now", err.Error(), "")
	}
	if err := checkTime(c.Epoch); err != nil {
		return nil, badInput("clock", "epoch", err.Error(), "")
	}
	s := &Session{name: name, mock: m, clock: newClock(m.config.Real, now, speed),
		seed: m.config.Seed, epoch: c.Epoch, chosen: m.config.Scenario,
		calls: map[string]int{}, amended: map[string]*amendment{},
		used: m.config.Real(), journal: m.journals.of(name, &m.config), start: c}
	if s.epoch.IsZero() {
		s.epoch = m.config.Epoch
	}
	if s.epoch.IsZero() {
		s.epoch = s.clock.Now().Truncate(time.Second)
	}
	if c.Seed != nil {
		s.seed = *c.Seed
	}
	s.clock.changed = s.changed
	return s, m.startScenario(s, c)
}

func (m *Mock) startScenario(s *Session, c SessionConfig) error {
	if c.Inline != nil {
		ready, err := newScenario(c.Inline, m.catalogue.Load().set)
		if err != nil {
			return badInput("scenario", "scenario", err.Error(), "")
		}
		s.inline = ready
		return nil
	}
	if c.Scenario != "" {
		s.chosen = c.Scenario
	}
	_, err := m.catalogue.Load().get(s.chosen)
	return err
}
