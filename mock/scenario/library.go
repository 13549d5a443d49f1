package scenario

import (
	"errors"
	"sync"
	"sync/atomic"

	"github.com/ringer-api/ringer/fixtures"
)

// Library has the active scenarios, which are replaced when their files are edited. Its
// zero value has none. It is safe for concurrent use.
type Library struct {
	current atomic.Pointer[Catalogue]

	mu       sync.Mutex
	problems error
}

// Current returns the active catalogue; nil before the first Replace.
func (l *Library) Current() *Catalogue { return l.current.Load() }

// Replace makes a set of scenarios the active one, and returns the previous catalogue. On
// an error the previous one remains active. The error is stored for Problems, as is the
// trouble with other files.
func (l *Library) Replace(set *fixtures.Set, trouble error) (before *Catalogue, err error) {
	c, err := NewCatalogue(set)
	l.Report(errors.Join(trouble, err))
	if err != nil {
		return nil, err
	}
	return l.current.Swap(c), nil
}

// Report stores why the scenario files as they are now could not be made active; nil when
// they are.
func (l *Library) Report(trouble error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.problems = trouble
}

// Problems returns what was last reported.
func (l *Library) Problems() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.problems
}
