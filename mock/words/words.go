package words

import (
	"encoding/hex"
	"math/rand/v2"

	"github.com/brianvoe/gofakeit/v6"
)

// Words makes random ids, names and sentences. It uses only those of gofakeit's
// functions whose results depend on nothing but the random source: not on the wall clock,
// not on the order of a map.
type Words struct{ faker *gofakeit.Faker }

// Of returns words that are drawn from the given stream, which advances.
func Of(r *rand.Rand) Words {
	return Words{faker: gofakeit.NewCustom(stream{r})}
}

// stream adapts a rand/v2 stream to the interface of gofakeit.
type stream struct{ *rand.Rand }

func (s stream) Int63() int64 { return int64(s.Uint64() >> 1) }

// Seed does nothing: a stream is seeded once. The interface requires it.
func (s stream) Seed(int64) {}

// UUID returns a random UUID.
func (w Words) UUID() string { return w.faker.UUID() }

// Hash returns 64 hexadecimal digits.
func (w Words) Hash() string {
	var sum [32]byte
	for i := range sum {
		sum[i] = w.faker.Uint8()
	}
	return hex.EncodeToString(sum[:])
}

// FirstName returns a first name.
func (w Words) FirstName() string { return w.faker.FirstName() }

// Word returns a noun.
func (w Words) Word() string { return w.faker.NounCommon() }

// Name returns a first and a last name.
func (w Words) Name() string { return w.faker.FirstName() + " " + w.faker.LastName() }

// Sentence returns a sentence of n words.
func (w Words) Sentence(n int) string { return w.faker.Sentence(n) }

// Paragraph returns a paragraph of so many sentences.
func (w Words) Paragraph(sentences int) string {
	return w.faker.Paragraph(1, sentences, 12, " ")
}

// Perhaps returns an id with that probability, else null.
func (w Words) Perhaps(percent int) *string {
	id := w.UUID() // drawn in any case: what follows must not depend on percent
	if w.faker.Rand.Intn(100) >= percent {
		return nil
	}
	return &id
}
