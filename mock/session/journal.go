package session

import (
	"slices"
	"strings"

	"github.com/ringer-api/ringer/mock/budget"
	"github.com/ringer-api/ringer/mock/journal"
)

// Record writes an exchange into the session's journal and tells those who
// listen. It comes before the response goes out, so that a client who has it
// finds it recorded.
func (s *Session) Record(e *journal.Entry) {
	s.journal.Add(*e)
	s.isWatched(e)
	s.publishChange(e)
}

// CompleteRecord adds to an exchange what is known once the response is out.
func (s *Session) CompleteRecord(e *journal.Entry) { s.journal.Complete(e) }

// Journal gives the session's last exchanges, oldest first. What they hold is
// shared and must not be changed.
func (s *Session) Journal() []journal.Entry { return s.Find(journal.Filter{}) }

// Find gives those of the session's last exchanges that the filter lets
// through, oldest first. What they hold is shared and must not be changed.
func (s *Session) Find(f journal.Filter) []journal.Entry {
	found, _ := s.journal.Find(f)
	return found
}

// ClearJournal forgets the session's exchanges.
func (s *Session) ClearJournal() {
	s.journal.Clear()
	s.Changed("journal", "cleared")
}

// Verify tells whether the session got requests that fit, as often as the
// match says. A match that makes no sense is a *problem.Problem that names its
// field.
func (s *Session) Verify(m journal.Match) (journal.Verification, error) {
	return s.journal.Verify(m, s.all.config.operations())
}

// operations are the ids of those that there are.
func (c *Config) operations() []string {
	var ids []string
	for _, o := range c.Description.Operations() {
		ids = append(ids, o.ID)
	}
	return ids
}

// Find gives the exchanges of all sessions that the filter lets through, in
// the order in which their requests came.
func (all *Sessions) Find(f journal.Filter) []journal.Entry {
	found, _ := all.FindIn(nil, f) // what takes no room is not refused
	return found
}

// FindIn is Find in the room of the one who asks.
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

// Exchange gives the exchange with that trace, and whether a journal still
// holds it.
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
