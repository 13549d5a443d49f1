package generate

import (
	"encoding/hex"
	"math/rand/v2"

	"github.com/brianvoe/gofakeit/v6"
)

// words draws ids, names and sentences. It is the only user of gofakeit, and uses only
// functions whose results depend on nothing but the random source: not on the wall clock,
// not on the order of a map.
type words struct{ faker *gofakeit.Faker }

// wordsOf returns words that are drawn from the given stream, which advances.
func wordsOf(r *rand.Rand) words {
	return words{faker: gofakeit.NewCustom(stream{r})}
}

// stream adapts a rand/v2 stream to the interface of gofakeit.
type stream struct{ *rand.Rand }

func (s stream) Int63() int64 { return int64(s.Uint64() >> 1) }

// Seed does nothing: a stream is seeded once. The interface requires it.
func (s stream) Seed(int64) {}

func (w words) uuid() string { return w.faker.UUID() }

// hash returns 64 hexadecimal digits.
func (w words) hash() string {
	var sum [32]byte
	for i := range sum {
		sum[i] = w.faker.Uint8()
	}
	return hex.EncodeToString(sum[:])
}

func (w words) firstName() string { return w.faker.FirstName() }

func (w words) word() string { return w.faker.NounCommon() }

func (w words) name() string { return w.faker.FirstName() + " " + w.faker.LastName() }

func (w words) sentence(n int) string { return w.faker.Sentence(n) }

func (w words) paragraph(sentences int) string {
	return w.faker.Paragraph(1, sentences, 12, " ")
}

// perhaps returns an id with that probability, else null.
func (w words) perhaps(percent int) *string {
	id := w.uuid() // drawn in any case: what follows must not depend on percent
	if w.faker.Rand.Intn(100) >= percent {
		return nil
	}
	return &id
}
