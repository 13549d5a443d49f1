package lifecycle_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock/lifecycle"
	"github.com/ringer-api/ringer/schemas/jobs"
)

func TestCancelGoesThroughCancelling(t *testing.T) {
	t.Parallel()
	p := lifecycle.New(batch(), described(t))
	b := draw(p, 1, lifecycle.Settings{Final: "completed"})
	before := b.Clone()
	now := noon.Add(8 * time.Second)
	cancelled, err := p.Cancel(b, now, 0)
	require.NoError(t, err)
	assert.Equal(t, before, b, "the birth before stays as it was")
	timeline := p.Timeline(&cancelled)
	assert.Equal(t, "in_progress", timeline.At(now.Add(-1)).State, "the past stays")
	assert.Equal(t, "cancelling", timeline.At(now).State)
	at, final := timeline.FinalAt()
	assert.True(t, final)
	assert.Equal(t, "cancelled", timeline.At(at).State)
	assert.True(t, at.After(now))

	again, err := p.Cancel(cancelled, now.Add(time.Millisecond), 0)
	require.NoError(t, err)
	assert.Equal(t, cancelled, again, "it is being cancelled already")

	_, err = p.Cancel(cancelled, at, 0)
	var refused *lifecycle.Refused
	require.ErrorAs(t, err, &refused)
	assert.Equal(t, lifecycle.Refused{Action: "cancel", State: "cancelled", Kind: jobs.Cancelled, Why: "which is final"}, *refused)
	assert.Equal(t, `cannot cancel: the state is "cancelled", which is final`, err.Error())
}

func TestCancelOfAJobByPolls(t *testing.T) {
	t.Parallel()
	p := lifecycle.New(batch(), described(t))
	b := draw(p, 1, lifecycle.Settings{Final: "completed", AfterPolls: 2})
	b, err := p.Cancel(b, noon.Add(time.Hour), 3)
	require.NoError(t, err)
	timeline := p.Timeline(&b)
	var seen []string
	for n := 1; n <= 6; n++ {
		seen = append(seen, timeline.AtPoll(n).State)
	}
	assert.Equal(t, []string{"validating", "validating", "in_progress", "cancelling", "cancelling", "cancelled"}, seen)
}

func TestPauseAndResume(t *testing.T) {
	t.Parallel()
	r := video()
	r.States = append(r.States, &jobs.State{Name: "PAUSED", Kind: jobs.Paused})
	p := lifecycle.New(r, described(t))
	b := draw(p, 1, lifecycle.Settings{Final: "ERROR"})
	running := b.CreatedAt.Add(b.Path[0].For + time.Second)
	b, err := p.Pause(b, running, 0)
	require.NoError(t, err)
	assert.Equal(t, "PAUSED", p.Timeline(&b).At(running.Add(time.Hour)).State)
	b, err = p.Resume(b, running.Add(time.Hour), 0)
	require.NoError(t, err)
	timeline := p.Timeline(&b)
	assert.Equal(t, "RENDERING", timeline.At(running.Add(time.Hour)).State)
	assert.Equal(t, "ERROR", timeline.At(running.Add(2*time.Hour)).State, "it ends as it was to end")
	_, err = p.Resume(b, running.Add(time.Hour+time.Second), 0)
	assert.ErrorContains(t, err, `the state is "RENDERING", which is not one that waits to be resumed`)

	plain := lifecycle.New(video(), described(t))
	_, err = plain.Pause(draw(plain, 1, lifecycle.Settings{}), noon, 0)
	assert.ErrorContains(t, err, "the model has no state of kind paused")
}

func TestMoveTo(t *testing.T) {
	t.Parallel()
	p := lifecycle.New(batch(), described(t))
	b := draw(p, 1, lifecycle.Settings{Final: "completed"})
	moved, err := p.MoveTo(b, "failed", noon.Add(time.Second), 0)
	require.NoError(t, err)
	assert.Equal(t, "failed", p.Timeline(&moved).At(noon.Add(time.Hour)).State)
	_, err = p.MoveTo(b, "lost", noon, 0)
	assert.ErrorContains(t, err, `"lost" is not a state of batch: validating, in_progress`)
}

func TestAMoveBeforeTheCreationCountsFromTheCreation(t *testing.T) {
	t.Parallel()
	p := lifecycle.New(batch(), described(t))
	b, err := p.MoveTo(draw(p, 1, lifecycle.Settings{}), "failed", noon.Add(-time.Hour), 0)
	require.NoError(t, err)
	at, final := p.Timeline(&b).FinalAt()
	assert.True(t, final)
	assert.Equal(t, noon, at)
}

func TestMovesAreBounded(t *testing.T) {
	t.Parallel()
	p := lifecycle.New(order(), described(t))
	b := draw(p, 1, lifecycle.Settings{})
	var err error
	for i := range 3 * lifecycle.MaxMoves {
		b, err = p.MoveTo(b, []string{"paid", "open"}[i%2], noon.Add(time.Duration(i)*time.Second), 0)
		require.NoError(t, err)
	}
	assert.Len(t, b.Moved, lifecycle.MaxMoves)
	assert.Equal(t, "open", p.Timeline(&b).At(noon.Add(time.Hour)).State)
}

func TestTheVerbOfAnOperationNamesTheState(t *testing.T) {
	t.Parallel()
	p := lifecycle.New(order(), described(t))
	b := draw(p, 1, lifecycle.Settings{})
	paid, moves, err := p.MoveFor("POST /orders/{order_id}/pay", "payOrder", b, noon.Add(time.Minute), 0)
	require.NoError(t, err)
	assert.True(t, moves)
	assert.Equal(t, "paid", p.Timeline(&paid).At(noon.Add(time.Hour)).State)
	_, moves, err = p.MoveFor("POST /orders/{order_id}/print", "printOrder", b, noon, 0)
	require.NoError(t, err)
	assert.False(t, moves)

	for state, verbs := range map[string][]string{
		"accepted": {"accept"}, "approved": {"approve"}, "submitted": {"submit"}, "shipped": {"ship"}, "denied": {"reject", "decline"},
		"verified": {"verify"}, "active": {"activate", "enable"}, "closed": {"close", "archive"},
	} {
		p := lifecycle.New(&jobs.Resource{Moves: jobs.ByOthers, States: []*jobs.State{{Name: "new", Kind: jobs.Waiting}, {Name: state, Kind: jobs.Succeeded}}}, nil)
		for _, verb := range verbs {
			assert.Equal(t, state, p.StateFor(jobs.Operation("POST /things/{id}/"+verb), ""), verb)
			assert.Equal(t, state, p.StateFor("POST /things/{id}", verb+"Thing"), verb)
			assert.Equal(t, state, p.StateFor(jobs.Operation("POST /things/{id}:"+verb), ""), verb)
		}
	}
}

func TestAnUpdateOfTheStatusIsAMoveWhereOthersMove(t *testing.T) {
	t.Parallel()
	p := lifecycle.New(order(), described(t))
	b, err := p.Update(draw(p, 1, lifecycle.Settings{}), json.RawMessage(`{"status":"shipped","note":"left at the door"}`), noon.Add(time.Minute), 0, false)
	require.NoError(t, err)
	assert.Equal(t, "shipped", p.Timeline(&b).At(noon.Add(time.Minute)).State)

	p = lifecycle.New(batch(), described(t))
	b, err = p.Update(draw(p, 1, lifecycle.Settings{Final: "completed"}), json.RawMessage(`{"status":"failed"}`), noon, 0, false)
	require.NoError(t, err)
	assert.Empty(t, b.Moved, "a job moves by itself")
	_, err = p.Update(b, json.RawMessage(`[1]`), noon, 0, false)
	assert.ErrorContains(t, err, "must be a JSON object")
}

func TestNobodyMovesWhatIsOver(t *testing.T) {
	t.Parallel()
	p := lifecycle.New(&jobs.Resource{Name: "order", Moves: jobs.ByOthers, States: []*jobs.State{
		{Name: "placed", Kind: jobs.Waiting}, {Name: "paid", Kind: jobs.Running}, {Name: "delivered", Kind: jobs.Succeeded},
		{Name: "refunded", Kind: jobs.Cancelled}, {Name: "cancelled", Kind: jobs.Cancelled}, {Name: "open", Kind: jobs.Running},
	}}, nil)
	for _, c := range []struct{ from, verb, to string }{
		{"placed", "pay", "paid"}, {"paid", "deliver", "delivered"}, {"delivered", "refund", "refunded"}, {"cancelled", "reopen", "open"},
		{"cancelled", "pay", ""}, {"refunded", "deliver", ""}, {"delivered", "pay", ""},
	} {
		b := draw(p, 1, lifecycle.Settings{})
		b, err := p.MoveTo(b, c.from, noon, 0)
		require.NoError(t, err)
		moved, _, err := p.MoveFor(jobs.Operation("POST /orders/{id}/"+c.verb), "", b, noon.Add(time.Minute), 0)
		if c.to == "" {
			refused := (*lifecycle.Refused)(nil)
			require.ErrorAs(t, err, &refused, "%s from %s", c.verb, c.from)
			continue
		}
		require.NoError(t, err, "%s from %s", c.verb, c.from)
		assert.Equal(t, c.to, p.Timeline(&moved).At(noon.Add(time.Hour)).State)
	}
}
