package generate

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"strconv"
	"time"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/llamacloud/execution"
	"github.com/ringer-api/ringer/mock/random"
	"github.com/ringer-api/ringer/mock/words"
)

// Births returns the executions of a dataset at its epoch, oldest first; none is created
// after it. The ids of pipeline and dataset are used unchanged, so they should be in
// canonical form.
//
// Without settings most have ended long ago, and the newest are in progress, so that
// their states change within seconds. If the settings contain states (States, Sequence,
// AfterPolls), each is old enough to have reached its state, even if it must be older than
// Age for that.
func Births(
	seed uint64, pipeline, dataset string, epoch time.Time, g fixtures.Generate,
) []execution.Birth {
	births, _ := BirthsUntil(func() error { return nil }, seed, pipeline, dataset, epoch, g)
	return births
}

// BirthsUntil is Births that can be stopped: it calls still before each execution, and
// returns its error.
func BirthsUntil(
	still func() error, seed uint64, pipeline, dataset string, epoch time.Time, g fixtures.Generate,
) ([]execution.Birth, error) {
	d := datasetOf(seed, pipeline, dataset, settingsOf(g))
	epoch = epoch.Round(0).UTC().Truncate(time.Microsecond)
	births := make([]execution.Birth, d.count())
	for i := range births {
		if err := still(); err != nil {
			return nil, err
		}
		births[i] = d.birth(i, epoch)
	}
	slices.SortStableFunc(births, func(a, b execution.Birth) int {
		return cmp.Or(a.CreatedAt.Compare(b.CreatedAt), cmp.Compare(a.ID, b.ID))
	})
	return births, nil
}

// MaxSize is the maximum number of executions of a dataset when the settings have no count.
const MaxSize = 150

// birth returns the ith execution to be drawn. Its identity, its input, its lifecycle and
// its age come from separate streams, so that a setting for one of them does not change
// the others.
func (d *dataset) birth(i int, epoch time.Time) execution.Birth {
	n := strconv.Itoa(i)
	final := d.final(d.chance("final", n), i)
	b := d.identity(d.chance("identity", n))
	task := d.chance("task", n)
	b.QuestionIDs = d.fromRequest(task, final)
	b.Model, b.Prompt = d.drawModel(task), d.drawPrompt(task)
	when := d.moving(i)
	if when != resting && final == execution.Pending {
		final = execution.Success
	}
	if final == execution.PartialSuccess && len(b.QuestionIDs) < 2 && !d.chosen {
		final = execution.Success
	}
	d.live(d.chance("life", n), &b, final, lifelike, when != resting)
	b.CreatedAt = epoch.Add(-d.age(d.chance("age", n), i, when, &b.Life))
	return b
}

// final returns the final state of the ith execution.
func (d *dataset) final(r *rand.Rand, i int) execution.Status {
	if i < len(d.Sequence) {
		return execution.Status(d.Sequence[i])
	}
	return states[random.Weighed(r, d.weights)]
}

// identity returns a birth with the ids of the execution, its session and its user.
func (d *dataset) identity(r *rand.Rand) execution.Birth {
	w := words.Of(r)
	b := execution.Birth{
		ID:            w.UUID(),
		PipelineID:    d.pipeline,
		EvalDatasetID: d.id,
		Optional:      d.optional,
		Unicode:       d.unicode(),
	}
	session, correlation, parent, user := 85, 70, 15, 92
	if d.optional == execution.AllPresent {
		session, correlation, parent, user = 100, 100, 100, 100
	}
	b.SessionID, b.CorrelationID = w.Perhaps(session), w.Perhaps(correlation)
	b.ParentID = w.Perhaps(parent)
	b.Data = random.Often(r, 25)
	if name := random.Either(r, d.users); random.Often(r, user) {
		if d.unicode() {
			name = words.Difficult(r)
		}
		b.UserID = &name
	}
	return b
}
