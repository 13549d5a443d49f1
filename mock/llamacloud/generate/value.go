package generate

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/ringer-api/ringer/mock/llamacloud/execution"
	"github.com/ringer-api/ringer/mock/random"
	"github.com/ringer-api/ringer/mock/words"
)

// Value returns the JSON of a random value: of one of the generators of this API, or one of
// package words. The error for an unknown one lists all.
func Value(generator string, r *rand.Rand) (json.RawMessage, error) {
	if draw, known := generators[generator]; known {
		return words.Quote(draw(r)), nil
	}
	if value, known := words.Value(generator, r); known {
		return value, nil
	}
	return nil, fmt.Errorf("unknown generator %q: choose one of %s",
		generator, strings.Join(Generators(), ", "))
}

// Generators returns the names of all generators in alphabetical order.
func Generators() []string {
	return slices.Sorted(slices.Values(slices.Concat(words.Generators(), slices.Collect(maps.Keys(generators)))))
}

// generators are those of this API; each draws a text.
var generators = map[string]func(r *rand.Rand) string{
	"model":  func(r *rand.Rand) string { return random.Either(r, known().models) },
	"prompt": func(r *rand.Rand) string { return random.Either(r, known().prompts) },
	"status": func(r *rand.Rand) string { return string(random.Either(r, states)) },
	"error-code": func(r *rand.Rand) string {
		return drawFailure(r, execution.Error, time.Minute, false).code
	},
	"error-message": func(r *rand.Rand) string {
		b := execution.Birth{Model: random.Either(r, known().models)}
		b.Life.Attempts = []execution.Attempt{{Run: time.Minute}}
		return drawFailure(r, execution.Error, time.Minute, false).message(r, &b)
	},
}
