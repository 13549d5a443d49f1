package execution

import "time"

// Transition is a move that a client can see: the status changed or another
// attempt began.
type Transition struct {
	ID      string    `json:"id"`
	At      time.Time `json:"at"`
	From    Status    `json:"from"`
	To      Status    `json:"to"`
	Attempt int       `json:"attempt"` // attempts made, this one included
}

// Next is the first transition later than that moment. There is none when the
// job has ended, is stuck, or moves by polls.
func (t Timeline) Next(after time.Time) (Transition, bool) {
	if t.birth.Life.PollsPerStep > 0 {
		return Transition{}, false
	}
	before := t.moment(after)
	for m := range t.moments {
		if !m.at.After(after) || !m.changes(before) {
			continue
		}
		m = t.moment(m.at) // the last of several at one instant
		return Transition{
			ID: t.birth.ID, At: m.at, From: before.status, To: m.status, Attempt: m.attempts,
		}, true
	}
	return Transition{}, false
}

// FinalAt is when the job ends. It never does when it is stuck, and not by
// time when it moves by polls.
func (t Timeline) FinalAt() (time.Time, bool) {
	if t.birth.Life.PollsPerStep > 0 {
		return time.Time{}, false
	}
	var last moment
	for m := range t.moments {
		last = m
	}
	return last.at, last.status.Final()
}
