package execution

import "time"

// Timeline is all states of an execution: what clients see of it at any time. It is a pure
// function of the birth; it has no timers and no state.
type Timeline struct {
	birth Birth
}

// Timeline returns the timeline of the birth.
func (b Birth) Timeline() Timeline {
	b.CreatedAt = b.CreatedAt.Round(0).UTC() // drops the monotonic reading
	return Timeline{birth: b}
}

// At returns the record at that time. Before its creation an execution has the record of
// its creation. A job that progresses by polls (Life.PollsPerStep) does not progress by
// time: At returns it waiting; see AtPoll.
func (t Timeline) At(now time.Time) Record {
	return t.record(t.moment(now))
}

// AtPoll returns the record at the nth poll, counted from 1, of a job that progresses by
// polls: the first PollsPerStep polls show it waiting, the next as many show its first
// attempt, and so on to the end. Its times follow from the birth's durations. Without
// PollsPerStep each poll is a step.
func (t Timeline) AtPoll(n int) Record {
	step := (n - 1) / max(1, t.birth.Life.PollsPerStep)
	seen := t.first()
	for m := range t.moments {
		if m.changes(seen) {
			step--
		}
		if step < 0 {
			break
		}
		seen = m
	}
	return t.record(seen)
}

// moment is a change in the lifecycle.
type moment struct {
	at       time.Time
	status   Status
	attempts int
	started  time.Time // zero before the first attempt
}

// changes reports whether a polling client can see a transition.
func (m moment) changes(before moment) bool {
	return m.status != before.status || m.attempts != before.attempts
}

// moment returns the last change up to now.
func (t Timeline) moment(now time.Time) moment {
	last := t.first()
	if t.birth.Life.PollsPerStep > 0 {
		return last
	}
	for m := range t.moments {
		if m.at.After(now) {
			break
		}
		last = m
	}
	return last
}

// first returns the moment of the birth: the job waits.
func (t Timeline) first() moment {
	return moment{at: t.birth.CreatedAt, status: Pending}
}

// moments yields all changes in order: waiting, each attempt, each failure that is
// followed by another attempt, the end.
func (t Timeline) moments(yield func(moment) bool) {
	life := t.birth.Life
	m := t.first()
	if !yield(m) {
		return
	}
	m.at = m.at.Add(max(0, life.Queue))
	attempts := life.attempts()
	for i, a := range attempts {
		m.attempts, m.started = i+1, m.at
		if !yield(m) {
			return
		}
		m.at = m.at.Add(max(0, a.Run))
		if i == len(attempts)-1 {
			break
		}
		if !yield(m) { // it failed: only updated_at changes
			return
		}
		m.at = m.at.Add(max(0, a.Backoff))
	}
	if m.status = life.final(); m.status.Final() {
		yield(m)
	}
}

// instant is the attempt of an execution that succeeds immediately.
var instant = []Attempt{{}}

func (l Life) attempts() []Attempt {
	if final := l.final(); len(l.Attempts) > 0 || final == Pending || final == Error {
		return l.Attempts
	}
	return instant
}

func (l Life) final() Status {
	if l.Final == "" {
		return Success
	}
	return l.Final
}

func (t Timeline) record(m moment) Record {
	b := &t.birth
	r := Record{
		PipelineID:    b.PipelineID,
		EvalDatasetID: b.EvalDatasetID,
		CreatedAt:     b.CreatedAt,
		ID:            b.ID,
		Status:        m.status,
		UpdatedAt:     m.at,
	}
	if b.Optional == AllNull {
		return r
	}
	r.Parameters = &Parameters{QuestionIDs: b.QuestionIDs, Model: b.Model, Prompt: b.Prompt}
	r.SessionID, r.CorrelationID = b.SessionID, b.CorrelationID
	r.ParentID, r.UserID = b.ParentID, b.UserID
	r.Attempts, r.Data = &m.attempts, b.Data || b.Optional == AllPresent
	if !m.started.IsZero() {
		r.StartedAt = &m.started
	}
	if m.status.Final() {
		r.EndedAt = &m.at
	}
	if m.status == Error || m.status == PartialSuccess {
		r.ErrorCode, r.ErrorMessage = present(b.Life.Code), present(b.Life.Message)
	}
	return r
}

// present returns the text, or null when it is empty.
func present(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
