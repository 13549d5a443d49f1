package session

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"sync"
	"time"

	"github.com/ringer-api/ringer/mock/journal"
	"github.com/ringer-api/ringer/mock/problem"
)

// Header is the request header that chooses a session by name.
const Header = "Ringer-Session"

// Shared is the name of the session of requests that name none.
const Shared = "default"

var validName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$`)

// Sessions are those of one mock. It is safe for concurrent use.
type Sessions struct {
	config   Config
	journals *journal.Journals
	uploads  uploads

	mu       sync.Mutex
	byName   map[string]*Session
	evicted  map[string]string // why a session was dropped, by name
	idleFrom time.Time         // no session is idle before
	kept     int               // sessions that are kept, apart from the shared one
	full     fullness
}

// New makes an empty Sessions.
func New(c Config) *Sessions {
	return &Sessions{config: c, journals: journal.NewJournals(c.JournalTotal),
		byName: map[string]*Session{}, evicted: map[string]string{}}
}

// Session returns the session of that name and makes it at first use. The empty name is
// the shared session. An invalid name is a *problem.Problem, and so is a session beyond
// the limit Config.Max.
func (all *Sessions) Session(name string) (*Session, error) {
	s, err := all.Enter(name)
	if err != nil {
		return nil, err
	}
	defer all.Leave(s)
	s.holds.Store(true) // the program may do anything with it
	if err := all.Keep(s); err != nil {
		return nil, err
	}
	return s, nil
}

// Look returns the session of that name, or else the shared one, without counting as a
// use of it; nil when there is neither.
func (all *Sessions) Look(name string) *Session {
	all.mu.Lock()
	defer all.mu.Unlock()
	if s := all.byName[name]; s != nil {
		return s
	}
	return all.byName[Shared]
}

// Known returns the session of that name without making one. An unknown name is a
// *problem.Problem that suggests the nearest.
func (all *Sessions) Known(name string) (*Session, error) {
	if name == "" {
		name = Shared
	}
	all.mu.Lock()
	defer all.mu.Unlock()
	all.dropIdle()
	if s := all.byName[name]; s != nil && s.kept {
		s.used = all.config.Real()
		return s, nil
	}
	var known []string
	for _, s := range all.list() {
		known = append(known, s.name)
	}
	return nil, problem.UnknownName("session", "session", name, known)
}

// Has reports whether there is a session of that name.
func (all *Sessions) Has(name string) bool {
	all.mu.Lock()
	defer all.mu.Unlock()
	all.dropIdle()
	s := all.byName[name]
	return s != nil && s.kept
}

// Make makes a session with a start of its own; an existing session of that name is
// replaced.
func (all *Sessions) Make(name string, start Start) (*Session, error) {
	all.mu.Lock()
	defer all.mu.Unlock()
	s, err := all.newSession(name, start)
	if err != nil {
		return nil, err
	}
	all.dropIdle()
	if before := all.byName[name]; before == nil || !before.kept {
		if err := all.makeRoom(s); err != nil {
			return nil, err
		}
	}
	if err := all.drop(name); err != nil {
		return nil, err
	}
	all.byName[name] = s
	all.keep(s)
	s.Changed("session", "made, with scenario "+s.Scenario())
	return s, nil
}

// Reset starts a session again under its name: without births, journal or changes, with
// the clock and the scenario as at the start. A nil start is the one it last had. An
// unknown name is a *problem.Problem.
func (all *Sessions) Reset(name string, start *Start) (*Session, error) {
	s, err := all.Known(name)
	if err != nil {
		return nil, err
	}
	if start == nil {
		start = &s.start
	}
	return all.Make(s.name, *start)
}

// Drop ends a session and reports whether there was one.
func (all *Sessions) Drop(name string) (bool, error) {
	all.mu.Lock()
	defer all.mu.Unlock()
	s := all.byName[name]
	known := s != nil && s.kept
	err := all.drop(name)
	all.full = fullness{}
	if known {
		all.config.Events.Publish(s.change("session", "dropped"))
	}
	return known, err
}

// Close drops all sessions.
func (all *Sessions) Close() error {
	all.mu.Lock()
	defer all.mu.Unlock()
	var errs []error
	for name := range all.byName {
		errs = append(errs, all.drop(name))
	}
	return errors.Join(errs...)
}

// List returns all sessions by name.
func (all *Sessions) List() []*Session {
	all.mu.Lock()
	defer all.mu.Unlock()
	all.dropIdle()
	return all.list()
}

// list returns those that are kept; the caller holds the lock.
func (all *Sessions) list() []*Session {
	var kept []*Session
	for _, name := range slices.Sorted(maps.Keys(all.byName)) {
		if s := all.byName[name]; s.kept {
			kept = append(kept, s)
		}
	}
	return kept
}

// newSession makes a session without keeping it.
func (all *Sessions) newSession(name string, start Start) (*Session, error) {
	c := &all.config
	if !validName.MatchString(name) {
		return nil, problem.BadInput("session", Header, fmt.Sprintf("%.120q is not a valid session name", name),
			"want up to 100 letters, digits, dots, hyphens and underscores, beginning with a letter or digit")
	}
	now, speed := c.Now, c.Speed
	if !start.Now.IsZero() || start.Speed != 0 {
		now, speed = start.Now, start.Speed
	}
	if err := CheckSpeed(speed); err != nil {
		return nil, problem.BadInput("clock", "speed", err.Error(), "")
	}
	if err := CheckTime(start.Now); err != nil {
		return nil, problem.BadInput("clock", "now", err.Error(), "")
	}
	if err := CheckTime(start.Epoch); err != nil {
		return nil, problem.BadInput("clock", "epoch", err.Error(), "")
	}
	s := &Session{name: name, all: all, clock: newClock(c.Real, now, speed), seed: c.Seed, epoch: start.Epoch,
		used: c.Real(), journal: all.journals.Journal(name, c.JournalEntries, c.JournalBytes), start: start}
	if s.epoch.IsZero() {
		s.epoch = c.Epoch
	}
	if s.epoch.IsZero() {
		s.epoch = s.clock.Now().Truncate(time.Second)
	}
	if start.Seed != nil {
		s.seed = *start.Seed
	}
	s.clock.changed = s.Changed
	return s, all.startScenario(s, start)
}

func (all *Sessions) startScenario(s *Session, start Start) (err error) {
	if s.active, err = all.initial(); err != nil {
		return err
	}
	switch {
	case start.Inline != nil:
		s.active, err = all.withInline(s.active, start.Inline, start.InlineAPI)
	case start.Scenario != "":
		s.active, err = all.withScenario(s.active, start.Scenario)
	}
	return err
}
