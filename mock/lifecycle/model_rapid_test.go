package lifecycle_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/ringer-api/ringer/mock/lifecycle"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// anyModel is a lifecycle of a few states with any transitions and durations, also
// impossible ones.
var anyModel = rapid.Custom(func(t *rapid.T) *jobs.Resource {
	r := &jobs.Resource{Name: "thing", Status: "/status", Moves: rapid.SampledFrom([]jobs.Moves{jobs.ByItself, jobs.ByOthers}).Draw(t, "moves")}
	n := rapid.IntRange(1, 8).Draw(t, "states")
	for i := range n {
		s := &jobs.State{
			Name: fmt.Sprint("s", i), Kind: rapid.SampledFrom(jobs.Kinds()).Draw(t, "kind"), Then: map[string]int{},
			For: rapid.SampledFrom([]jobs.Span{"", "0s", "1s..3s", "2s", "1000000h", "nonsense", "3s..1s"}).Draw(t, "for"),
		}
		for range rapid.IntRange(0, 4).Draw(t, "transitions") {
			s.Then[fmt.Sprint("s", rapid.IntRange(0, n).Draw(t, "then"))] = rapid.IntRange(-1, 9).Draw(t, "weight")
		}
		r.States = append(r.States, s)
	}
	return r
})

func TestAnyModelHasATimeline(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		r := anyModel.Draw(t, "model")
		p := lifecycle.New(r, nil)
		var s lifecycle.Settings
		if rapid.Bool().Draw(t, "wished") {
			s.Final = fmt.Sprint("s", rapid.IntRange(0, 9).Draw(t, "final"))
		}
		s.AfterPolls = rapid.IntRange(0, 2).Draw(t, "polls")
		b := draw(p, rapid.Uint64().Draw(t, "seed"), s)
		require.LessOrEqual(t, len(b.Path), lifecycle.MaxPath)
		if p.State(s.Final) != nil {
			require.Equal(t, s.Final, b.Final(), "the wish is met, whatever the model")
		}
		moved := map[string]bool{}
		for range rapid.IntRange(0, 3).Draw(t, "moves") {
			to := rapid.SampledFrom(r.States).Draw(t, "to").Name
			var err error
			b, err = p.MoveTo(b, to, noon.Add(time.Duration(rapid.IntRange(0, 20).Draw(t, "when"))*time.Second), 1)
			require.NoError(t, err)
			moved[to] = true
		}
		timeline := p.Timeline(&b)
		stages := timeline.Stages()
		for i, stage := range stages {
			require.Equal(t, i, stage.Number)
			if i == 0 {
				continue
			}
			before := stages[i-1]
			require.False(t, stage.At.Before(before.At), "stages are in order")
			if s.Final == "" && !moved[stage.State] {
				require.Positive(t, r.State(before.State).Then[stage.State], "%s to %s", before.State, stage.State)
				require.False(t, r.State(before.State).Final(), "nothing leaves a final state")
			}
		}
		at, final := timeline.FinalAt()
		if final && !timeline.ByPolls() {
			require.Equal(t, timeline.At(at), timeline.At(at.Add(1000*time.Hour)), "final stays final")
			_, more := timeline.Next(at)
			require.False(t, more)
		}
		out, err := p.RecordOf("GET /things/{id}").Show([]byte(`{"status":"x"}`), &b, noon.Add(time.Minute))
		require.NoError(t, err)
		require.Contains(t, string(out), `"status":"`+timeline.At(noon.Add(time.Minute)).State+`"`)
	})
}
