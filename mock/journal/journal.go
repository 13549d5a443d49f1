package journal

import (
	"net/http"
)

// Journal keeps the latest exchanges of a session, limited in number and bytes.
// It is safe for concurrent use.
type Journal struct {
	session    string
	maxEntries int
	maxBytes   int64

	shared    *Journals // its lock guards the fields below
	entries   []Entry
	bytes     int64
	forgotten int  // exchanges evicted to make room for others
	closed    bool // the session has ended: no more exchanges are stored
}

// Add stores an exchange and evicts the oldest ones. An exchange that is too large by
// itself loses its bodies, then its headers; if it is still too large, it is not
// stored.
func (j *Journal) Add(e Entry) {
	if e.size() > j.maxBytes {
		e.Body, e.ResponseBody, e.bodyKept, e.responseKept, e.Clipped = nil, nil, 0, 0, true
	}
	if e.size() > j.maxBytes {
		e.Header, e.ResponseHeader = http.Header{}, http.Header{}
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

// Complete adds what is known once the response was sent, if the exchange is still kept.
func (j *Journal) Complete(done *Entry) {
	j.shared.mu.Lock()
	defer j.shared.mu.Unlock()
	for i := len(j.entries) - 1; i >= 0; i-- {
		if e := &j.entries[i]; e.Trace.ID == done.Trace.ID {
			e.Took, e.Sent, e.Pending, e.Problem = done.Took, done.Sent, false, done.Problem
			j.grow(int64(len(e.Problem)))
			return
		}
	}
}

// Find returns the exchanges that match the filter, oldest first, and how many
// exchanges were evicted and therefore not searched.
func (j *Journal) Find(f Filter) (found []Entry, forgotten int) {
	j.shared.mu.Lock()
	defer j.shared.mu.Unlock()
	for i := range j.entries {
		if f.Matches(&j.entries[i]) {
			found = append(found, j.entries[i])
		}
	}
	return f.Last(found), j.forgotten
}

// Clear removes all exchanges and resets the count of evicted ones.
func (j *Journal) Clear() {
	j.shared.mu.Lock()
	defer j.shared.mu.Unlock()
	j.shared.bytes -= j.bytes
	delete(j.shared.all, j)
	j.entries, j.bytes, j.forgotten = nil, 0, 0
}

// Close clears the journal; it stores nothing from then on.
func (j *Journal) Close() {
	j.shared.mu.Lock()
	j.closed = true
	j.shared.mu.Unlock()
	j.Clear()
}
