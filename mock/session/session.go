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

// Session is an isolated world. Safe for concurrent use.
type Session struct {
	name  string
	all   *Sessions
	clock *Clock
	holds atomic.Bool // somebody left something in it: a job, a change, a start of its own
	// counts tells that something was counted, which needs no place of its own.
	counts atomic.Bool

	// Guarded by the mutex of all.
	used time.Time // real time of the last use
	busy int       // requests that are in it
	kept bool      // it has its place among the others, and outlasts its requests

	mu       sync.Mutex
	seed     uint64
	epoch    time.Time
	chosen   string             // the scenario's name, looked up at each request so that edits count
	inline   *scenario.Scenario // a scenario given by value, in force instead of the chosen one
	faults   []fault.Fault
	requests int
	limits   fault.State // what faults remember between answers
	start    Start
	journal  *journal.Journal

	sight watchedDatasets // of what moves, for those who listen
	life  life
}

// life tells whether the session's world is over: it was dropped, or started over.
type life struct {
	sync.RWMutex // held for reading by what may not outlast the world
	over         bool
	late         atomic.Int64 // executions born since
}

// Name is the session's name; "default" for the shared one.
func (s *Session) Name() string { return s.name }

// Clock is the session's clock.
func (s *Session) Clock() *Clock { return s.clock }

// Seed is the session's chance.
func (s *Session) Seed() uint64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.seed
}

// Epoch is the moment the session's world is laid out around.
func (s *Session) Epoch() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.epoch
}

// Begin numbers a request of this session, from 1.
func (s *Session) Begin() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests++
	return s.requests
}

// FaultState is what faults remember between responses.
func (s *Session) FaultState() *fault.State { return &s.limits }

func key(parts []string) string { return strings.Join(parts, " ") }
