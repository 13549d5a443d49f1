package execution_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/ringer-api/ringer/mock/llamacloud/execution"
)

var anyDuration = rapid.Custom(func(t *rapid.T) time.Duration {
	return time.Duration(rapid.IntRange(-1, 20).Draw(t, "ticks")) * 700 * time.Nanosecond
})

var anyLife = rapid.Custom(func(t *rapid.T) execution.Life {
	return execution.Life{
		Queue: anyDuration.Draw(t, "queue"),
		Attempts: rapid.SliceOfN(rapid.Custom(func(t *rapid.T) execution.Attempt {
			return execution.Attempt{
				Run: anyDuration.Draw(t, "run"), Backoff: anyDuration.Draw(t, "backoff"),
			}
		}), 0, 4).Draw(t, "attempts"),
		Final: rapid.SampledFrom([]execution.Status{
			"", execution.Pending, execution.Success, execution.Error, execution.PartialSuccess,
		}).Draw(t, "final"),
		Code: "CODE", Message: "message",
	}
})

// coherent checks a record against what must be true at any time.
func coherent(t require.TestingT, r execution.Record, now time.Time) {
	require.False(t, r.UpdatedAt.After(now), "updated later than now")
	require.False(t, r.UpdatedAt.Before(r.CreatedAt), "updated before created")
	require.Equal(t, r.Status.Final(), r.EndedAt != nil, "ended just when final")
	require.Equal(t, *r.Attempts > 0, r.StartedAt != nil, "started just when tried")
	if r.StartedAt != nil {
		require.False(t, r.StartedAt.Before(r.CreatedAt), "started before created")
		require.False(t, r.StartedAt.After(r.UpdatedAt), "started after updated")
	}
	if r.EndedAt != nil {
		require.Equal(t, *r.EndedAt, r.UpdatedAt)
	}
	if r.ErrorCode != nil {
		require.Contains(t, []execution.Status{execution.Error, execution.PartialSuccess}, r.Status)
	}
}

// follows checks a later record against an earlier one of the same execution.
func follows(t require.TestingT, later, earlier execution.Record) {
	require.False(t, later.UpdatedAt.Before(earlier.UpdatedAt), "updated_at went back")
	require.GreaterOrEqual(t, *later.Attempts, *earlier.Attempts)
	if earlier.Status.Final() {
		require.Equal(t, earlier, later, "moved after its end")
	}
	if earlier.StartedAt != nil {
		require.NotNil(t, later.StartedAt, "started_at vanished")
		require.False(t, later.StartedAt.Before(*earlier.StartedAt), "started_at went back")
	}
}

func TestAnyLifeIsCoherentAtEveryMoment(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		timeline := born(anyLife.Draw(t, "life")).Timeline()
		earlier := timeline.At(noon)
		for tick := range 200 {
			now := noon.Add(time.Duration(tick) * 350 * time.Nanosecond)
			later := timeline.At(now)
			coherent(t, later, now)
			follows(t, later, earlier)
			earlier = later
		}
	})
}

func TestNextAgreesWithAt(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		timeline := born(anyLife.Draw(t, "life")).Timeline()
		now := noon.Add(anyDuration.Draw(t, "now"))
		seen := timeline.At(now)
		next, found := timeline.Next(now)
		if !found {
			far := timeline.At(now.Add(time.Hour))
			assert.Equal(t, []any{seen.Status, *seen.Attempts}, []any{far.Status, *far.Attempts})
			return
		}
		before, then := timeline.At(next.At.Add(-1)), timeline.At(next.At)
		assert.Equal(t, []any{seen.Status, *seen.Attempts}, []any{before.Status, *before.Attempts})
		assert.NotEqual(t, []any{seen.Status, *seen.Attempts}, []any{then.Status, *then.Attempts})
		assert.Equal(t, next.To, then.Status)
		assert.Equal(t, next.Attempt, *then.Attempts)
		assert.Equal(t, next.From, seen.Status)
	})
}

func TestFinalAtAgreesWithAt(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		timeline := born(anyLife.Draw(t, "life")).Timeline()
		end, ends := timeline.FinalAt()
		if !ends {
			assert.Equal(t, execution.Pending, timeline.At(noon.Add(time.Hour)).Status)
			return
		}
		assert.True(t, timeline.At(end).Status.Final())
		if end.After(noon) {
			assert.False(t, timeline.At(end.Add(-1)).Status.Final())
		}
	})
}

func TestPollsGoThroughTheSameStatesAsTime(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		life := anyLife.Draw(t, "life")
		life.PollsPerStep = rapid.IntRange(1, 4).Draw(t, "polls")
		timeline := born(life).Timeline()
		earlier := timeline.AtPoll(1)
		for n := range 40 {
			later := timeline.AtPoll(n + 1)
			coherent(t, later, noon.Add(time.Hour))
			follows(t, later, earlier)
			earlier = later
		}
		assert.Equal(t, life.Final == execution.Pending, earlier.Status == execution.Pending)
	})
}
