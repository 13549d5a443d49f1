package journal

import (
	"cmp"
	"maps"
	"slices"
	"sync"
)

// Budget is what the journals of all sessions share: a bound in bytes, and a lock.
type Budget struct {
	maxBytes int64

	mu    sync.Mutex
	bytes int64
	all   map[*Journal]struct{} // those that hold anything
}

// NewBudget bounds journals to so many bytes all together.
func NewBudget(maxBytes int64) *Budget {
	return &Budget{maxBytes: maxBytes, all: map[*Journal]struct{}{}}
}

// Journal makes a session's journal, bounded in entries and bytes by itself.
func (b *Budget) Journal(session string, maxEntries int, maxBytes int64) *Journal {
	return &Journal{session: session, maxEntries: maxEntries, maxBytes: min(maxBytes, b.maxBytes), shared: b}
}

// fullest is the journal with most bytes; of several the first by name.
func (b *Budget) fullest() *Journal {
	return slices.MaxFunc(slices.Collect(maps.Keys(b.all)), func(x, y *Journal) int {
		return cmp.Or(cmp.Compare(x.bytes, y.bytes), cmp.Compare(y.session, x.session))
	})
}
