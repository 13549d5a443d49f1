package value

import (
	"math/rand/v2"

	"github.com/brianvoe/gofakeit/v6"
)

// draw is a random stream of one place, with words from it. Of gofakeit, only functions
// are used whose results depend on nothing but the stream.
type draw struct {
	*rand.Rand
	fake *gofakeit.Faker
}

func newDraw(seed uint64) draw {
	r := rand.New(rand.NewPCG(seed, mix(seed, 1)))
	return draw{r, gofakeit.NewCustom(stream{r})}
}

// stream adapts a stream of rand/v2 to the interface of gofakeit.
type stream struct{ *rand.Rand }

func (s stream) Int63() int64 { return int64(s.Uint64() >> 1) }

// Seed does nothing: a stream is seeded once. The interface requires it.
func (s stream) Seed(int64) {}

// often returns true with that probability.
func (d draw) often(percent int) bool { return d.IntN(100) < percent }

// between returns an integer from least to most, both included.
func (d draw) between(least, most int) int { return least + d.IntN(max(0, most-least)+1) }

func pick[T any](d draw, choices []T) T { return choices[d.IntN(len(choices))] }

// mix combines two numbers into an unrelated third one (the finalizer of SplitMix64).
func mix(a, b uint64) uint64 {
	x := a ^ (b+0x9e3779b97f4a7c15)*0xff51afd7ed558ccd
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// mixText combines a number and a text (FNV-1a).
func mixText(a uint64, text string) uint64 {
	h := uint64(0xcbf29ce484222325)
	for i := range len(text) {
		h = (h ^ uint64(text[i])) * 0x100000001b3
	}
	return mix(a, h)
}
