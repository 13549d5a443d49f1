package execution

import "time"

// Transition is a change that clients can see: of the status, or to another attempt.
type Transition struct {
	ID      string    `json:"id"`
	At      time.Time `json:"at"`
	From    Status    `json:"from"`
	To      Status    `json:"to"`
	Attempt int       `json:"attempt"` // the number of attempts, including this one
}

// Next returns the first transition after that time. There is none if the job has ended,
// is stuck, or progresses by polls.
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

// FinalAt returns when the job ends. It is false if the job is stuck or progresses by
// polls.
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
