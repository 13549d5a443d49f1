package journal

import (
	"sync"
)

// Journals is what the journals of all sessions share: a bound in bytes, and a lock.
type Journals struct {
	maxBytes int64

	mu    sync.Mutex
	bytes int64
	all   map[*Journal]struct{} // those that hold anything
}

// NewJournals bounds journals to so many bytes all together.
func NewJournals(maxBytes int64) *Journals {
	return &Journals{maxBytes: maxBytes, all: map[*Journal]struct{}{}}
}

// Journal makes a session's journal, bounded in entries and bytes by itself.
func (b *Journals) Journal(session string, maxEntries int, maxBytes int64) *Journal {
	return &Journal{session: session, maxEntries: maxEntries, maxBytes: min(maxBytes, b.maxBytes), shared: b}
}
