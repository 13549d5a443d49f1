package world

import (
	"errors"
)

// Store keeps the state of sessions: what was started, patched, deleted and counted there.
// Everything else follows from seed, scenario and time, so that replicas that share a Store
// give the same responses. Implementations are safe for concurrent use.
type Store interface {
	// Add stores the birth that is made for a number, and returns the old births that
	// it evicted to stay within its limit. Numbers rise from 1 in each collection and are
	// never used again. The function birth may read and set counters.
	Add(session string, of Scope, birth func(nth int) Birth) (added Birth, dropped []Birth, err error)
	// Births lists a collection's births, oldest first.
	Births(session string, of Scope) ([]Birth, error)

	// Scopes lists the collections of a resource that have births, in a fixed order.
	Scopes(session, resource string) ([]Scope, error)

	// SetPatch stores what is changed of a job, in place of its earlier patch. It returns the
	// keys of the jobs that it removed to stay within its limit of bytes. Its error is
	// ErrPatches when there are too many.
	SetPatch(session, id string, p *Patch) (dropped []string, err error)
	// Patches returns those of a session by Scope.Key. They are read-only.
	Patches(session string) (map[string]*Patch, error)

	// Count adds one to a counter and returns its value, and reports whether all counters
	// of the session were reset before, because there were too many.
	Count(session, key string) (n int, restarted bool, err error)
	// Counter returns the value of a counter; 0 when it was never counted.
	Counter(session, key string) (int, error)
	// SetCounter sets a counter; restarted is as in Count.
	SetCounter(session, key string, n int) (restarted bool, err error)
	// ClearCounters resets all counters of a session.
	ClearCounters(session string) error

	// Revision returns a number that is new after each change of the session's state.
	Revision(session string) (uint64, error)
	// Clear removes the state of a session.
	Clear(session string) error
}

// Limits of a session's state.
const (
	// MaxPatches limits the jobs of a session that are changed by hand.
	MaxPatches = 10_000
	// MaxCounters limits the counters of a session.
	MaxCounters = 100_000
)

// ErrPatches reports that a session has MaxPatches patches already.
var ErrPatches = errors.New("too many jobs of the session are changed")
