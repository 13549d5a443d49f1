package world

import "time"

// Stage is an entry of the timeline of a job: a state, and when it begins.
type Stage struct {
	State string `json:"state"`
	// Attempt distinguishes a job that waits (0) from its attempts; nil if the state is
	// fixed.
	Attempt *int `json:"attempt,omitempty" doc:"the number of attempts begun so far; 0: it waits for the first; absent if the state is fixed"`
	// At is when the state begins; nil if it begins by polls, or is fixed.
	At *time.Time `json:"at,omitempty" doc:"when it begins, by the session's clock; absent if it begins by polls, or if the state is fixed"`
	// AfterPolls is how many polls come before those that see the state; nil if it
	// begins by time, or is fixed.
	AfterPolls *int `json:"afterPolls,omitempty" doc:"for a job that changes state by polls: after how many polls it begins"`
	// Past reports that clients see the state now, or could see it before.
	Past bool `json:"past" doc:"whether the state has begun; the last one that has is the state now"`
}

// Timeline returns all states of a job, past and to come, whose state a client sees now as
// given. Of states that begin at the same time, only the last is listed: no client can see
// the others. A fixed state (of a record from a file, set by hand, or set by an override of
// the scenario) is the only entry, without a time.
func (q *Query) Timeline(j *Job, state string) []Stage {
	var all []Stage
	if j.Literal == nil && !j.Patch.Sets(q.Resource.Status) {
		line := q.Resource.Kind.Timeline(j.Birth)
		if polls := line.PollsPerStep(); polls > 0 {
			all = q.stagesByPolls(j, line.Steps(), polls)
		} else {
			all = q.stagesByTime(line.Steps())
		}
	}
	now := -1
	for i := range all {
		if all[i].Past {
			now = i
		}
	}
	if now < 0 || all[now].State != state {
		return []Stage{{State: state, Past: true}}
	}
	return all
}

func (q *Query) stagesByPolls(j *Job, steps []Step, polls int) []Stage {
	seen := max(1, q.Polls(j.Birth))
	all := make([]Stage, len(steps))
	for i, s := range steps {
		after := i * polls
		all[i] = Stage{State: s.State, Attempt: s.Attempts, AfterPolls: &after, Past: seen > after}
	}
	return all
}

// stagesByTime keeps the last of the stages that begin at one instant. When the clock is
// before the creation, clients see the job already, as it is created: then this stage is
// the one in the past, and is kept.
func (q *Query) stagesByTime(steps []Step) []Stage {
	var all []Stage
	for _, s := range steps {
		at := visible(s.At)
		stage := Stage{State: s.State, Attempt: s.Attempts, At: &at, Past: len(all) == 0 || !at.After(q.Now)}
		if n := len(all); n > 0 && all[n-1].At.Equal(at) && all[n-1].Past == stage.Past {
			all[n-1] = stage
			continue
		}
		all = append(all, stage)
	}
	return all
}
