package session

import (
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/ringer-api/ringer/mock/fault"
	"github.com/ringer-api/ringer/mock/journal"
	"github.com/ringer-api/ringer/mock/scenario"
)

// Session is an isolated state of the mock. It is safe for concurrent use.
type Session struct {
	name  string
	all   *Sessions
	clock *Clock
	holds atomic.Bool // something was stored in it: a job, a change, a start of its own
	// counts reports that something was counted, which alone is no reason to keep it.
	counts atomic.Bool

	// Guarded by the mutex of all.
	used time.Time // real time of the last use
	busy int       // requests in progress
	kept bool      // it is one of the limited number that outlast their requests

	mu       sync.Mutex
	seed     uint64
	epoch    time.Time
	active   []active // of each API
	faults   []fault.Fault
	requests int
	limits   fault.State // what faults remember between responses
	start    Start
	journal  *journal.Journal

	sight watchedScopes // the collections whose transitions are published
	life  life

	drawing sync.Mutex // held while a job with an id of few gets it
}

// active is the scenario of one API in a session.
type active struct {
	chosen string             // its name, looked up at each request so that edits take effect
	inline *scenario.Scenario // one given by value, used instead of the chosen one
}

// life reports whether the session has ended: it was dropped, or reset.
type life struct {
	sync.RWMutex // held for reading by what must not outlast the session
	over         bool
	late         atomic.Int64 // jobs started since
}

// Name is the session's name; "default" for the shared one.
func (s *Session) Name() string { return s.name }

// Clock is the session's clock.
func (s *Session) Clock() *Clock { return s.clock }

// Seed returns the seed of everything random in the session.
func (s *Session) Seed() uint64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.seed
}

// Epoch returns the time around which the session's jobs are generated.
func (s *Session) Epoch() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.epoch
}

// Begin counts a request of this session and returns its number, from 1.
func (s *Session) Begin() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests++
	return s.requests
}

// FaultState is what faults remember between responses.
func (s *Session) FaultState() *fault.State { return &s.limits }

func key(parts []string) string { return strings.Join(parts, " ") }
