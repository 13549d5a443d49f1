package generate

import (
	"slices"
	"strconv"
	"time"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/llamacloud/execution"
	"github.com/ringer-api/ringer/mock/random"
)

// StartRequest returns the birth of the execution that the nth request to a dataset starts
// now. A nil model or prompt means the service's default. The execution's id depends only
// on seed, pipeline, dataset and nth.
//
// The execution ends within 8 to 40 seconds unless Queue or Run is set, and in a state
// drawn from the settings. If it progresses by polls (AfterPolls), all of its times are
// that of its creation, so that none is in the future.
func StartRequest(
	seed uint64, pipeline, dataset string, nth int, now time.Time,
	questions []string, model, prompt *string, g fixtures.Generate,
) execution.Birth {
	d := datasetOf(seed, pipeline, dataset, settingsOf(g))
	n := strconv.Itoa(nth)
	b := d.identity(d.chance("asked identity", n))
	b.CreatedAt = now.Round(0).UTC().Truncate(time.Microsecond)
	b.QuestionIDs = slices.Clone(questions)
	b.Model, b.Prompt = d.givenModel(model), known().defaultPrompt
	if prompt != nil {
		b.Prompt = *prompt
	}

	r := d.chance("asked life", n)
	final := states[random.Weighed(r, d.weights)]
	if len(d.Sequence) > 0 {
		final = execution.Status(d.Sequence[max(0, nth)%len(d.Sequence)])
	}
	few := final == execution.PartialSuccess && len(questions) < 2
	if !d.chosen && (few || final == execution.Pending) {
		final = execution.Success
	}
	d.live(r, &b, final, pollable, true)
	if b.Life.PollsPerStep > 0 {
		b.Life.Queue = 0
		clear(b.Life.Attempts)
	}
	return b
}
