package lifecycle_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock/lifecycle"
	"github.com/ringer-api/ringer/schemas/jobs"
)

func statesOf(b lifecycle.Birth) []string {
	var out []string
	for _, s := range b.Path {
		out = append(out, s.State)
	}
	return out
}

func TestFirstStateIsTheBeginningOfTheUsualWay(t *testing.T) {
	t.Parallel()
	d := described(t)
	for name, want := range map[*jobs.Resource]string{
		batch(): "validating", video(): "QUEUED", order(): "open", copying(): "queued", check(): "running", scan(): "running",
	} {
		assert.Equal(t, want, lifecycle.New(name, d).First(), name.Name)
	}
	retried := &jobs.Resource{States: []*jobs.State{
		{Name: "retrying", Kind: jobs.Waiting}, {Name: "done", Kind: jobs.Succeeded}, {Name: "running", Kind: jobs.Running},
	}}
	assert.Equal(t, "running", lifecycle.New(retried, nil).First(), "nothing begins with a retry")
	assert.Empty(t, lifecycle.New(&jobs.Resource{}, nil).First())
}

func TestDrawIsDeterministic(t *testing.T) {
	t.Parallel()
	d := described(t)
	differ := false
	for _, r := range all() {
		for seed := range uint64(50) {
			one, two := draw(lifecycle.New(r, d), seed, lifecycle.Settings{}), draw(lifecycle.New(r, d), seed, lifecycle.Settings{})
			assert.Equal(t, one, two)
			differ = differ || !slices.Equal(one.Path, draw(lifecycle.New(r, d), seed+1000, lifecycle.Settings{}).Path)
		}
	}
	assert.True(t, differ, "the seed decides something")
}

func TestDrawFollowsTheWeightsOfTheModel(t *testing.T) {
	t.Parallel()
	p := lifecycle.New(batch(), described(t))
	ends := map[string]int{}
	for seed := range uint64(2000) {
		b := draw(p, seed, lifecycle.Settings{})
		ends[b.Final()]++
	}
	assert.InDelta(t, 100, ends["failed"], 50, "5 in 100 of 2000: %v", ends)
	assert.Greater(t, ends["completed"], 1700)
	assert.NotContains(t, ends, "cancelled", "nobody cancelled any")
}

func TestAJobEndsInTheWishedState(t *testing.T) {
	t.Parallel()
	d := described(t)
	for _, r := range all() {
		p := lifecycle.New(r, d)
		for _, s := range r.States {
			for seed := range uint64(20) {
				b := draw(p, seed, lifecycle.Settings{Final: s.Name})
				timeline := p.Timeline(&b)
				assert.Equal(t, s.Name, timeline.At(noon.Add(24*time.Hour)).State, "%s %v", r.Name, b.Path)
				assert.Equal(t, p.First(), timeline.At(noon).State, "%s begins as all do", r.Name)
				at, final := timeline.FinalAt()
				assert.Equal(t, s.Final(), final, "one that does not end is stuck")
				assert.False(t, at.Before(noon))
			}
		}
	}
}

func TestAJobIsCancelledWhileItRuns(t *testing.T) {
	t.Parallel()
	p := lifecycle.New(batch(), described(t))
	b := draw(p, 1, lifecycle.Settings{Final: "cancelled"})
	assert.Equal(t, []string{"validating", "cancelling", "cancelled"}, statesOf(b))
	for _, stay := range b.Path[:2] {
		assert.Positive(t, stay.For)
	}
}

func TestWeightsChooseTheEnds(t *testing.T) {
	t.Parallel()
	p := lifecycle.New(batch(), described(t))
	ends := map[string]int{}
	for seed := range uint64(400) {
		b := draw(p, seed, lifecycle.Settings{Weights: map[string]int{"failed": 3, "in_progress": 1, "completed": 0}})
		ends[b.Final()]++
	}
	assert.Len(t, ends, 2)
	assert.InDelta(t, 300, ends["failed"], 50)
	assert.InDelta(t, 100, ends["in_progress"], 50)
}

func TestSpansOfTheSettingsReplaceThoseOfTheModel(t *testing.T) {
	t.Parallel()
	p := lifecycle.New(video(), described(t))
	minute := lifecycle.Range{Shortest: time.Minute, Longest: time.Minute}
	b := draw(p, 1, lifecycle.Settings{Queue: &lifecycle.Range{}, Run: &minute})
	assert.Equal(t, []lifecycle.Stay{{State: "QUEUED"}, {State: "RENDERING", For: time.Minute}, {State: b.Final()}}, b.Path)

	several := draw(lifecycle.New(batch(), described(t)), 1, lifecycle.Settings{Run: &minute, Final: "completed"})
	var total time.Duration
	for _, stay := range several.Path {
		total += stay.For
	}
	assert.InDelta(t, time.Minute, total, float64(10*time.Millisecond), "all running states together: %v", several.Path)
}

func TestNextNamesEachTransitionOnce(t *testing.T) {
	t.Parallel()
	p := lifecycle.New(batch(), described(t))
	b := draw(p, 4, lifecycle.Settings{Final: "completed"})
	timeline := p.Timeline(&b)
	var seen []string
	now := noon.Add(-time.Hour)
	for {
		next, any := timeline.Next(now)
		if !any {
			break
		}
		assert.True(t, next.At.After(now))
		assert.Equal(t, next.From, timeline.At(next.At.Add(-1)).State)
		assert.Equal(t, next.To, timeline.At(next.At).State)
		seen, now = append(seen, next.To), next.At
	}
	assert.Equal(t, []string{"in_progress", "finalizing", "completed"}, seen)
}

func TestNextSkipsStatesThatNobodyCanSee(t *testing.T) {
	t.Parallel()
	p := lifecycle.New(video(), described(t))
	b := draw(p, 4, lifecycle.Settings{Final: "DONE", Queue: &lifecycle.Range{}, Run: &lifecycle.Range{}})
	next, any := p.Timeline(&b).Next(noon.Add(-time.Second))
	assert.True(t, any)
	assert.Equal(t, lifecycle.Transition{From: "QUEUED", To: "DONE", At: noon}, next)
}

func TestAResourceThatOthersMoveStays(t *testing.T) {
	t.Parallel()
	p := lifecycle.New(order(), described(t))
	b := draw(p, 1, lifecycle.Settings{})
	timeline := p.Timeline(&b)
	assert.Equal(t, "open", timeline.At(noon.Add(1000*time.Hour)).State)
	_, any := timeline.Next(noon)
	assert.False(t, any)
	_, final := timeline.FinalAt()
	assert.False(t, final)
}

func TestPollsMoveAJobStepByStep(t *testing.T) {
	t.Parallel()
	p := lifecycle.New(video(), described(t))
	b := draw(p, 1, lifecycle.Settings{Final: "DONE", AfterPolls: 2})
	timeline := p.Timeline(&b)
	assert.True(t, timeline.ByPolls())
	var seen []string
	for n := 1; n <= 6; n++ {
		seen = append(seen, timeline.AtPoll(n).State)
	}
	assert.Equal(t, []string{"QUEUED", "QUEUED", "RENDERING", "RENDERING", "DONE", "DONE"}, seen)
	assert.Equal(t, "QUEUED", timeline.At(noon.Add(time.Hour)).State, "time does not move it")
	_, any := timeline.Next(noon)
	assert.False(t, any)
	assert.Equal(t, 4, timeline.AfterPolls(timeline.AtPoll(5)))
}

func TestSettledIsInItsStateFromTheBeginning(t *testing.T) {
	t.Parallel()
	p := lifecycle.New(batch(), described(t))
	b := lifecycle.Settled(p, 1, "batch_1", noon, nil, nil, "completed")
	at, final := p.Timeline(&b).FinalAt()
	assert.True(t, final)
	assert.Equal(t, noon, at)
}

func TestACycleHasAnEnd(t *testing.T) {
	t.Parallel()
	r := &jobs.Resource{Moves: jobs.ByItself, States: []*jobs.State{
		{Name: "running", Kind: jobs.Running, For: "1s", Then: map[string]int{"backoff": 1000, "done": 1}},
		{Name: "backoff", Kind: jobs.Waiting, For: "1s", Then: one("running")},
		{Name: "done", Kind: jobs.Succeeded},
	}}
	p := lifecycle.New(r, nil)
	for seed := range uint64(30) {
		b := draw(p, seed, lifecycle.Settings{})
		assert.LessOrEqual(t, len(b.Path), lifecycle.MaxPath)
		assert.Equal(t, "done", b.Final())
	}
	delete(r.States[0].Then, "done")
	b := draw(lifecycle.New(r, nil), 1, lifecycle.Settings{})
	assert.LessOrEqual(t, len(b.Path), lifecycle.MaxPath, "a cycle without an end")
	b = draw(lifecycle.New(r, nil), 1, lifecycle.Settings{Final: "done"})
	assert.Equal(t, "done", b.Final(), "even where no transition leads to it")
}

func TestTenThousandStates(t *testing.T) {
	t.Parallel()
	r := &jobs.Resource{Moves: jobs.ByItself}
	for i := range 10_000 {
		r.States = append(r.States, &jobs.State{
			Name: fmt.Sprint("s", i), Kind: jobs.Running, For: "1s..2s", Then: map[string]int{fmt.Sprint("s", i+1): 1 << 40, fmt.Sprint("s", i/2): 1},
		})
	}
	r.States = append(r.States, &jobs.State{Name: "s10000", Kind: jobs.Succeeded})
	p := lifecycle.New(r, nil)
	b := draw(p, 1, lifecycle.Settings{})
	assert.LessOrEqual(t, len(b.Path), lifecycle.MaxPath)
	b = draw(p, 1, lifecycle.Settings{Final: "s10000"})
	assert.LessOrEqual(t, len(b.Path), lifecycle.MaxPath)
	assert.Equal(t, "s10000", b.Final())
}

func TestHugeSpansAreCut(t *testing.T) {
	t.Parallel()
	r := video()
	for _, s := range r.States[:2] {
		s.For = "2500000h..2562047h"
	}
	p := lifecycle.New(r, described(t))
	b := draw(p, 1, lifecycle.Settings{})
	at, final := p.Timeline(&b).FinalAt()
	assert.True(t, final)
	assert.Equal(t, noon.Add(lifecycle.MaxStay), at)
}

func TestABirthIsJSON(t *testing.T) {
	t.Parallel()
	p := lifecycle.New(batch(), described(t))
	b := draw(p, 1, lifecycle.Settings{AfterPolls: 2})
	b.Input = json.RawMessage(`{"input_file":"f"}`)
	b, err := p.Cancel(b, noon.Add(time.Second), 1)
	require.NoError(t, err)
	b, err = p.Update(b, json.RawMessage(`{"priority":"high"}`), noon.Add(2*time.Second), 2, false)
	require.NoError(t, err)
	text, err := json.Marshal(b)
	require.NoError(t, err)
	var again lifecycle.Birth
	require.NoError(t, json.Unmarshal(text, &again))
	assert.Equal(t, b, again)
	assert.Greater(t, b.Bytes(), len(b.Input)+len(b.Written))
}
