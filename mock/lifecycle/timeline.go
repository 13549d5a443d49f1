package lifecycle

import (
	"time"

	"github.com/ringer-api/ringer/schemas/jobs"
)

// Stage is a state of a resource, and when it begins. Number counts the stages from 0.
type Stage struct {
	At     time.Time `json:"at"`
	State  string    `json:"state"`
	Number int       `json:"number"`
	// polls is how many polls come before it, for a resource that progresses by polls.
	polls int
	moved bool
}

// Transition is a change from one state to the next.
type Transition struct {
	From, To string
	At       time.Time
}

// Timeline is all states of a resource, past and to come: a pure function of its birth.
type Timeline struct {
	birth  *Birth
	plan   *Plan
	stages []Stage
}

// Timeline computes the timeline of a birth.
func (p *Plan) Timeline(b *Birth) *Timeline {
	t := &Timeline{birth: b, plan: p}
	path := b.Path
	if len(path) == 0 {
		path = []Stay{{State: p.First()}}
	}
	t.add(b.CreatedAt, path, 0)
	for i, m := range b.Moved {
		t.move(i, m)
	}
	return t
}

// add appends the stages of a path.
func (t *Timeline) add(at time.Time, path []Stay, polls int) {
	for _, s := range path {
		t.stages = append(t.stages, Stage{At: at, State: s.State, Number: len(t.stages), polls: polls})
		if t.ByPolls() {
			at, polls = at.Add(time.Millisecond), polls+t.birth.PollsPerStep
		} else {
			at = at.Add(bounded(s.For))
		}
	}
}

// move cuts the timeline where an operation moved the resource, and continues from the
// state that it was moved to.
func (t *Timeline) move(nth int, m Move) {
	kept := t.stages[:1]
	for _, s := range t.stages[1:] {
		if t.after(s, m) {
			break
		}
		kept = append(kept, s)
	}
	t.stages = kept
	at := m.At
	if last := kept[len(kept)-1].At; at.Before(last) {
		at = last
	}
	polls := 0
	if t.birth.PollsPerStep > 0 {
		// The stage that polls see now is the moved one, however many more the one
		// before it was to be seen by.
		polls = m.Polls
	}
	path := []Stay{{State: m.State}}
	if !m.Led {
		path = t.plan.onward(t.birth, nth, m.State)
	}
	t.add(at, path, polls)
	t.stages[len(kept)].moved = true
}

// after reports whether a stage begins after a move.
func (t *Timeline) after(s Stage, m Move) bool {
	if t.birth.PollsPerStep > 0 {
		return s.polls >= max(m.Polls, 1)
	}
	return s.At.After(m.At)
}

// onward returns the path after a move: to the end that was drawn at the birth, if the
// model's transitions lead there.
func (p *Plan) onward(b *Birth, nth int, state string) []Stay {
	from, known := p.index[state]
	if !known || p.states[from].Final() {
		return []Stay{{State: state}}
	}
	chance := chanceOf(b.Seed+uint64(nth), moveStream)
	if to, known := p.index[b.Final()]; known && p.states[from].For != "" && p.distances([]int{to})[from] > 0 {
		return p.path(chance, from, b.Final())
	}
	return p.path(chance, from, "")
}

// Stages returns all stages in order.
func (t *Timeline) Stages() []Stage { return t.stages }

// At returns the stage at a time. Before its creation a resource shows the stage of its
// creation, or the one that it was moved to even then. One that progresses by polls does not progress by time: see AtPoll.
func (t *Timeline) At(now time.Time) Stage {
	seen := t.stages[0]
	for _, s := range t.stages[1:] {
		early := s.moved && !s.At.After(t.birth.CreatedAt)
		if s.At.After(now) && !early {
			break
		}
		if t.birth.PollsPerStep == 0 || s.moved {
			seen = s
		}
	}
	return seen
}

// AtPoll returns the stage at the nth poll, counted from 1, of a resource that progresses
// by polls. Its states begin a millisecond after one another, so that no time is in the
// future when a client sees it.
func (t *Timeline) AtPoll(n int) Stage {
	seen := t.stages[0]
	for _, s := range t.stages[1:] {
		if s.polls >= max(n, 1) {
			break
		}
		seen = s
	}
	return seen
}

// Seen returns the stage that a client sees at a time and, if the resource progresses by
// polls, at the latest of so many.
func (t *Timeline) Seen(now time.Time, polls int) Stage {
	if t.ByPolls() {
		return t.AtPoll(polls)
	}
	return t.At(now)
}

// ByPolls reports whether the resource progresses by polls.
func (t *Timeline) ByPolls() bool { return t.birth.PollsPerStep > 0 }

// AfterPolls returns how many polls come before those that see a stage.
func (t *Timeline) AfterPolls(s Stage) int { return s.polls }

// Next returns the first transition after a time; false if there is none by time. Of
// several at one instant it is the last, since nobody can see the others.
func (t *Timeline) Next(after time.Time) (Transition, bool) {
	if t.ByPolls() {
		return Transition{}, false
	}
	from := t.At(after)
	for _, s := range t.stages[from.Number+1:] {
		if !s.At.After(after) {
			continue
		}
		if to := t.At(s.At); to.State != from.State {
			return Transition{From: from.State, To: to.State, At: s.At}, true
		}
	}
	return Transition{}, false
}

// FinalAt returns when the resource enters a final state; false if it never does.
func (t *Timeline) FinalAt() (time.Time, bool) {
	last := t.stages[len(t.stages)-1]
	return last.At, t.plan.kind(last.State).Final()
}

// entered returns when a state that matches was entered last, up to a stage.
func (t *Timeline) entered(until Stage, is func(*jobs.State) bool) (time.Time, bool) {
	for i := until.Number; i >= 0; i-- {
		if s := t.plan.State(t.stages[i].State); s != nil && is(s) {
			return t.stages[i].At, true
		}
	}
	return time.Time{}, false
}
