package session

import (
	"slices"
	"strings"

	"github.com/ringer-api/ringer/mock/budget"
	"github.com/ringer-api/ringer/mock/journal"
	"github.com/ringer-api/ringer/mock/world"
)

// Record writes an exchange to the session's journal and publishes it as an event. It is
// called before the response is sent, so that a client that has the response finds the
// exchange recorded. Changed is the collection that the request has changed, zero for none.
func (s *Session) Record(e *journal.Entry, changed world.Scope) {
	s.journal.Add(*e)
	s.scopeChanged(changed)
	s.publishChange(e)
}

// CompleteRecord adds to an exchange what is known once the response was sent.
func (s *Session) CompleteRecord(e *journal.Entry) { s.journal.Complete(e) }

// Journal returns the session's latest exchanges, oldest first. Their headers and bodies
// are shared and must not be changed.
func (s *Session) Journal() []journal.Entry { return s.Find(journal.Filter{}) }

// Find returns those of the session's latest exchanges that match the filter, oldest
// first. Their headers and bodies are shared and must not be changed.
func (s *Session) Find(f journal.Filter) []journal.Entry {
	found, _ := s.journal.Find(f)
	return found
}

// ClearJournal removes the session's exchanges from the journal.
func (s *Session) ClearJournal() {
	s.journal.Clear()
	s.Changed("journal", "cleared")
}

// Verify reports whether the session received as many matching requests as the match
// expects. Its error is a *problem.Problem that names the field of the match that is
// invalid.
func (s *Session) Verify(m journal.Match) (journal.Verification, error) {
	return s.journal.Verify(m, s.all.config.Operations)
}

// Find returns the exchanges of all sessions that match the filter, in the order in
// which their requests were received.
func (all *Sessions) Find(f journal.Filter) []journal.Entry {
	found, _ := all.FindIn(nil, f) // only taking from a room can fail
	return found
}

// FindIn is Find with its memory taken from room.
func (all *Sessions) FindIn(room *budget.Room, f journal.Filter) ([]journal.Entry, error) {
	var found []journal.Entry
	for _, s := range all.List() {
		if f.Session != "" && f.Session != s.name {
			continue
		}
		some := s.Find(f)
		if err := room.Take(int64(len(some))*budget.EntrySize, "a list of exchanges"); err != nil {
			return nil, err
		}
		found = append(found, some...)
	}
	slices.SortStableFunc(found, func(a, b journal.Entry) int { return a.Began.Compare(b.Began) })
	return f.Last(found), nil
}

// Exchange returns the exchange with that trace, and whether a journal still has it.
func (all *Sessions) Exchange(trace string) (journal.Entry, bool) {
	cut := strings.LastIndexByte(trace, '.')
	if cut < 0 {
		return journal.Entry{}, false
	}
	found := all.Find(journal.Filter{Session: trace[:cut], Trace: trace})
	if len(found) == 0 {
		return journal.Entry{}, false
	}
	return found[len(found)-1], true
}
