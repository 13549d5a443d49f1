package generate

import (
	"math/rand/v2"
	"strconv"

	"github.com/ringer-api/ringer/mock/llamacloud/execution"
	"github.com/ringer-api/ringer/mock/random"
	"github.com/ringer-api/ringer/mock/words"
)

// dataset is what the executions of a dataset have in common.
type dataset struct {
	settings
	seed         uint64
	pipeline, id string

	size      int      // number of executions, when the settings have none
	pool      int      // number of questions
	questions []string // the ids of questions, as far as they were needed
	users     []string
	model     string // the most frequent model
	prompt    string // the prompt that is used besides the default
	shift     float64
}

func datasetOf(seed uint64, pipeline, id string, k settings) *dataset {
	d := &dataset{settings: k, seed: seed, pipeline: pipeline, id: id}
	r := d.chance("dataset")
	w := words.Of(r)
	d.size = size(r)
	d.pool = random.Between(r, 4, 24)
	for range random.Between(r, 1, 4) {
		d.users = append(d.users, w.UUID())
	}
	d.model = known().anyModel(r)
	d.prompt = random.Either(r, known().prompts)
	d.shift = r.Float64()
	if k.Questions != nil {
		d.pool = max(d.pool, k.clip(k.Questions.Max))
	}
	return d
}

// size returns the number of executions of a dataset: one in eight has none, most have a
// few, some very many.
func size(r *rand.Rand) int {
	switch random.Weighed(r, []int{20, 50, 60, 25, 5}) {
	case 0:
		return 0
	case 1:
		return random.Between(r, 1, 5)
	case 2:
		return random.Between(r, 6, 20)
	case 3:
		return random.Between(r, 21, 60)
	}
	return random.Between(r, 61, MaxSize)
}

// count returns the number of executions of the dataset at its epoch.
func (d *dataset) count() int {
	switch {
	case d.Count != nil:
		return max(0, *d.Count)
	case len(d.Sequence) > 0:
		return len(d.Sequence)
	}
	return d.size
}

// chance returns the random stream for one purpose in this dataset.
func (d *dataset) chance(parts ...string) *rand.Rand {
	return random.Chance(d.seed, append(parts, d.pipeline, d.id)...)
}

// question returns the id of the dataset's nth question.
func (d *dataset) question(n int) string {
	for len(d.questions) <= n {
		r := d.chance("question", strconv.Itoa(len(d.questions)))
		d.questions = append(d.questions, words.Of(r).UUID())
	}
	return d.questions[n]
}

// fromRequest returns the questions of an execution: mostly all of the dataset, else some
// of them.
func (d *dataset) fromRequest(r *rand.Rand, final execution.Status) []string {
	n := d.pool
	if d.Questions != nil {
		n = random.Between(r, d.clip(0), d.clip(d.pool))
	} else if random.Often(r, 40) {
		n = random.Between(r, 1, d.pool)
	}
	if final == execution.PartialSuccess {
		n = d.clip(max(n, 2)) // one that fails, one that does not
	}
	if n = min(n, d.pool); n == d.pool {
		d.question(max(0, n-1))
		return d.questions[:n:n]
	}
	ids := make([]string, n)
	for i, place := range someOf(r, d.pool, n) {
		ids[i] = d.question(place)
	}
	return ids
}

// someOf returns n of the indexes below size, in order.
func someOf(r *rand.Rand, size, n int) []int {
	places := make([]int, 0, n)
	for place := range size {
		if r.IntN(size-place) < n-len(places) {
			places = append(places, place)
		}
	}
	return places
}
