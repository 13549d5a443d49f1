package lifecycle

import (
	"encoding/json"
	"maps"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/ringer-api/ringer/schemas/jobs"
)

// Draw makes a birth. The same arguments always make the same one. An input that is not a
// JSON object, or larger than MaxInput, is not kept. If others move the resource, the input
// may say in which state it begins.
func Draw(p *Plan, seed uint64, id string, createdAt time.Time, input json.RawMessage, params map[string]string, s Settings) Birth {
	b := Birth{
		ID: id, CreatedAt: createdAt.Round(0).UTC().Truncate(time.Millisecond), Seed: seed, Params: params,
		PollsPerStep: max(s.AfterPolls, 0),
	}
	if len(input) <= MaxInput && isObject(input) {
		b.Input = input
	}
	s = p.known(s)
	wish, from := s.wish(chanceOf(seed, finalStream)), p.first()
	if b.Input != nil && len(p.states) > 0 && !p.Jobs() {
		if i, known := p.index[p.stateIn(b.Input)]; known {
			from = i
		}
	}
	b.Path = p.path(chanceOf(seed, pathStream), from, wish)
	p.stretch(chanceOf(seed, stayStream), b.Path, s)
	bound(b.Path)
	return b
}

// Settled makes a birth that has been in a state since its creation. An unknown state is
// the first one.
func Settled(p *Plan, seed uint64, id string, createdAt time.Time, input json.RawMessage, params map[string]string, state string) Birth {
	b := Draw(p, seed, id, createdAt, input, params, Settings{})
	if _, known := p.index[state]; known {
		b.Path = []Stay{{State: state}}
	}
	return b
}

// known returns the settings without states that the resource does not have: a scenario is
// about all resources of an API.
func (p *Plan) known(s Settings) Settings {
	unknown := func(state string) bool { _, known := p.index[state]; return !known }
	if s.Final != "" && unknown(s.Final) {
		s.Final = ""
	}
	for state := range s.Weights {
		if unknown(state) {
			s.Weights = maps.Clone(s.Weights)
			maps.DeleteFunc(s.Weights, func(state string, _ int) bool { return unknown(state) })
			break
		}
	}
	return s
}

// wish draws the state in which a birth ends; empty if nothing is wished.
func (s Settings) wish(chance *rand.Rand) string {
	if s.Final != "" || len(s.Weights) == 0 {
		return s.Final
	}
	states := slices.Sorted(maps.Keys(s.Weights))
	weights := make([]int, len(states))
	for i, state := range states {
		weights[i] = s.Weights[state]
	}
	if i := weighed(chance, weights); i >= 0 {
		return states[i]
	}
	return ""
}

// Chosen reports whether the settings say in which states resources end.
func (s Settings) Chosen() bool { return s.Final != "" || len(s.Weights) > 0 || s.AfterPolls > 0 }

// bound shortens a path to MaxStay: all of it must fit between the year 2000 and now.
func bound(path []Stay) {
	left := MaxStay
	for i := range path {
		path[i].For = min(bounded(path[i].For), left)
		left -= path[i].For
	}
}

// stretch replaces the durations of waiting and running states by those of the settings:
// one duration for all states of a kind, shared equally.
func (p *Plan) stretch(chance *rand.Rand, path []Stay, s Settings) {
	for _, part := range []struct {
		kind jobs.Kind
		span *Range
	}{{jobs.Waiting, s.Queue}, {jobs.Running, s.Run}} {
		if part.span == nil {
			continue
		}
		total := part.span.draw(chance)
		var at []int
		for i := range max(len(path)-1, 0) {
			if p.kind(path[i].State) == part.kind {
				at = append(at, i)
			}
		}
		for n, i := range at {
			// Differences of rounded shares, so that they add up to the total.
			path[i].For = share(total, n+1, len(at)) - share(total, n, len(at))
		}
	}
}

func share(total time.Duration, n, of int) time.Duration {
	return (total / time.Duration(of) * time.Duration(n)).Truncate(time.Millisecond)
}
