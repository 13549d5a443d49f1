package lifecycle

import (
	"math/rand/v2"
	"time"
)

// Settings are wishes for births. The zero value follows the model.
type Settings struct {
	// Weights of the states in which resources end. One that is not final is never left.
	Weights map[string]int
	// Final is the state in which the resource ends; it overrides Weights.
	Final string
	// Queue and Run are how long all waiting and all running states last together; nil
	// follows the model.
	Queue, Run *Range
	// AfterPolls makes resources progress by polls: one step per that many polls.
	AfterPolls int
}

// Range is a random duration between two.
type Range struct{ Shortest, Longest time.Duration }

func (r Range) draw(chance *rand.Rand) time.Duration {
	from, to := bounded(r.Shortest), bounded(r.Longest)
	if to <= from {
		return from
	}
	// Milliseconds are what records show; a finer duration would make times differ that
	// look equal.
	steps := int64((to - from) / time.Millisecond)
	return from + time.Duration(chance.Int64N(steps+1))*time.Millisecond
}

func bounded(d time.Duration) time.Duration { return min(max(d, 0), MaxStay) }

// Separate streams of chance: a setting for one of them does not change the others.
const (
	pathStream uint64 = iota + 1
	stayStream
	finalStream
	moveStream
	idStream
	ageStream
	countStream
	figureStream
	textStream
)

func chanceOf(seed uint64, stream uint64) *rand.Rand {
	return rand.New(rand.NewPCG(seed, stream))
}

// weighed returns the index of a weight by chance; -1 if no weight is above 0.
func weighed(chance *rand.Rand, weights []int) int {
	total := 0
	for _, w := range weights {
		total += min(max(w, 0), maxWeight)
	}
	if total == 0 {
		return -1
	}
	n := chance.IntN(total)
	for i, w := range weights {
		if n -= min(max(w, 0), maxWeight); n < 0 {
			return i
		}
	}
	return -1
}

// maxWeight keeps sums of weights in range.
const maxWeight = 1 << 30
