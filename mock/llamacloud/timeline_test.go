package llamacloud_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/ringer-api/ringer/mock/llamacloud"
	"github.com/ringer-api/ringer/mock/llamacloud/execution"
	"github.com/ringer-api/ringer/mock/world"
	"github.com/ringer-api/ringer/schemas/jobs"
)

var noon = time.Date(2024, 10, 1, 12, 0, 0, 0, time.UTC)

var anyDuration = rapid.Custom(func(t *rapid.T) time.Duration {
	return time.Duration(rapid.IntRange(-1, 20).Draw(t, "ticks")) * 700 * time.Nanosecond
})

// anyLife includes durations of zero, and ones shorter than a clock shows.
var anyLife = rapid.Custom(func(t *rapid.T) execution.Life {
	attempt := rapid.Custom(func(t *rapid.T) execution.Attempt {
		return execution.Attempt{Run: anyDuration.Draw(t, "run"), Backoff: anyDuration.Draw(t, "backoff")}
	})
	return execution.Life{
		Queue:    anyDuration.Draw(t, "queue"),
		Attempts: rapid.SliceOfN(attempt, 0, 4).Draw(t, "attempts"),
		Final: rapid.SampledFrom([]execution.Status{
			"", execution.Pending, execution.Success, execution.Error, execution.PartialSuccess,
		}).Draw(t, "final"),
		PollsPerStep: rapid.IntRange(0, 3).Draw(t, "polls per step"),
	}
})

// seen returns what a client sees of an execution: its state and the number of attempts.
func seen(q *world.Query, e *world.Job) [2]any {
	record, state := q.Resource.Kind.Record(q, e.Birth)
	var r struct{ Attempts int }
	_ = json.Unmarshal(record, &r)
	return [2]any{state, r.Attempts}
}

var executions = &world.Resource{Kind: llamacloud.Executions{}, Resource: &jobs.Resource{Status: "/status"}}

func told(s *world.Stage) [2]any { return [2]any{s.State, *s.Attempt} }

// TestTimelineAgreesWithTheRecords draws lives, times and polls, and compares each stage
// with the records just before it begins and when it does.
func TestTimelineAgreesWithTheRecords(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		life := anyLife.Draw(t, "life")
		e := &world.Job{Birth: llamacloud.Born(execution.Birth{CreatedAt: noon, Life: life})}
		now := noon.Add(time.Duration(rapid.IntRange(-2, 60).Draw(t, "now")) * time.Microsecond)
		polled := rapid.IntRange(0, 20).Draw(t, "polled")
		at := func(now time.Time, polled int) *world.Query {
			return &world.Query{Resource: executions, Now: now, Polls: func(world.Birth) int { return polled }}
		}
		q := at(now, polled)
		stages := q.Timeline(e, seen(q, e)[0].(string))
		current := -1
		for i := range stages {
			s := &stages[i]
			require.NotNil(t, s.Attempt)
			if s.Past {
				require.Equal(t, i-1, current, "what has begun comes first")
				current = i
			}
			if i == 0 {
				continue
			}
			require.NotEqual(t, told(&stages[i-1]), told(s), "each stage is a change")
			if life.PollsPerStep > 0 {
				require.Nil(t, s.At)
				assert.Equal(t, told(&stages[i-1]), seen(at(now, *s.AfterPolls), e))
				assert.Equal(t, told(s), seen(at(now, *s.AfterPolls+1), e))
				continue
			}
			require.Nil(t, s.AfterPolls)
			assert.Equal(t, told(&stages[i-1]), seen(at(s.At.Add(-time.Microsecond), 0), e))
			assert.Equal(t, told(s), seen(at(*s.At, 0), e))
		}
		require.GreaterOrEqual(t, current, 0)
		assert.Equal(t, seen(q, e), told(&stages[current]), "the last that has begun is now")
		end := at(now.Add(time.Hour), 1_000)
		assert.Equal(t, seen(end, e), told(&stages[len(stages)-1]), "the last is the end")
	})
}

// TestTimelineOfAFixedState has one entry, without a time.
func TestTimelineOfAFixedState(t *testing.T) {
	t.Parallel()
	q := &world.Query{Resource: executions, Now: noon, Polls: func(world.Birth) int { return 0 }}
	birth := llamacloud.Born(execution.Birth{CreatedAt: noon, Life: execution.Life{Queue: time.Hour}})
	for name, c := range map[string]struct {
		e      world.Job
		status string
	}{
		"a record from a file": {world.Job{Birth: birth, Literal: json.RawMessage(`{"status":"PENDING"}`)}, "PENDING"},
		"set by hand": {world.Job{Birth: birth, Patch: &world.Patch{Changes: []world.Change{
			{Pointer: "/status", Value: json.RawMessage(`"PENDING"`)}}}}, "PENDING"},
		"an override of the scenario": {world.Job{Birth: birth}, "CANCELLED"},
	} {
		assert.Equal(t, []world.Stage{{State: c.status, Past: true}}, q.Timeline(&c.e, c.status), name)
	}
}
