package generate

import (
	"math/rand/v2"
	"slices"

	"github.com/ringer-api/ringer/mock/random"
	"github.com/ringer-api/ringer/mock/words"
)

// models is the documented models; the first is the default of the service.
var models = []string{
	"GPT_4O", "GPT_4O_MINI", "GPT_4_TURBO", "GPT_4", "GPT_3_5_TURBO", "AZURE_OPENAI",
}

var modelWeights = []int{45, 25, 8, 7, 8, 7}

// window returns the maximum number of tokens of a model.
func window(model string) int {
	switch model {
	case "GPT_4":
		return 8192
	case "GPT_3_5_TURBO":
		return 16385
	}
	return 128000
}

// defaultPrompt is the service's default, which ends with a space.
const defaultPrompt = `Context information is below.
---------------------
{context_str}
---------------------
Given the context information and not prior knowledge, answer the query.
Query: {query_str}
Answer: `

// prompts is templates that users write instead.
var prompts = []string{
	"Answer in one short paragraph, from the context alone.\n\n" +
		"Context:\n{context_str}\n\nQuestion: {query_str}\nAnswer: ",
	"You help the customers of a shop. If the context does not hold the answer, say so.\n" +
		"Context:\n{context_str}\nQuestion: {query_str}\nAnswer: ",
	"{context_str}\n\nQ: {query_str}\nA: ",
	"### Context\n{context_str}\n\n### Question\n{query_str}\n\n### Answer\n",
	"Use only the passages below. Quote the passage that the answer rests on.\n" +
		"<passages>\n{context_str}\n</passages>\n<question>{query_str}</question>\n",
	"Read the context, think step by step, then answer in the language of the question.\n" +
		"{context_str}\n---\n{query_str}\n",
	"Context information is below.\n---------------------\n{context_str}\n" +
		"---------------------\nAnswer with a list of at most three points.\n" +
		"Query: {query_str}\nAnswer: ",
}

// drawModel returns the dataset's most frequent model or, sometimes, another one.
func (d *dataset) drawModel(r *rand.Rand) string {
	if len(d.Models) > 0 {
		return random.Either(r, d.Models)
	}
	if random.Often(r, 60) {
		return d.model
	}
	return models[random.Weighed(r, modelWeights)]
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
	return defaultPrompt
}

// givenModel returns the model that a request names, or else the default of the service.
func (d *dataset) givenModel(model *string) string {
	switch {
	case model != nil:
		return *model
	case len(d.Models) > 0 && !slices.Contains(d.Models, models[0]):
		return d.Models[0]
	}
	return models[0]
}
