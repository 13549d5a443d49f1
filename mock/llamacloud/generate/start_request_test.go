package generate_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/llamacloud/execution"
	"github.com/ringer-api/ringer/mock/llamacloud/generate"
)

// asked returns the birth of the nth POST to a dataset, sent at the epoch.
func asked(nth int, g fixtures.Generate) execution.Birth {
	return generate.StartRequest(1, pipeline, dataset, nth, epoch, []string{pipeline, dataset}, nil, nil, g)
}

func TestAskedIsBornWaitingAndEndsWhileOneWatches(t *testing.T) {
	t.Parallel()
	for nth := range 300 {
		b := asked(nth, fixtures.Generate{})
		first := b.Timeline().At(epoch)
		assert.Equal(t, execution.Pending, first.Status)
		assert.Nil(t, first.StartedAt)
		assert.Equal(t, epoch.Truncate(time.Microsecond), first.CreatedAt)
		end, ends := b.Timeline().FinalAt()
		require.True(t, ends)
		assert.GreaterOrEqual(t, end.Sub(b.CreatedAt), 8*time.Second)
		assert.LessOrEqual(t, end.Sub(b.CreatedAt), 40*time.Second)
	}
}

func TestAskedEchoesWhatWasAsked(t *testing.T) {
	t.Parallel()
	b := asked(0, fixtures.Generate{})
	assert.Equal(t, "GPT_4O", b.Model)
	assert.Contains(t, b.Prompt, "Given the context information and not prior knowledge")
	assert.Equal(t, []string{pipeline, dataset}, b.QuestionIDs)

	model, prompt := "GPT_4", "mine"
	b = generate.StartRequest(1, pipeline, dataset, 0, epoch, nil, &model, &prompt, fixtures.Generate{})
	assert.Equal(t, []string{model, prompt}, []string{b.Model, b.Prompt})
	text := b.Timeline().At(epoch).AppendJSON(nil)
	assert.Contains(t, string(text), `"eval_question_ids":[]`)
}

func TestAskedHasAnIDForEachRequest(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for nth := range 1000 {
		seen[asked(nth, fixtures.Generate{}).ID] = true
	}
	for _, b := range generate.Births(1, pipeline, dataset, epoch, count(1000)) {
		seen[b.ID] = true
	}
	assert.Len(t, seen, 2000)
	assert.Equal(t, asked(7, fixtures.Generate{}), asked(7, fixtures.Generate{}))
	assert.Equal(t, asked(7, fixtures.Generate{}).ID,
		asked(7, fixtures.Generate{States: map[string]int{"ERROR": 1}}).ID)
}

func TestAskedEndsAsTheScenarioSays(t *testing.T) {
	t.Parallel()
	final := func(nth int, g fixtures.Generate) execution.Status {
		b := generate.StartRequest(1, pipeline, dataset, nth, epoch, []string{pipeline}, nil, nil, g)
		return b.Timeline().At(epoch.Add(time.Hour)).Status
	}
	found := map[execution.Status]int{}
	for nth := range 300 {
		for _, status := range []string{"SUCCESS", "PENDING", "PARTIAL_SUCCESS", "ERROR"} {
			got := final(nth, fixtures.Generate{States: map[string]int{status: 1}})
			assert.Equal(t, execution.Status(status), got)
		}
		found[asked(nth, fixtures.Generate{}).Life.Final]++
	}
	sequence := fixtures.Generate{Sequence: []string{"ERROR", "SUCCESS"}}
	assert.Equal(t, execution.Error, final(0, sequence))
	assert.Equal(t, execution.Success, final(1, sequence))
	assert.Equal(t, execution.Error, final(2, sequence))
	assert.Greater(t, found[execution.Success], 180)
	assert.Positive(t, found[execution.Error])
	assert.Positive(t, found[execution.PartialSuccess])
	assert.Zero(t, found[execution.Pending])
}

func TestAskedByPollsShowsNoTimeToCome(t *testing.T) {
	t.Parallel()
	for nth := range 50 {
		b := asked(nth, fixtures.Generate{AfterPolls: 1, Queue: span(time.Hour, time.Hour)})
		last := b.Timeline().AtPoll(100)
		assert.True(t, last.Status.Final())
		assert.Equal(t, b.CreatedAt, last.UpdatedAt)
	}
}
