package mock

import (
	"slices"
	"strings"
	"sync"
)

// journal keeps the last exchanges of a session, bounded in number and bytes.
type journal struct {
	maxEntries int
	maxBytes   int64

	mu        sync.Mutex
	entries   []Entry
	bytes     int64
	forgotten int // exchanges that made room for later ones
}

func newJournal(c Config) *journal {
	return &journal{maxEntries: c.JournalEntries, maxBytes: c.JournalBytes}
}

// add writes an exchange down and lets the oldest go. One that is too large by
// itself loses its bodies, then its headers; if even that is too much, it is
// not kept.
func (j *journal) add(e Entry) {
	if e.size() > j.maxBytes {
		e.Body, e.Answer, e.Clipped = nil, nil, true
	}
	if e.size() > j.maxBytes {
		e.Header, e.Answered = nil, nil
	}
	size := e.size()
	j.mu.Lock()
	defer j.mu.Unlock()
	if size > j.maxBytes {
		j.forgotten++
		return
	}
	j.entries = append(j.entries, e)
	j.bytes += size
	j.makeRoom()
}

// makeRoom lets the oldest exchanges go until the rest fits; the lock is held.
func (j *journal) makeRoom() {
	for len(j.entries) > j.maxEntries || j.bytes > j.maxBytes {
		j.bytes -= j.entries[0].size()
		j.entries[0] = Entry{} // lets go of what it holds
		j.entries = j.entries[1:]
		j.forgotten++
	}
}

// complete adds what is known once the answer is out, if the exchange is still kept.
func (j *journal) complete(done *Entry) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for i := len(j.entries) - 1; i >= 0; i-- {
		if e := &j.entries[i]; e.Trace.ID == done.Trace.ID {
			e.Took, e.Sent, e.Pending, e.Trouble = done.Took, done.Sent, false, done.Trouble
			j.bytes += int64(len(e.Trouble))
			j.makeRoom()
			return
		}
	}
}

// find gives the exchanges that the filter lets through, oldest first, and how
// many exchanges are no longer there to be looked at.
func (j *journal) find(f Filter) (found []Entry, forgotten int) {
	j.mu.Lock()
	entries := slices.Clone(j.entries)
	forgotten = j.forgotten
	j.mu.Unlock()
	found = slices.DeleteFunc(entries, func(e Entry) bool { return !f.Lets(&e) })
	return f.last(found), forgotten
}

func (j *journal) clear() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.entries, j.bytes, j.forgotten = nil, 0, 0
}

// Journal gives the session's last exchanges, oldest first. What they hold is
// shared and must not be changed.
func (s *Session) Journal() []Entry { return s.Find(Filter{}) }

// Find gives those of the session's last exchanges that the filter lets
// through, oldest first. What they hold is shared and must not be changed.
func (s *Session) Find(f Filter) []Entry {
	found, _ := s.journal.find(f)
	return found
}

// ClearJournal forgets the session's exchanges.
func (s *Session) ClearJournal() {
	s.journal.clear()
	s.changed("journal", "cleared")
}

// Find gives the exchanges of all sessions that the filter lets through, in
// the order in which their requests came.
func (m *Mock) Find(f Filter) []Entry {
	var found []Entry
	for _, s := range m.Sessions() {
		if f.Session == "" || f.Session == s.name {
			found = append(found, s.Find(f)...)
		}
	}
	slices.SortStableFunc(found, func(a, b Entry) int { return a.Began.Compare(b.Began) })
	return f.last(found)
}

// Exchange gives the exchange with that trace, the value of an answer's
// Ringer-Trace header, and whether a journal still holds it.
func (m *Mock) Exchange(trace string) (Entry, bool) {
	cut := strings.LastIndexByte(trace, '.')
	if cut < 0 {
		return Entry{}, false
	}
	found := m.Find(Filter{Session: trace[:cut], Trace: trace})
	if len(found) == 0 {
		return Entry{}, false
	}
	return found[len(found)-1], true
}
