package mock_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/mock/control"
	"github.com/ringer-api/ringer/mock/llamacloud/execution"
)

const advance = "/sessions/default/clock/advance"

func TestControlWalksAJobThroughItsLife(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, Scenario: "empty"})
	born := decode[record](t, ask(t, s, "POST", base, questions, "Ringer-Session: cart-7").Text)
	require.Equal(t, "PENDING", born.Status)

	begun := do[control.ClockMoved](t, s, 200, "POST", "/sessions/cart-7/clock/advance", `{"to": "next-transition"}`)
	require.Len(t, begun.Transitions, 1)
	assert.Equal(t, noon, begun.From)
	assert.Equal(t, begun.To, begun.Clock.Now)
	assert.Equal(t, begun.To, begun.Transitions[0].At)
	assert.Equal(t, born.ID, begun.Transitions[0].ID)
	assert.Equal(t, dataset, begun.Transitions[0].Scope.Get("eval_dataset_id"))
	assert.Equal(t, 1, *begun.Transitions[0].Attempt)
	seen := list(t, s, "Ringer-Session: cart-7")[0]
	assert.Equal(t, "PENDING", seen.Status)
	assert.NotNil(t, seen.StartedAt)

	ended := do[control.ClockMoved](t, s, 200, "POST", "/sessions/cart-7/clock/advance",
		`{"to": "final", "jobId": "`+born.ID+`"}`)
	require.Len(t, ended.Transitions, 1)
	assert.Equal(t, string(execution.Success), ended.Transitions[0].To)
	assert.Equal(t, "SUCCESS", list(t, s, "Ringer-Session: cart-7")[0].Status)

	p := refused(t, s, 409, "POST", "/sessions/cart-7/clock/advance", `{"to": "next-transition"}`)
	assert.Equal(t, "urn:ringer:no-transition", p.Type)
	assert.Contains(t, p.Detail, "it has ended")
	again := do[control.ClockMoved](t, s, 200, "POST", "/sessions/cart-7/clock/advance", `{"to": "final"}`)
	assert.Empty(t, again.Transitions, "all have ended already")
	assert.Equal(t, again.From, again.To)
}

func TestAdvanceWalksThroughRetries(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon})
	do[control.ScenarioState](t, s, 200, "PUT", "/sessions/default/scenario",
		`{"inline": {"generate": {"count": 0, "retries": 100, "states": {"SUCCESS": 1}}}}`)
	born := decode[record](t, ask(t, s, "POST", base, questions).Text)
	var attempts []int
	for {
		moved := do[control.ClockMoved](t, s, 200, "POST", advance, `{"to": "next-transition"}`)
		require.Len(t, moved.Transitions, 1)
		step := moved.Transitions[0]
		now := decode[record](t, get(t, s, base+"/"+born.ID).Text)
		require.Equal(t, string(step.To), now.Status, "what the client sees at that moment")
		require.Equal(t, *step.Attempt, *now.Attempts)
		if execution.Status(step.To).Final() {
			assert.NotNil(t, now.EndedAt)
			break
		}
		attempts = append(attempts, *step.Attempt)
		require.Less(t, len(attempts), 10)
	}
	assert.Equal(t, []int{1, 2, 3, 4, 5}, attempts)
}

func TestAdvanceTellsWhatHappenedOnTheWay(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon})
	do[control.ScenarioState](t, s, 200, "PUT", "/sessions/default/scenario",
		`{"inline": {"generate": {"count": 0, "retries": 0, "states": {"SUCCESS": 1}}}}`)
	first := decode[record](t, ask(t, s, "POST", base, questions).Text)
	second := decode[record](t, ask(t, s, "POST", base, questions).Text)
	moved := do[control.ClockMoved](t, s, 200, "POST", advance, `{"by": "1h"}`)
	assert.Len(t, moved.Transitions, 4, "each begins and ends")
	for i, step := range moved.Transitions[1:] {
		assert.False(t, step.At.Before(moved.Transitions[i].At), "in the order of time")
	}
	ids := map[string]int{}
	for _, step := range moved.Transitions {
		ids[step.ID]++
	}
	assert.Equal(t, map[string]int{first.ID: 2, second.ID: 2}, ids)
	assert.Equal(t, noon.Add(time.Hour), moved.Clock.Now)
	set := do[control.ClockMoved](t, s, 200, "PUT", "/sessions/default/clock", `{"now": "2024-10-02T12:00:00Z", "speed": 60}`)
	assert.Empty(t, set.Transitions)
	assert.Equal(t, 60.0, set.Clock.Speed)
	assert.Equal(t, 60.0, do[mock.ClockState](t, s, 200, "GET", "/sessions/default/clock", "").Speed)
}

func TestAdvanceUntilAllHaveEnded(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, Seed: 7})
	moved := do[control.ClockMoved](t, s, 200, "POST", advance, `{"to": "final", `+inDataset+`}`)
	assert.NotEmpty(t, moved.Transitions, "generated births move as well, before any request for them")
	for _, r := range list(t, s) {
		assert.NotEqual(t, "PENDING", r.Status)
	}
}

func TestAdvanceSaysWhyNothingMoves(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon})
	for name, c := range map[string]struct{ scenario, says string }{
		"nobody asked": {`{"name": "default"}`, "no job"},
		"stuck":        {`{"name": "all-pending"}`, "stays PENDING forever"},
		"by polls":     {`{"inline": {"generate": {"count": 2, "after_polls": 3}}}`, "one step every 3 polls"},
		"from a file":  {`{"name": "docs-example"}`, "a record from a file"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			session := "why-" + name[:2]
			do[control.ScenarioState](t, s, 201, "PUT", "/sessions/"+session+"/scenario", c.scenario)
			if name != "nobody asked" {
				get(t, s, base, "Ringer-Session: "+session)
			}
			p := refused(t, s, 409, "POST", "/sessions/"+session+"/clock/advance", `{"to": "next-transition"}`)
			assert.Contains(t, p.Detail, c.says)
			assert.NotEmpty(t, p.Hint)
		})
	}
}

func TestAdvanceListsWhatStands(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, Scenario: "empty"})
	stuck := do[mock.Job](t, s, 201, "POST", "/sessions/default/jobs", `{`+inDataset+`, "ends": "PENDING"}`)
	do[mock.Job](t, s, 201, "POST", "/sessions/default/jobs", `{`+inDataset+`, "ends": "SUCCESS"}`)
	moved := do[control.ClockMoved](t, s, 200, "POST", advance, `{"to": "final"}`)
	assert.NotEmpty(t, moved.Transitions)
	moved = do[control.ClockMoved](t, s, 200, "POST", advance, `{"by": "1h"}`)
	require.Len(t, moved.Stuck, 1)
	assert.Equal(t, stuck.ID, moved.Stuck[0].ID)
	assert.Contains(t, moved.Stuck[0].Why, "stuck")
	p := refused(t, s, 409, "POST", advance, `{"to": "final", "jobId": "`+stuck.ID+`"}`)
	assert.Contains(t, p.Detail, "stuck")
}

func TestARunningClockIsNotTurnedBack(t *testing.T) {
	t.Parallel()
	clock := &handClock{now: noon}
	s := serve(t, mock.Config{Real: clock.Now, Scenario: "empty"})
	ask(t, s, "POST", base, questions)
	moved := do[control.ClockMoved](t, s, 200, "POST", advance, `{"to": "final"}`)
	clock.Move(time.Minute)
	state := do[mock.ClockState](t, s, 200, "GET", "/sessions/default/clock", "")
	assert.Equal(t, moved.To.Add(time.Minute), state.Now, "it runs on from where it was moved to")
}

func TestSpeedIsWrittenAsPeopleDo(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon})
	for text, want := range map[string]float64{"60": 60, `"60x"`: 60, `"0.5x"`: 0.5, `"2"`: 2, `"0x"`: 0, "6e1": 60} {
		moved := do[control.ClockMoved](t, s, 200, "PUT", "/sessions/default/clock", `{"speed": `+text+`}`)
		assert.Equal(t, want, moved.Clock.Speed, text)
	}
	made := do[mock.SessionState](t, s, 201, "POST", "/sessions", `{"name": "cart-7", "speed": "60x"}`)
	assert.Equal(t, 60.0, made.Clock.Speed)
}
