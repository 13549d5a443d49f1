package jobs

import (
	"slices"
	"strings"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

// Knows reports whether inference looks for this word in names, so that the test that
// renames everything leaves it.
func Knows(word string) bool {
	if vocabulary.Knows(word) || isMoment(word) || slices.Contains(lastWords, word) {
		return true
	}
	return slices.ContainsFunc(occasions(), func(o occasion) bool {
		return slices.Contains(strings.Fields(o.words), word)
	})
}

// Keys are all keys that an overlay can have: of a job, of its operations, of a state.
func Keys() []string {
	out := slices.Concat(keys(), detailKeys("list"), detailKeys("create"), detailKeys("results"), stateKeys())
	for _, l := range (&Resource{}).lists() {
		out = append(out, l.key)
	}
	return slices.DeleteFunc(out, func(k string) bool { return k == "operation" || k == "record" })
}

// InferWithin is Infer with the given budget.
func InferWithin(d *schemas.Description, budget int) *Model { return infer(d, budget) }
