package execution_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock/llamacloud/execution"
)

var noon = time.Date(2024, 10, 1, 12, 0, 0, 0, time.UTC)

// born returns an execution created at noon with that lifecycle.
func born(life execution.Life) execution.Birth {
	return execution.Birth{
		ID:            "0b5f3f0e-6d1c-4e8a-9d55-0a4d3c1b2e11",
		PipelineID:    "3fa85f64-5717-4562-b3fc-2c963f66afa6",
		EvalDatasetID: "7c9e6679-7425-40de-944b-e07fc1f90ae7",
		CreatedAt:     noon,
		QuestionIDs:   []string{"11111111-1111-4111-8111-111111111111"},
		Model:         "GPT_4O",
		Prompt:        "{context_str} {query_str}",
		Life:          life,
	}
}

// after returns the time that many seconds after noon; -1 is null.
func after(seconds int) *time.Time {
	if seconds < 0 {
		return nil
	}
	at := noon.Add(time.Duration(seconds) * time.Second)
	return &at
}

var retried = execution.Life{
	Queue: 10 * time.Second,
	Attempts: []execution.Attempt{
		{Run: 20 * time.Second, Backoff: 5 * time.Second},
		{Run: 30 * time.Second},
	},
	Final: execution.Success,
}

func TestAtWalksThroughTheLife(t *testing.T) {
	t.Parallel()
	stuck := execution.Life{
		Attempts: []execution.Attempt{{Run: time.Second}}, Final: execution.Pending,
	}
	failed := execution.Life{Queue: time.Second, Final: execution.Error, Code: "NO", Message: "no"}
	for name, c := range map[string]struct {
		life                           execution.Life
		at                             int
		status                         execution.Status
		attempts, start, ended, update int
	}{
		"before its birth":      {retried, -5, execution.Pending, 0, -1, -1, 0},
		"at its birth":          {retried, 0, execution.Pending, 0, -1, -1, 0},
		"waiting":               {retried, 9, execution.Pending, 0, -1, -1, 0},
		"started":               {retried, 10, execution.Pending, 1, 10, -1, 10},
		"working":               {retried, 29, execution.Pending, 1, 10, -1, 10},
		"failed, waits":         {retried, 30, execution.Pending, 1, 10, -1, 30},
		"tried again":           {retried, 35, execution.Pending, 2, 35, -1, 35},
		"just before the end":   {retried, 64, execution.Pending, 2, 35, -1, 35},
		"ended":                 {retried, 65, execution.Success, 2, 35, 65, 65},
		"long ended":            {retried, 9999, execution.Success, 2, 35, 65, 65},
		"zero life":             {execution.Life{}, 0, execution.Success, 1, 0, 0, 0},
		"stuck at work":         {stuck, 9999, execution.Pending, 1, 0, -1, 0},
		"stuck waiting":         {execution.Life{Final: execution.Pending}, 9999, execution.Pending, 0, -1, -1, 0},
		"fails while it waits":  {failed, 1, execution.Error, 0, -1, 1, 1},
		"not yet failed":        {failed, 0, execution.Pending, 0, -1, -1, 0},
		"negative counts as no": {execution.Life{Queue: -time.Hour}, 0, execution.Success, 1, 0, 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := born(c.life).Timeline().At(noon.Add(time.Duration(c.at) * time.Second))
			assert.Equal(t, c.status, r.Status)
			assert.Equal(t, c.attempts, *r.Attempts)
			assert.Equal(t, after(c.start), r.StartedAt)
			assert.Equal(t, after(c.ended), r.EndedAt)
			assert.Equal(t, *after(c.update), r.UpdatedAt)
		})
	}
}

func TestErrorShowsOnlyWithItsStatus(t *testing.T) {
	t.Parallel()
	for status, shown := range map[execution.Status]bool{
		execution.Success: false, execution.Pending: false,
		execution.Error: true, execution.PartialSuccess: true,
	} {
		life := execution.Life{
			Attempts: []execution.Attempt{{Run: time.Second}}, Final: status, Code: "C", Message: "m",
		}
		early, late := born(life).Timeline().At(noon), born(life).Timeline().At(noon.Add(time.Hour))
		assert.Nil(t, early.ErrorCode, status)
		assert.Equal(t, shown, late.ErrorCode != nil, status)
		assert.Equal(t, shown, late.ErrorMessage != nil, status)
	}
}

func TestAtPoll(t *testing.T) {
	t.Parallel()
	life := retried
	life.PollsPerStep = 3
	timeline := born(life).Timeline()
	for n, want := range map[int]execution.Transition{
		-1: {To: execution.Pending}, 0: {To: execution.Pending},
		1: {To: execution.Pending}, 3: {To: execution.Pending},
		4: {To: execution.Pending, Attempt: 1}, 6: {To: execution.Pending, Attempt: 1},
		7: {To: execution.Pending, Attempt: 2}, 9: {To: execution.Pending, Attempt: 2},
		10: {To: execution.Success, Attempt: 2}, 1000: {To: execution.Success, Attempt: 2},
	} {
		r := timeline.AtPoll(n)
		assert.Equal(t, want, execution.Transition{To: r.Status, Attempt: *r.Attempts}, "poll %d", n)
	}

	r := timeline.At(noon.Add(time.Hour))
	assert.Equal(t, execution.Pending, r.Status, "time does not move it")
	_, found := timeline.Next(noon)
	assert.False(t, found)
	_, found = timeline.FinalAt()
	assert.False(t, found)
}

func TestNextVisitsEachTransition(t *testing.T) {
	t.Parallel()
	b := born(retried)
	at := noon.Add(-time.Hour)
	var seen []execution.Transition
	for {
		next, found := b.Timeline().Next(at)
		if !found {
			break
		}
		seen = append(seen, next)
		at = next.At
	}
	p := execution.Pending
	assert.Equal(t, []execution.Transition{
		{ID: b.ID, At: *after(10), From: p, To: p, Attempt: 1},
		{ID: b.ID, At: *after(35), From: p, To: p, Attempt: 2},
		{ID: b.ID, At: *after(65), From: p, To: execution.Success, Attempt: 2},
	}, seen)
	end, ends := b.Timeline().FinalAt()
	assert.True(t, ends)
	assert.Equal(t, *after(65), end)
}

func TestNextTakesSeveralChangesOfOneInstantAsOne(t *testing.T) {
	t.Parallel()
	life := execution.Life{Queue: time.Second, Attempts: []execution.Attempt{{}, {}}}
	next, found := born(life).Timeline().Next(noon)
	require.True(t, found)
	assert.Equal(t, execution.Success, next.To)
	assert.Equal(t, 2, next.Attempt)
	_, found = born(life).Timeline().Next(next.At)
	assert.False(t, found)
}

func TestStuckNeverEnds(t *testing.T) {
	t.Parallel()
	life := retried
	life.Final = execution.Pending
	_, ends := born(life).Timeline().FinalAt()
	assert.False(t, ends)
}

func TestOptional(t *testing.T) {
	t.Parallel()
	b := born(retried)
	id := "22222222-2222-4222-8222-222222222222"
	b.SessionID, b.Data, b.Optional = &id, true, execution.AllNull
	r := b.Timeline().At(noon.Add(time.Hour))
	assert.Nil(t, r.Parameters)
	assert.Nil(t, r.SessionID)
	assert.Nil(t, r.Attempts)
	assert.Nil(t, r.StartedAt)
	assert.Nil(t, r.EndedAt)
	assert.False(t, r.Data)
	assert.Equal(t, execution.Success, r.Status)

	b.Data, b.Optional = false, execution.AllPresent
	assert.True(t, b.Timeline().At(noon).Data)
}
