package jobs

import (
	"slices"
	"strings"

	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

// The durations of states, unless an overlay sets them: short enough to wait for, long
// enough for a polling client to see them.
const (
	soon   Span = "1s..5s"
	work   Span = "10s..2m"
	ending Span = "1s..3s"
)

// failing is how many percent of the jobs that can fail do so.
const failing = 5

// statesOf returns the states of a lifecycle in the order of the document, with the
// transitions if the states change by themselves.
func (l *life) statesOf() []*State {
	var out []*State
	switch l.form {
	case byWord, byHistory:
		out = l.worded()
	case byConditions:
		out = l.conditions()
	case byBoolean:
		out = []*State{{Name: "running", Kind: Running, As: false}, {Name: "succeeded", Kind: Succeeded, As: true}}
	case byPercent:
		out = []*State{{Name: "running", Kind: Running, Otherwise: true}, {Name: "succeeded", Kind: Succeeded, As: l.whole}}
	case byEndTime:
		out = []*State{{Name: "running", Kind: Running, Null: true},
			{Name: "succeeded", Kind: Succeeded, Otherwise: true, Enter: map[Pointer]any{l.at: "now"}}}
	case byResponse:
		out = []*State{{Name: "running", Kind: Running, Respond: l.meanwhile}, {Name: "succeeded", Kind: Succeeded}}
	}
	return out
}

// failable adds a failed state to a lifecycle whose form has no word for it.
func (l *life) failable(states []*State, at Pointer) []*State {
	if l.form == byWord || l.form == byHistory || l.form == byConditions || at == "" {
		return states
	}
	failed := *states[len(states)-1]
	failed.Name, failed.Kind = "failed", Failed
	if l.form == byPercent {
		failed.As, failed.Otherwise = nil, true // recognized by the error
	}
	return append(states, &failed)
}

// worded returns a state for each word. If a second place shows how it ended, the end
// becomes one state per outcome.
func (l *life) worded() []*State {
	var out []*State
	if l.opens {
		out = append(out, &State{Name: "running", Kind: Running, Null: true})
	}
	end := l.generalEnd()
	for i, m := range l.set {
		if i == end {
			out = append(out, l.ends(m)...)
			continue
		}
		kind := m.Kind
		if l.opens {
			kind = ended(m)
		}
		out = append(out, &State{Name: m.Text, Kind: kind, As: m.Value})
	}
	return out
}

// generalEnd is the index of the state that only means that it is over; -1 if no other
// place shows how.
func (l *life) generalEnd() int {
	if l.outcome == "" {
		return -1
	}
	i := slices.IndexFunc(l.set, func(m vocabulary.Meaning) bool { return m.Kind == Succeeded })
	if i < 0 {
		i = slices.IndexFunc(l.set, func(m vocabulary.Meaning) bool { return m.Kind == Cancelled && m.Known })
	}
	return i
}

func (l *life) ends(over vocabulary.Meaning) []*State {
	var out []*State
	for _, o := range l.outcomes {
		var said any = o.Text
		if o.Value != nil {
			said = o.Value
		}
		as := over.Value
		if as == nil {
			as = over.Text
		}
		out = append(out, &State{Name: over.Text + "-" + o.Text, Kind: ended(o), As: as, Enter: map[Pointer]any{l.outcome: said}})
	}
	return out
}

// ended returns the kind of an outcome; an unknown outcome is neither good nor bad.
func ended(m vocabulary.Meaning) Kind {
	if m.Kind.Final() {
		return m.Kind
	}
	return PartlySucceeded
}

// conditions returns a state for each condition that can hold, and one for none.
func (l *life) conditions() []*State {
	out := []*State{{Name: "running", Kind: Running, Otherwise: true}}
	for _, m := range l.set {
		if m.Kind == Waiting || m.Kind == Running {
			continue
		}
		holds := map[string]any{l.typeName: m.Text, l.holdsName: l.holdsAs}
		out = append(out, &State{Name: strings.ToLower(m.Text), Kind: m.Kind, As: []any{holds}})
	}
	return out
}

// steps returns the step of each state on the usual way; 0 for states off that way.
func (l *life) steps(states []*State) map[*State]int {
	out := map[*State]int{}
	for _, s := range states {
		switch i := slices.IndexFunc(l.set, func(m vocabulary.Meaning) bool { return m.Text == s.Name }); {
		case i >= 0:
			out[s] = l.set[i].Step
		case !s.Kind.Final():
			out[s] = 4
		}
	}
	return out
}

// schedule sets the durations and transitions of states that change by themselves:
// through all states on the usual way, then to success or, in a few percent, to failure.
// States off the way lead back to it, except those that wait for somebody.
func (l *life) schedule(states []*State) {
	step := l.steps(states)
	var way []*State
	for _, s := range states {
		if step[s] > 0 && !s.Kind.Final() && s.Kind != NeedsAction {
			way = append(way, s)
		}
	}
	slices.SortStableFunc(way, func(a, b *State) int { return step[a] - step[b] })
	ends := usualEnds(states)
	for i, s := range way {
		s.For = spanOf(step[s])
		s.Then = ends
		if i+1 < len(way) {
			s.Then = map[string]int{way[i+1].Name: 100}
		}
	}
	for _, s := range states {
		if s.For != "" || s.Kind.Final() || s.Kind == Paused || s.Kind == NeedsAction {
			continue
		}
		s.For, s.Then = soon, back(s, way, states, ends)
	}
}

// upcoming is the kind of the end that a state announces: timing out, failing.
func upcoming(s *State) Kind {
	said := vocabulary.Phrase(s.Name)
	switch {
	case s.Kind == Cancelling:
		return Cancelled
	case strings.Contains(said, "timing out"), strings.Contains(said, "expiring"):
		return Expired
	case strings.Contains(said, "failing"):
		return Failed
	}
	return ""
}

func spanOf(step int) Span {
	switch step {
	case 4:
		return work
	case 5:
		return ending
	}
	return soon
}

// back returns the states to which a state off the usual way leads.
func back(s *State, way, states []*State, ends map[string]int) map[string]int {
	if end := upcoming(s); end != "" {
		if i := slices.IndexFunc(states, func(o *State) bool { return o.Kind == end }); i >= 0 {
			return map[string]int{states[i].Name: 100}
		}
	}
	for _, w := range way {
		if w.Kind == Running {
			return map[string]int{w.Name: 100}
		}
	}
	return ends
}

// usualEnds are the first successful state and, rarely, the first failed one.
func usualEnds(states []*State) map[string]int {
	first := func(kinds ...Kind) *State {
		for _, k := range kinds {
			for _, s := range states {
				if s.Kind == k {
					return s
				}
			}
		}
		return nil
	}
	good := first(Succeeded, PartlySucceeded, Expired, Cancelled, Failed)
	if good == nil {
		return nil
	}
	bad := first(Failed)
	if bad == nil || bad == good {
		return map[string]int{good.Name: 100}
	}
	return map[string]int{good.Name: 100 - failing, bad.Name: failing}
}
