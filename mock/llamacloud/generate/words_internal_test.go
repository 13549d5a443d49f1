package generate

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/ringer-api/ringer/fixtures"
)

// The vocabulary of the API's pack has the words of this package, in the same order.
func TestTheVocabularyHasTheseWords(t *testing.T) {
	t.Parallel()
	want := fixtures.Words{"default-prompt": {{"text": defaultPrompt}}}
	add := func(list string, word fixtures.Word) { want[list] = append(want[list], word) }
	for _, topic := range topics {
		add("topics", fixtures.Word{"file": topic.file, "title": topic.title})
		for _, f := range topic.facts {
			add("facts", fixtures.Word{"topic": topic.file, "text": f.text,
				"least": strconv.Itoa(f.least), "most": strconv.Itoa(f.most)})
		}
	}
	for i, name := range models {
		add("models", fixtures.Word{"name": name, "weight": strconv.Itoa(modelWeights[i]), "window": strconv.Itoa(window(name))})
	}
	for _, text := range prompts {
		add("prompts", fixtures.Word{"text": text})
	}
	for _, f := range failures {
		word := fixtures.Word{"code": f.code, "weight": strconv.Itoa(f.weight)}
		for name, value := range map[string]string{"whole": f.whole, "partly": f.partly} {
			if value != "" {
				word[name] = value
			}
		}
		for name, is := range map[string]bool{"lasting": f.lasting, "slow": f.slow} {
			if is {
				word[name] = "true"
			}
		}
		add("failures", word)
	}
	assert.Equal(t, want, fixtures.Default().Words())
}
