package mock

import (
	"encoding/json"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/ringer-api/ringer/mock/fault"
)

// maxCounters bounds what a session remembers of calls; past it the counting
// of all calls starts over.
const maxCounters = 100_000

// Session is an isolated world: its own clock, seed, scenario, births,
// counters and journal. Nothing one session does can be seen in another. Safe
// for concurrent use.
type Session struct {
	name  string
	mock  *Mock
	clock *Clock
	holds atomic.Bool // somebody left something in it: a job, a change, a start of its own

	// Guarded by the mock's mutex.
	used time.Time // real time of the last use
	busy int       // requests that are in it
	kept bool      // it has its place among the others, and outlasts its requests

	mu       sync.Mutex
	seed     uint64
	epoch    time.Time
	chosen   string    // the scenario's name, looked up at each request so that edits count
	inline   *scenario // a scenario given by value, in force instead of the chosen one
	faults   []fault.Fault
	calls    map[string]int
	amended  map[string]*amendment // by execution id
	requests int
	limits   fault.State // what faults remember between answers
	start    SessionConfig
	journal  *journal

	sight sight // of what moves, for those who listen

	life sync.RWMutex // held for reading by what may not outlast the session's world
	over bool         // the session was dropped, or started over
	late atomic.Int64 // executions born since
}

// amendment is what the control interface changed of one execution.
type amendment struct {
	gone    bool
	breaks  bool // the contract, on purpose
	changes []change
}

// change sets the value at a JSON pointer of the record.
type change struct {
	pointer string
	value   json.RawMessage
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

// Scenario is the name of the scenario in force.
func (s *Session) Scenario() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.inline != nil {
		return s.inline.Name
	}
	return s.chosen
}

// SetScenario makes the session behave like the named scenario from now on.
// Scripts start at their first answer. An unknown name is a *Problem.
func (s *Session) SetScenario(name string) error {
	if _, err := s.mock.catalogue.Load().get(name); err != nil {
		return err
	}
	s.mu.Lock()
	s.chosen, s.inline = name, nil
	s.calls = map[string]int{}
	s.mu.Unlock()
	s.changed("scenario", name)
	return nil
}

// scenario looks up what is in force.
func (s *Session) scenario() (*scenario, error) {
	s.mu.Lock()
	inline, name := s.inline, s.chosen
	s.mu.Unlock()
	if inline != nil {
		return inline, nil
	}
	ready := s.mock.catalogue.Load().byName[name]
	if ready == nil {
		return nil, conflict("scenario-gone", "scenario", "session "+s.name+" is to behave like scenario "+name+
			", which is gone from the scenario files", "put the file back, or set another scenario")
	}
	return ready, nil
}

// count gives how often the key was counted, this time included.
func (s *Session) count(key ...string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	k := strings.Join(key, " ")
	s.makeRoom(k)
	s.calls[k]++
	return s.calls[k]
}

// makeRoom forgets all counts when there are too many for one more; the lock
// is held.
func (s *Session) makeRoom(key string) {
	if _, known := s.calls[key]; !known && len(s.calls) >= maxCounters {
		s.calls = map[string]int{}
		s.mock.config.Logger.Warn("the session has seen too many different calls: counting starts over", "session", s.name)
	}
}

// counted gives how often the key was counted so far.
func (s *Session) counted(key ...string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.calls[strings.Join(key, " ")]
}

// begin numbers a request of this session, from 1.
func (s *Session) begin() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests++
	return s.requests
}

// amendmentOf gives what was changed of an execution; nil when nothing was.
func (s *Session) amendmentOf(id string) *amendment {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.amended[id]
}

// ownFaults are the faults that the control interface gave this session.
func (s *Session) ownFaults() []fault.Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]fault.Fault(nil), s.faults...)
}
