package generate_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/llamacloud/execution"
	"github.com/ringer-api/ringer/mock/llamacloud/generate"
)

// statuses returns those of the nth dataset at that time after the epoch.
func statuses(n int, g fixtures.Generate, after time.Duration) []string {
	var list []string
	for _, b := range births(n, g) {
		list = append(list, string(b.Timeline().At(epoch.Add(after)).Status))
	}
	return list
}

func TestSequenceShowsAtTheEpochAndLater(t *testing.T) {
	t.Parallel()
	for name, age := range map[string]*fixtures.Duration{
		"five days": nil, "a second": p(fixtures.Duration(time.Second)),
	} {
		for _, slow := range []*fixtures.Span{nil, span(0, 0), span(time.Hour, 90*time.Hour)} {
			sequence := []string{"SUCCESS", "PENDING", "PARTIAL_SUCCESS", "ERROR"}
			for n := range 50 {
				g := fixtures.Generate{Sequence: sequence, Age: age, Run: slow}
				assert.Equal(t, sequence, statuses(n, g, 0), name)
				assert.Equal(t, sequence, statuses(n, g, 1000*time.Hour), name)
				g.Count = p(9)
				assert.Equal(t, sequence, statuses(n, g, 0)[:4], name)
				assert.Equal(t, sequence[:2], statuses(n, fixtures.Generate{
					Sequence: sequence, Age: age, Run: slow, Count: p(2),
				}, 0))
			}
		}
	}
}

func TestStatesHoldAtTheEpochAndLater(t *testing.T) {
	t.Parallel()
	for _, status := range []string{"SUCCESS", "PENDING", "PARTIAL_SUCCESS", "ERROR"} {
		g := fixtures.Generate{Count: p(30), States: map[string]int{status: 2}}
		for n := range 20 {
			for _, after := range []time.Duration{0, time.Minute, 9999 * time.Hour} {
				assert.Equal(t, []string{status}, slices.Compact(statuses(n, g, after)))
			}
			g.Age = p(fixtures.Duration(n) * fixtures.Duration(time.Second))
			assert.Equal(t, []string{status}, slices.Compact(statuses(n, g, 0)))
		}
	}
}

func TestStatesAreWeighed(t *testing.T) {
	t.Parallel()
	g := fixtures.Generate{Count: p(4000), States: map[string]int{"SUCCESS": 3, "ERROR": 1}}
	found := map[string]int{}
	for _, status := range statuses(1, g, 0) {
		found[status]++
	}
	assert.InDelta(t, 3000, found["SUCCESS"], 120)
	assert.InDelta(t, 1000, found["ERROR"], 120)
}

func TestQueueRunAndRetriesRule(t *testing.T) {
	t.Parallel()
	g := fixtures.Generate{
		Count: p(200), Retries: p(60),
		Queue: span(3*time.Second, 3*time.Second), Run: span(10*time.Second, 20*time.Second),
	}
	for nth, b := range births(1, g) {
		asked := generate.StartRequest(1, pipeline, dataset, nth, epoch, nil, nil, nil, g)
		for _, b := range []execution.Birth{b, asked} {
			end, ends := b.Timeline().FinalAt()
			if !ends {
				continue
			}
			lasts := end.Sub(b.CreatedAt)
			assert.GreaterOrEqual(t, lasts, 13*time.Second)
			assert.LessOrEqual(t, lasts, 23*time.Second)
			first, _ := b.Timeline().Next(b.CreatedAt)
			assert.Equal(t, 3*time.Second, first.At.Sub(b.CreatedAt))
		}
	}
	attempts := func(percent int) (sum int) {
		for _, b := range births(1, fixtures.Generate{Count: p(200), Retries: &percent}) {
			sum += len(b.Life.Attempts)
		}
		return sum
	}
	assert.Less(t, attempts(0), 201)
	assert.Greater(t, attempts(50), 300)
	assert.Greater(t, attempts(100), 700)
}

func TestAgeIsTheOldest(t *testing.T) {
	t.Parallel()
	for _, age := range []time.Duration{time.Hour, 24 * time.Hour, 1000 * time.Hour} {
		list := births(1, fixtures.Generate{Count: p(300), Age: p(fixtures.Duration(age))})
		oldest := epoch.Sub(list[0].CreatedAt)
		assert.LessOrEqual(t, oldest, age)
		assert.Greater(t, oldest, age*9/10)
	}
}

func TestModelsQuestionsAndTextRule(t *testing.T) {
	t.Parallel()
	g := fixtures.Generate{
		Count: p(100), Models: []string{"GPT_4", "AZURE_OPENAI"},
		Questions: &fixtures.Range{Min: 3, Max: 5}, Text: "unicode",
	}
	sizes, models := map[int]bool{}, map[string]bool{}
	for _, b := range births(1, g) {
		sizes[len(b.QuestionIDs)], models[b.Model] = true, true
		assert.True(t, b.Unicode)
		assert.Greater(t, len(b.Prompt), len([]rune(b.Prompt))-1)
	}
	assert.Equal(t, map[int]bool{3: true, 4: true, 5: true}, sizes)
	assert.Equal(t, map[string]bool{"GPT_4": true, "AZURE_OPENAI": true}, models)
	asked := generate.StartRequest(1, pipeline, dataset, 0, epoch, nil, nil, nil, g)
	assert.Equal(t, "GPT_4", asked.Model)
}

func TestPresentLeavesNothingNull(t *testing.T) {
	t.Parallel()
	for _, b := range births(1, fixtures.Generate{Count: p(50), Optional: "present"}) {
		text := b.Timeline().At(epoch).AppendJSON(nil)
		assert.NotContains(t, string(text), "null")
	}
}

func TestNullLeavesNothingPresent(t *testing.T) {
	t.Parallel()
	for _, b := range births(1, fixtures.Generate{Count: p(50), Optional: "null"}) {
		text := b.Timeline().At(epoch).AppendJSON(nil)
		for _, key := range []string{
			"parameters", "session_id", "correlation_id", "parent_job_execution_id", "user_id",
			"error_code", "error_message", "attempts", "started_at", "ended_at", "data",
		} {
			require.Contains(t, string(text), `"`+key+`":null`)
		}
	}
}

func TestJobsThatMoveByPolls(t *testing.T) {
	t.Parallel()
	for _, b := range births(1, fixtures.Generate{Count: p(50), AfterPolls: 2}) {
		assert.Equal(t, execution.Pending, b.Timeline().AtPoll(1).Status)
		last := b.Timeline().AtPoll(2*len(b.Life.Attempts) + 3)
		assert.True(t, last.Status.Final())
		assert.False(t, last.UpdatedAt.After(epoch))
	}
}

func TestAKnobLeavesAloneWhatItDoesNotSpeakOf(t *testing.T) {
	t.Parallel()
	ids := func(g fixtures.Generate) (list []string) {
		for _, b := range births(1, g) {
			list = append(list, b.ID)
		}
		slices.Sort(list)
		return list
	}
	want := ids(fixtures.Generate{Count: p(20)})
	for name, g := range scenarios {
		g.Count = p(20)
		assert.Equal(t, want, ids(g), name)
	}
}

func TestEachKnobChangesSomething(t *testing.T) {
	t.Parallel()
	base := fixtures.Generate{Count: p(30), States: map[string]int{"SUCCESS": 1, "ERROR": 1}}
	bytes := func(g fixtures.Generate) string { return string(lines(births(1, g), epoch)) }
	for name, set := range map[string]func(*fixtures.Generate){
		"count":       func(g *fixtures.Generate) { g.Count = p(29) },
		"states":      func(g *fixtures.Generate) { g.States = map[string]int{"SUCCESS": 1, "ERROR": 9} },
		"sequence":    func(g *fixtures.Generate) { g.Sequence = []string{"PENDING"} },
		"models":      func(g *fixtures.Generate) { g.Models = []string{"GPT_4"} },
		"queue":       func(g *fixtures.Generate) { g.Queue = span(0, time.Second) },
		"run":         func(g *fixtures.Generate) { g.Run = span(0, time.Second) },
		"age":         func(g *fixtures.Generate) { g.Age = p(fixtures.Duration(time.Hour)) },
		"null":        func(g *fixtures.Generate) { g.Optional = "null" },
		"present":     func(g *fixtures.Generate) { g.Optional = "present" },
		"retries":     func(g *fixtures.Generate) { g.Retries = p(90) },
		"questions":   func(g *fixtures.Generate) { g.Questions = &fixtures.Range{Min: 1, Max: 2} },
		"text":        func(g *fixtures.Generate) { g.Text = "unicode" },
		"after polls": func(g *fixtures.Generate) { g.AfterPolls = 1 },
	} {
		g := base
		set(&g)
		assert.NotEqual(t, bytes(base), bytes(g), name)
	}
}
