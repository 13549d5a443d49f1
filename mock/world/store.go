package world

import (
	"errors"

	"github.com/ringer-api/ringer/mock/execution"
)

// Store keeps the state of sessions: what was born, patched, deleted and
// counted there. All else follows from seed, scenario and time, so replicas
// that share a Store give the same responses. Implementations are safe for
// concurrent use.
type Store interface {
	// Add keeps what birth makes of a number that no other birth of this
	// dataset has or had, rising from 1, and tells which old births it dropped
	// to stay within its bound. The birth may read and set counters.
	Add(session string, of DatasetID, birth func(nth int) execution.Birth) (added execution.Birth, dropped []execution.Birth, err error)
	// Births lists a dataset's births, oldest first.
	Births(session string, of DatasetID) ([]execution.Birth, error)

	// SetPatch keeps what is changed of an execution by hand, in place of what
	// was changed before. Its error is ErrPatches when there are too many.
	SetPatch(session, id string, p *Patch) error
	// Patches are those of a session by execution id. They are read-only.
	Patches(session string) (map[string]*Patch, error)

	// Count adds one to a counter and gives its value, and tells whether all
	// counters of the session started over, because there were too many.
	Count(session, key string) (n int, restarted bool, err error)
	// Counter is the value of a counter; 0 when it was never counted.
	Counter(session, key string) (int, error)
	// SetCounter sets a counter; restarted is as in Count.
	SetCounter(session, key string, n int) (restarted bool, err error)
	// ClearCounters starts all counters of a session over.
	ClearCounters(session string) error

	// Revision is another number after each change of the session's state,
	// and never one that it had before.
	Revision(session string) (uint64, error)
	// Clear forgets a session.
	Clear(session string) error
}

// Bounds of a session's state.
const (
	// MaxPatches bounds the executions of a session that are changed by hand.
	MaxPatches = 10_000
	// MaxCounters bounds the counters of a session.
	MaxCounters = 100_000
)

// ErrPatches says that a session has MaxPatches patches already.
var ErrPatches = errors.New("too many executions of the session are changed")
