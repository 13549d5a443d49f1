package words

import (
	"encoding/json"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ringer-api/ringer/mock/pydantic"
	"github.com/ringer-api/ringer/mock/random"
)

// Value returns the JSON of a random value of the generator of that name (see Generators),
// and whether there is one. The same state of r gives the same value.
func Value(generator string, r *rand.Rand) (json.RawMessage, bool) {
	draw, known := generators[generator]
	if !known {
		return nil, false
	}
	return draw(r), true
}

// Generators returns the names that Value accepts, sorted.
func Generators() []string { return slices.Sorted(maps.Keys(generators)) }

// longText is the minimum length of a long text in bytes.
const longText = 64 << 10

// generators is the functions that draw JSON values, by name; none reads a clock.
var generators = map[string]func(r *rand.Rand) json.RawMessage{
	"boolean": func(r *rand.Rand) json.RawMessage {
		return strconv.AppendBool(nil, random.Often(r, 50))
	},
	"integer": func(r *rand.Rand) json.RawMessage {
		return strconv.AppendInt(nil, r.Int64N(10_000), 10)
	},
	"number": func(r *rand.Rand) json.RawMessage {
		return pydantic.AppendFloat(nil, thousandth(r))
	},
	"date-time": text(func(r *rand.Rand) string { return string(pydantic.AppendTime(nil, in2024(r))) }),

	"uuid":      text(func(r *rand.Rand) string { return Of(r).UUID() }),
	"word":      text(func(r *rand.Rand) string { return Of(r).Word() }),
	"sentence":  text(func(r *rand.Rand) string { return Of(r).Sentence(random.Between(r, 5, 14)) }),
	"paragraph": text(func(r *rand.Rand) string { return Of(r).Paragraph(random.Between(r, 3, 7)) }),
	"long-text": text(lengthy),
	"unicode":   text(Difficult),
	"name":      text(func(r *rand.Rand) string { return Of(r).Name() }),
	"email":     text(email),
	"user-id":   text(func(r *rand.Rand) string { return Of(r).UUID() }),
}

// Quote returns a text as JSON.
func Quote(text string) json.RawMessage { return pydantic.AppendString(nil, text) }

func text(draw func(r *rand.Rand) string) func(r *rand.Rand) json.RawMessage {
	return func(r *rand.Rand) json.RawMessage { return Quote(draw(r)) }
}

func email(r *rand.Rand) string {
	return strings.ToLower(Of(r).FirstName()) + strconv.Itoa(r.IntN(100)) + "@example.com"
}

func lengthy(r *rand.Rand) string {
	var b strings.Builder
	for b.Len() < longText {
		b.WriteString(Of(r).Paragraph(8))
		b.WriteByte('\n')
	}
	return b.String()
}

func thousandth(r *rand.Rand) float64 { return math.Round(r.Float64()*1e6) / 1e3 }

// in2024 returns an instant in 2024.
func in2024(r *rand.Rand) time.Time {
	start := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	micros := int64(366 * 24 * time.Hour / time.Microsecond)
	return start.Add(time.Duration(r.Int64N(micros)) * time.Microsecond)
}
