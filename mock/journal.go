package mock

import (
	"net/http"
	"slices"
	"strings"
)

// journal keeps the last exchanges of a session, bounded in number and bytes.
type journal struct {
	session    string
	maxEntries int
	maxBytes   int64

	shared    *journals // its lock guards what follows
	entries   []Entry
	bytes     int64
	forgotten int  // exchanges that made room for others
	closed    bool // the session is over: it takes no more
}

// add writes an exchange down and lets the oldest go. One that is too large by
// itself loses its bodies, then its headers; if even that is too much, it is
// not kept.
func (j *journal) add(e Entry) {
	if e.size() > j.maxBytes {
		e.Body, e.Answer, e.Clipped = nil, nil, true
	}
	if e.size() > j.maxBytes {
		e.Header, e.Answered = http.Header{}, http.Header{}
	}
	size := e.size()
	j.shared.mu.Lock()
	defer j.shared.mu.Unlock()
	if j.closed {
		return
	}
	if size > j.maxBytes {
		j.forgotten++
		return
	}
	j.entries = append(j.entries, e)
	j.shared.all[j] = struct{}{}
	j.grow(size)
}

// grow counts bytes in, and lets the oldest exchanges go until the rest fits:
// its own, then those of the fullest journal, so that a busy session does not
// take from a quiet one. The lock is held.
func (j *journal) grow(bytes int64) {
	j.bytes += bytes
	j.shared.bytes += bytes
	for len(j.entries) > j.maxEntries || j.bytes > j.maxBytes {
		j.forget()
	}
	for j.shared.bytes > j.shared.maxBytes {
		j.shared.fullest().forget()
	}
}

// forget lets the oldest exchange go; the lock is held.
func (j *journal) forget() {
	size := j.entries[0].size()
	j.bytes -= size
	j.shared.bytes -= size
	j.entries[0] = Entry{} // lets go of what it holds
	j.entries = j.entries[1:]
	j.forgotten++
	if len(j.entries) == 0 {
		delete(j.shared.all, j)
	}
}

// complete adds what is known once the answer is out, if the exchange is still kept.
func (j *journal) complete(done *Entry) {
	j.shared.mu.Lock()
	defer j.shared.mu.Unlock()
	for i := len(j.entries) - 1; i >= 0; i-- {
		if e := &j.entries[i]; e.Trace.ID == done.Trace.ID {
			e.Took, e.Sent, e.Pending, e.Trouble = done.Took, done.Sent, false, done.Trouble
			j.grow(int64(len(e.Trouble)))
			return
		}
	}
}

// find gives the exchanges that the filter lets through, oldest first, and how
// many exchanges are no longer there to be looked at.
func (j *journal) find(f Filter) (found []Entry, forgotten int) {
	j.shared.mu.Lock()
	defer j.shared.mu.Unlock()
	for i := range j.entries {
		if f.Lets(&j.entries[i]) {
			found = append(found, j.entries[i])
		}
	}
	return f.last(found), j.forgotten
}

// clear forgets all, as if nothing had ever been written down.
func (j *journal) clear() {
	j.shared.mu.Lock()
	defer j.shared.mu.Unlock()
	j.shared.bytes -= j.bytes
	delete(j.shared.all, j)
	j.entries, j.bytes, j.forgotten = nil, 0, 0
}

// close clears the journal for good.
func (j *journal) close() {
	j.shared.mu.Lock()
	j.closed = true
	j.shared.mu.Unlock()
	j.clear()
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
	found, _ := m.find(nil, f) // what takes no room is not refused
	return found
}

// find finds exchanges in the room of the one who asks.
func (m *Mock) find(room *room, f Filter) ([]Entry, error) {
	var found []Entry
	for _, s := range m.Sessions() {
		if f.Session != "" && f.Session != s.name {
			continue
		}
		some := s.Find(f)
		if err := room.take(int64(len(some))*entrySize, "a list of exchanges"); err != nil {
			return nil, err
		}
		found = append(found, some...)
	}
	slices.SortStableFunc(found, func(a, b Entry) int { return a.Began.Compare(b.Began) })
	return f.last(found), nil
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
