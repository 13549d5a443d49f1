package scenario

import (
	"errors"
	"sync"
	"sync/atomic"

	"github.com/ringer-api/ringer/fixtures"
)

// Library is the scenarios in force, which an edit of their files may replace.
// Its zero value has none. Safe for concurrent use.
type Library struct {
	current atomic.Pointer[Catalogue]

	mu       sync.Mutex
	problems error
}

// Current is the catalogue in force; nil before the first Replace.
func (l *Library) Current() *Catalogue { return l.current.Load() }

// Replace puts a set of scenarios in force, and gives the catalogue that was
// before. An error leaves the old one in force, and is reported, as is the
// trouble with other files.
func (l *Library) Replace(set *fixtures.Set, trouble error) (before *Catalogue, err error) {
	c, err := NewCatalogue(set)
	l.Report(errors.Join(trouble, err))
	if err != nil {
		return nil, err
	}
	return l.current.Swap(c), nil
}

// Report keeps why the scenario files as they are now could not be put in
// force; nil when they are.
func (l *Library) Report(trouble error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.problems = trouble
}

// Problems is what was last reported.
func (l *Library) Problems() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.problems
}
