package lifecycle

import (
	"math/rand/v2"
	"slices"
	"time"

	"github.com/ringer-api/ringer/schemas/jobs"
)

// wander is how many transitions are followed by chance before the shortest way to the
// end is taken: a model may have cycles, such as running and backing off.
const wander = 24

// path returns states from one to the end, with durations: to the wished state, or by
// chance if that is empty. It ends in a state that is final, that nothing leads out of, or
// that only an operation ends.
func (p *Plan) path(chance *rand.Rand, from int, wish string) []Stay {
	if from < 0 {
		return nil
	}
	if to, known := p.index[wish]; known {
		return p.stays(chance, p.toward(chance, from, to), true)
	}
	if p.Resource.Moves == jobs.ByOthers {
		return []Stay{{State: p.states[from].Name}}
	}
	return p.stays(chance, p.byChance(chance, from), false)
}

// byChance follows the transitions with their weights.
func (p *Plan) byChance(chance *rand.Rand, from int) []int {
	out := []int{from}
	var ends []int
	for at := from; len(out) < MaxPath && len(p.next[at]) > 0 && p.states[at].For != ""; out = append(out, at) {
		if len(out) < wander {
			at = pick(chance, p.next[at], nil)
			continue
		}
		if ends == nil {
			ends = p.distances(p.finals())
		}
		if at = nearest(p.next[at], ends); ends[at] < 0 {
			return append(out, at) // a cycle without an end
		}
	}
	return out
}

// toward returns the states on a way to the wished one.
func (p *Plan) toward(chance *rand.Rand, from, to int) []int {
	if from == to {
		return []int{from}
	}
	distance := p.distances([]int{to})
	if distance[from] > 0 {
		return p.follow(chance, from, to, distance)
	}
	// No transition leads there from here, as to cancelled when nobody cancels. The way
	// leads to a state where the work has begun, then to the first state that leads on.
	way := p.untilWork(chance, from)
	door := p.door(to, distance)
	if p.states[way[len(way)-1]].Final() || slices.Contains(way, to) {
		way = way[:1]
	}
	if door == to {
		return append(way, to)
	}
	return append(way, p.follow(chance, door, to, distance)...)
}

// follow walks by chance among the transitions that lead to the wished state, and takes
// the shortest way if that takes too long.
func (p *Plan) follow(chance *rand.Rand, from, to int, distance []int) []int {
	out := []int{from}
	for at := from; at != to && len(out) < MaxPath-1; out = append(out, at) {
		if len(out) < wander && distance[at] < MaxPath-wander {
			at = pick(chance, p.next[at], distance)
		} else {
			at = nearest(p.next[at], distance)
		}
	}
	if out[len(out)-1] != to {
		out = append(out, to) // the way is longer than a path may be
	}
	return out
}

// untilWork follows the transitions until the first running state.
func (p *Plan) untilWork(chance *rand.Rand, from int) []int {
	out := []int{from}
	for at := from; p.states[at].Kind != jobs.Running && len(p.next[at]) > 0 && len(out) < wander; {
		at = pick(chance, p.next[at], nil)
		if p.states[at].Final() {
			break
		}
		out = append(out, at)
	}
	return out
}

// door is the state through which a state is entered that cannot be reached: one of its
// predecessors that is not on the usual way either, such as cancelling before cancelled.
func (p *Plan) door(to int, distance []int) int {
	best := to
	for i, s := range p.states {
		if distance[i] <= 0 || s.Final() {
			continue
		}
		announces := s.Kind == jobs.Cancelling && p.states[to].Kind == jobs.Cancelled
		if best == to || announces || distance[i] < distance[best] && p.states[best].Kind != jobs.Cancelling {
			best = i
		}
		if announces {
			break
		}
	}
	return best
}

// distances returns the number of transitions from each state to the nearest of some; -1
// if none leads there.
func (p *Plan) distances(to []int) []int {
	out := slices.Repeat([]int{-1}, len(p.states))
	queue := slices.Clone(to)
	for _, i := range to {
		out[i] = 0
	}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		for _, i := range p.before[at] {
			if out[i] < 0 {
				out[i] = out[at] + 1
				queue = append(queue, i)
			}
		}
	}
	return out
}

func (p *Plan) finals() []int {
	var out []int
	for i, s := range p.states {
		if s.Final() {
			out = append(out, i)
		}
	}
	return out
}

// pick chooses a transition by its weight; with distances, only among those that lead on.
func pick(chance *rand.Rand, next []edge, distance []int) int {
	weights := make([]int, len(next))
	for i, e := range next {
		if distance == nil || distance[e.to] >= 0 {
			weights[i] = e.weight
		}
	}
	return next[max(weighed(chance, weights), 0)].to
}

// nearest chooses the transition that leads on the fastest.
func nearest(next []edge, distance []int) int {
	best := next[0].to
	for _, e := range next {
		if d := distance[e.to]; d >= 0 && (distance[best] < 0 || d < distance[best]) {
			best = e.to
		}
	}
	return best
}

// stays draws the durations of a way. The last state has no end. A state without a
// duration ends only by an operation, unless the way was wished.
func (p *Plan) stays(chance *rand.Rand, way []int, wished bool) []Stay {
	out := make([]Stay, len(way))
	for i, at := range way {
		out[i].State = p.states[at].Name
		if i < len(way)-1 {
			out[i].For = p.duration(chance, p.states[at], wished)
		}
	}
	return out
}

func (p *Plan) duration(chance *rand.Rand, s *jobs.State, wished bool) time.Duration {
	shortest, longest, err := s.For.Bounds()
	if err != nil || s.For == "" && wished {
		shortest, longest = usual(s.Kind)
	}
	return Range{shortest, longest}.draw(chance)
}

// usual is how long a state lasts if the model does not say it.
func usual(kind jobs.Kind) (shortest, longest time.Duration) {
	if kind == jobs.Running {
		return 10 * time.Second, time.Minute
	}
	return time.Second, 5 * time.Second
}
