package generate_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/llamacloud/execution"
)

func TestOneDatasetInEightIsEmpty(t *testing.T) {
	t.Parallel()
	empty, sizes := 0, map[int]bool{}
	for n := range 1600 {
		size := len(births(n, fixtures.Generate{}))
		sizes[size] = true
		if size == 0 {
			empty++
		}
		assert.LessOrEqual(t, size, 150)
	}
	assert.InDelta(t, 200, empty, 50)
	assert.Greater(t, len(sizes), 50)
}

// TestAsInLife checks that the mix of states and sizes in datasets is realistic.
func TestAsInLife(t *testing.T) {
	t.Parallel()
	finals, codes, models := map[execution.Status]int{}, map[string]int{}, map[string]int{}
	sessions, parents, defaults, pending, all := 0, 0, 0, 0, 0
	for n := range 100 {
		for _, b := range births(n, count(50)) {
			all++
			finals[b.Life.Final]++
			models[b.Model]++
			if b.Life.Code != "" {
				codes[b.Life.Code]++
			}
			if b.SessionID == nil {
				sessions++
			}
			if b.ParentID != nil {
				parents++
			}
			if b.Prompt[:19] == "Context information" && b.Prompt[len(b.Prompt)-8:] == "Answer: " {
				defaults++
			}
			if b.Timeline().At(epoch).Status == execution.Pending {
				pending++
			}
		}
	}
	share := func(n int) float64 { return 100 * float64(n) / float64(all) }
	assert.InDelta(t, 72, share(finals[execution.Success]), 5)
	assert.InDelta(t, 12, share(finals[execution.PartialSuccess]), 4)
	assert.InDelta(t, 14, share(finals[execution.Error]), 4)
	assert.InDelta(t, 2, share(finals[execution.Pending]), 1)
	assert.InDelta(t, 8, share(pending), 2, "three move, some are stuck")
	assert.InDelta(t, 15, share(sessions), 3)
	assert.InDelta(t, 15, share(parents), 3)
	assert.InDelta(t, 75, share(defaults), 10)
	assert.Len(t, models, 6)
	assert.Len(t, codes, 10)
}

func TestQuestionsRecurBetweenExecutions(t *testing.T) {
	t.Parallel()
	for n := range 20 {
		times := map[string]int{}
		for _, b := range births(n, count(20)) {
			for _, id := range b.QuestionIDs {
				times[id]++
			}
		}
		assert.LessOrEqual(t, len(times), 24)
		for _, n := range times {
			assert.Greater(t, n, 1)
		}
	}
}

func TestLivesLastAsLongAsRealOnes(t *testing.T) {
	t.Parallel()
	var short, middle, long int
	for _, b := range births(1, fixtures.Generate{Count: p(1000), States: map[string]int{"SUCCESS": 1}}) {
		end, _ := b.Timeline().FinalAt()
		switch lasts := end.Sub(b.CreatedAt); {
		case lasts < 8*time.Second:
			short++
		case lasts < 3*time.Minute:
			middle++
		default:
			long++
		}
	}
	assert.Less(t, short, 100)
	assert.Greater(t, middle, 700)
	assert.Less(t, long, 200)
}
