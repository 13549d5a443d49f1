package mock

import "sync"

// journals are those of all sessions. They share a bound in bytes, and a lock.
type journals struct {
	maxBytes int64

	mu    sync.Mutex
	bytes int64
	all   map[*journal]struct{} // those that hold anything
}

func newJournals(maxBytes int64) *journals {
	return &journals{maxBytes: maxBytes, all: map[*journal]struct{}{}}
}

func (s *journals) of(session string, c *Config) *journal {
	return &journal{session: session, maxEntries: c.JournalEntries, maxBytes: min(c.JournalBytes, s.maxBytes), shared: s}
}

// fullest is the journal with most bytes; of several the first by name.
func (s *journals) fullest() *journal {
	var fullest *journal
	for j := range s.all {
		if fullest == nil || j.bytes > fullest.bytes || j.bytes == fullest.bytes && j.session < fullest.session {
			fullest = j
		}
	}
	return fullest
}
