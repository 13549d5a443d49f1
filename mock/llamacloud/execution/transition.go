package execution

import "time"

// Transition is a change that clients can see: of the status, or to another attempt.
type Transition struct {
	ID      string    `json:"jobId"`
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

// Stage is a part of the life that a client can tell from the one before: it has another
// status or another number of attempts.
type Stage struct {
	At       time.Time
	Status   Status
	Attempts int
}

// Stages returns all stages in order, also those that take no time. The first is waiting,
// from the creation on. Of a job that progresses by polls the times have no meaning: the
// nth stage, counted from 0, begins after n times PollsPerStep polls; see AtPoll.
func (t Timeline) Stages() []Stage {
	var all []Stage
	last := t.first()
	for m := range t.moments {
		if len(all) == 0 || m.changes(last) {
			all = append(all, Stage{At: m.at, Status: m.status, Attempts: m.attempts})
			last = m
		}
	}
	return all
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
