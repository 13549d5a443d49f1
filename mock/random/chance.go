package random

import (
	"crypto/sha256"
	"encoding/binary"
	"math"
	"math/rand/v2"
	"time"

	"github.com/ringer-api/ringer/fixtures"
)

// Chance returns a random stream for one purpose, named by its parts. The same seed and
// parts give the same stream, others an unrelated one. A stream is not safe for concurrent
// use.
func Chance(seed uint64, parts ...string) *rand.Rand {
	return rand.New(source(seed, parts))
}

// source hashes the name, so that the streams of consecutive numbers are unrelated. Each
// part is prefixed with its length, so that different parts never form the same name.
func source(seed uint64, parts []string) *rand.PCG {
	name := make([]byte, 0, 256)
	name = binary.LittleEndian.AppendUint64(name, seed)
	for _, part := range parts {
		name = binary.LittleEndian.AppendUint32(name, uint32(len(part)))
		name = append(name, part...)
	}
	sum := sha256.Sum256(name)
	return rand.NewPCG(
		binary.LittleEndian.Uint64(sum[:8]), binary.LittleEndian.Uint64(sum[8:16]))
}

// Often returns true with that probability.
func Often(r *rand.Rand, percent int) bool { return r.IntN(100) < percent }

// Either returns one of the choices.
func Either[T any](r *rand.Rand, choices []T) T { return choices[r.IntN(len(choices))] }

// Weighed returns an index in weights, with the probability of its weight. Negative weights
// count as zero; the sum must be above zero.
func Weighed(r *rand.Rand, weights []int) int {
	sum := 0
	for _, w := range weights {
		sum += max(0, w)
	}
	n := r.IntN(sum)
	for i, w := range weights {
		if n -= max(0, w); n < 0 {
			return i
		}
	}
	return len(weights) - 1
}

// Between returns a whole number from least to most, both included.
func Between(r *rand.Rand, least, most int) int {
	return least + r.IntN(max(0, most-least)+1)
}

// Within returns a duration from span, in whole microseconds above its minimum.
func Within(r *rand.Rand, span fixtures.Span) time.Duration {
	steps := max(0, span.Max-span.Min) / time.Microsecond
	return max(0, span.Min) + time.Duration(r.Int64N(int64(steps)+1))*time.Microsecond
}

// Around returns a duration that is mostly near the median and sometimes far above it, as
// waiting times are (log-normal), limited to span.
func Around(r *rand.Rand, median time.Duration, spread float64, span fixtures.Span) time.Duration {
	d := time.Duration(float64(median) * math.Exp(spread*r.NormFloat64()))
	return min(max(d.Truncate(time.Microsecond), span.Min), span.Max)
}
