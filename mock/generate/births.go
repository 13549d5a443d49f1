package generate

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"strconv"
	"time"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/execution"
)

// Births are the executions a dataset has at its epoch, oldest first; none is
// created after it. Ids of pipeline and dataset are taken as they are, so they
// should be in canonical form.
//
// Without settings most have ended long ago, and the newest are under way, so that
// one who polls sees them move within seconds. When the settings ask for states
// (States, Sequence, AfterPolls), each is old enough to have reached its own,
// even if it has to be older than Age for that.
func Births(
	seed uint64, pipeline, dataset string, epoch time.Time, g fixtures.Generate,
) []execution.Birth {
	births, _ := BirthsUntil(func() error { return nil }, seed, pipeline, dataset, epoch, g)
	return births
}

// BirthsUntil is Births for those who may have to stop: it asks still before
// each execution, and gives its error.
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

// MaxSize is how many executions a dataset has at most when no knob says.
const MaxSize = 150

// birth is the ith execution to be drawn. Its identity, its task, its life and
// its age come from streams of their own, so that a knob for one of them does
// not change the others.
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

// final is the state the ith execution ends in.
func (d *dataset) final(r *rand.Rand, i int) execution.Status {
	if i < len(d.Sequence) {
		return execution.Status(d.Sequence[i])
	}
	return states[weighed(r, d.weights)]
}

// identity is who an execution is and who asked for it.
func (d *dataset) identity(r *rand.Rand) execution.Birth {
	w := wordsOf(r)
	b := execution.Birth{
		ID:            w.uuid(),
		PipelineID:    d.pipeline,
		EvalDatasetID: d.id,
		Optional:      d.optional,
		Unicode:       d.unicode(),
	}
	session, correlation, parent, user := 85, 70, 15, 92
	if d.optional == execution.AllPresent {
		session, correlation, parent, user = 100, 100, 100, 100
	}
	b.SessionID, b.CorrelationID = w.perhaps(session), w.perhaps(correlation)
	b.ParentID = w.perhaps(parent)
	b.Data = often(r, 25)
	if name := either(r, d.users); often(r, user) {
		if d.unicode() {
			name = difficultTexts(r)
		}
		b.UserID = &name
	}
	return b
}
