package generate

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ringer-api/ringer/mock/execution"
)

// Value draws a JSON value from the generator of that name (see Generators). The same
// state of r gives the same value. The error is about an unknown name.
func Value(generator string, r *rand.Rand) (json.RawMessage, error) {
	draw, known := generators[generator]
	if !known {
		return nil, fmt.Errorf("unknown generator %q: choose one of %s",
			generator, strings.Join(Generators(), ", "))
	}
	return draw(r), nil
}

// Generators returns the names that Value accepts, sorted.
func Generators() []string { return slices.Sorted(maps.Keys(generators)) }

// longText is the minimum length of a long text in bytes.
const longText = 64 << 10

// generators is the functions that draw JSON values, by name; none reads a clock.
var generators = map[string]func(r *rand.Rand) json.RawMessage{
	"boolean": func(r *rand.Rand) json.RawMessage {
		return strconv.AppendBool(nil, often(r, 50))
	},
	"integer": func(r *rand.Rand) json.RawMessage {
		return strconv.AppendInt(nil, r.Int64N(10_000), 10)
	},
	"number": func(r *rand.Rand) json.RawMessage {
		return execution.AppendFloat(nil, thousandth(r))
	},
	"date-time": text(func(r *rand.Rand) string { return string(execution.AppendTime(nil, in2024(r))) }),

	"uuid":      text(func(r *rand.Rand) string { return wordsOf(r).uuid() }),
	"word":      text(func(r *rand.Rand) string { return wordsOf(r).word() }),
	"sentence":  text(func(r *rand.Rand) string { return wordsOf(r).sentence(between(r, 5, 14)) }),
	"paragraph": text(func(r *rand.Rand) string { return wordsOf(r).paragraph(between(r, 3, 7)) }),
	"long-text": text(lengthy),
	"unicode":   text(difficultTexts),
	"name":      text(func(r *rand.Rand) string { return wordsOf(r).name() }),
	"email":     text(email),
	"user-id":   text(func(r *rand.Rand) string { return wordsOf(r).uuid() }),

	"model":  text(func(r *rand.Rand) string { return either(r, models) }),
	"prompt": text(func(r *rand.Rand) string { return either(r, prompts) }),
	"status": text(func(r *rand.Rand) string { return string(either(r, states)) }),
	"error-code": text(func(r *rand.Rand) string {
		return drawFailure(r, execution.Error, time.Minute, false).code
	}),
	"error-message": text(func(r *rand.Rand) string {
		b := execution.Birth{Model: either(r, models)}
		b.Life.Attempts = []execution.Attempt{{Run: time.Minute}}
		return drawFailure(r, execution.Error, time.Minute, false).message(r, &b)
	}),
}

func text(draw func(r *rand.Rand) string) func(r *rand.Rand) json.RawMessage {
	return func(r *rand.Rand) json.RawMessage { return execution.AppendString(nil, draw(r)) }
}

func email(r *rand.Rand) string {
	return strings.ToLower(wordsOf(r).firstName()) + strconv.Itoa(r.IntN(100)) + "@example.com"
}

func lengthy(r *rand.Rand) string {
	var b strings.Builder
	for b.Len() < longText {
		b.WriteString(wordsOf(r).paragraph(8))
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
