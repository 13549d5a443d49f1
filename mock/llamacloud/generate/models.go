package generate

import (
	"math/rand/v2"
	"slices"

	"github.com/ringer-api/ringer/mock/random"
	"github.com/ringer-api/ringer/mock/words"
)

// drawModel returns the dataset's most frequent model or, sometimes, another one.
func (d *dataset) drawModel(r *rand.Rand) string {
	if len(d.Models) > 0 {
		return random.Either(r, d.Models)
	}
	if random.Often(r, 60) {
		return d.model
	}
	return known().anyModel(r)
}

// drawPrompt returns the default template or, sometimes, the dataset's own.
func (d *dataset) drawPrompt(r *rand.Rand) string {
	own := random.Often(r, 30)
	if d.unicode() {
		return words.Difficult(r) + "\n{context_str}\n" + words.Difficult(r) + "\n{query_str}\n"
	}
	if own {
		return d.prompt
	}
	return known().defaultPrompt
}

// givenModel returns the model that a request names, or else the default of the service.
func (d *dataset) givenModel(model *string) string {
	switch {
	case model != nil:
		return *model
	case len(d.Models) > 0 && !slices.Contains(d.Models, known().models[0]):
		return d.Models[0]
	}
	return known().models[0]
}

// anyModel draws one of all models.
func (v *vocabulary) anyModel(r *rand.Rand) string {
	return v.models[random.Weighed(r, v.modelWeights)]
}
