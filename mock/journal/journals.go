package journal

import (
	"sync"
)

// Journals is what the journals of all sessions share: a limit in bytes, and a lock.
type Journals struct {
	maxBytes int64

	mu    sync.Mutex
	bytes int64
	all   map[*Journal]struct{} // those that are not empty
}

// NewJournals limits all journals together to maxBytes.
func NewJournals(maxBytes int64) *Journals {
	return &Journals{maxBytes: maxBytes, all: map[*Journal]struct{}{}}
}

// Journal makes a session's journal, with its own limits in entries and bytes.
func (b *Journals) Journal(session string, maxEntries int, maxBytes int64) *Journal {
	return &Journal{session: session, maxEntries: maxEntries, maxBytes: min(maxBytes, b.maxBytes), shared: b}
}
