package generate

import (
	"strconv"
	"sync"

	"github.com/ringer-api/ringer/fixtures"
)

// vocabulary is the words of the API's folder, in the order that decides what a seed draws.
type vocabulary struct {
	topics []topic
	// models is the documented models; the first is the default of the service.
	models       []string
	modelWeights []int
	windows      map[string]int // the maximum number of tokens of a model
	// defaultPrompt is the service's default; prompts is templates that users write instead.
	defaultPrompt string
	prompts       []string
	failures      []failure
}

// known returns the vocabulary; the folder is read at first use.
var known = sync.OnceValue(func() *vocabulary {
	words := fixtures.Default().Words()
	v := &vocabulary{windows: map[string]int{}, prompts: words.Texts("prompts"),
		defaultPrompt: words.Texts("default-prompt")[0]}
	for _, w := range words["topics"] {
		v.topics = append(v.topics, topic{file: w["file"], title: w["title"]})
	}
	for _, w := range words["facts"] {
		for i := range v.topics {
			if t := &v.topics[i]; t.file == w["topic"] {
				t.facts = append(t.facts, fact{w["text"], whole(w["least"]), whole(w["most"])})
			}
		}
	}
	for _, w := range words["models"] {
		v.models, v.modelWeights = append(v.models, w["name"]), append(v.modelWeights, whole(w["weight"]))
		v.windows[w["name"]] = whole(w["window"])
	}
	for _, w := range words["failures"] {
		v.failures = append(v.failures, failure{code: w["code"], weight: whole(w["weight"]),
			lasting: w["lasting"] == "true", slow: w["slow"] == "true", whole: w["whole"], partly: w["partly"]})
	}
	return v
})

// whole returns a number of the file. Its digits are certain: the file is ringer's own, and
// a test reads it.
func whole(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		panic("generate: the vocabulary is broken: " + err.Error())
	}
	return n
}
