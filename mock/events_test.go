package mock_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock"
)

// listen subscribes for the duration of a test.
func listen(t *testing.T, s *mock.Server, f mock.EventFilter) *mock.Subscription {
	t.Helper()
	sub, err := s.Mock.Subscribe(f)
	require.NoError(t, err)
	t.Cleanup(sub.Close)
	return sub
}

// next waits for the next event.
func next(t *testing.T, sub *mock.Subscription) mock.Event {
	t.Helper()
	select {
	case e, ok := <-sub.Events():
		require.True(t, ok, "the subscription ended: %v", sub.Err())
		return e
	case <-time.After(20 * time.Second):
		require.Fail(t, "no event came")
		return mock.Event{}
	}
}

func TestEventsTellOfRequestsChangesAndTransitions(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, Scenario: "empty"})
	sub := listen(t, s, mock.EventFilter{})
	born := decode[record](t, ask(t, s, "POST", base, questions).Text)
	e := next(t, sub)
	assert.Equal(t, mock.EventRequest, e.Kind)
	assert.Equal(t, "default.1", e.Request.Trace)
	assert.Equal(t, "execute, scenario empty", e.Request.Why)
	assert.Equal(t, 200, e.Request.Status)

	advance, err := shared(t, s).AdvanceUntilFinal(mock.JobID{})
	require.NoError(t, err)
	require.Len(t, advance.Transitions, 2)
	e = next(t, sub)
	assert.Equal(t, mock.EventChange, e.Kind)
	assert.Equal(t, "clock", e.Change.What)
	for i, want := range advance.Transitions {
		e = next(t, sub)
		assert.Equal(t, mock.EventTransition, e.Kind)
		assert.EqualValues(t, 3+i, e.ID)
		assert.Equal(t, "default", e.Session)
		assert.Equal(t, born.ID, e.Transition.ID)
		assert.Equal(t, want, *e.Transition)
	}
	assert.EqualValues(t, "SUCCESS", e.Transition.To)
}

func TestEventsOfARunningClock(t *testing.T) {
	t.Parallel()
	s := mock.NewServer(mock.Config{Now: noon, Speed: 10_000, Scenario: "empty"})
	defer s.Close()
	sub := listen(t, s, mock.EventFilter{Kinds: []string{mock.EventTransition}})
	born := decode[record](t, ask(t, s, "POST", base, questions).Text)
	begun := next(t, sub)
	assert.Equal(t, born.ID, begun.Transition.ID)
	assert.Equal(t, 1, *begun.Transition.Attempt)
	ended := next(t, sub)
	assert.EqualValues(t, "SUCCESS", ended.Transition.To)
	assert.False(t, shared(t, s).Clock().Now().Before(ended.At), "no transition is published before its time")
}

func TestEventsAreTheSameWhateverTheSteps(t *testing.T) {
	t.Parallel()
	walk := func(step time.Duration) []mock.Transition {
		s := serve(t, mock.Config{Now: noon, Seed: 5})
		list(t, s)
		sub := listen(t, s, mock.EventFilter{Kinds: []string{mock.EventTransition}})
		for range int(time.Hour / step) {
			require.NoError(t, shared(t, s).Clock().Advance(step))
		}
		sub.Close()
		var moves []mock.Transition
		for e := range sub.Events() {
			moves = append(moves, *e.Transition)
		}
		return moves
	}
	atOnce := walk(time.Hour)
	assert.NotEmpty(t, atOnce)
	assert.Equal(t, atOnce, walk(time.Minute))
}

func TestEventsOfBeforeAreNotTold(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, Scenario: "empty"})
	ask(t, s, "POST", base, questions)
	require.NoError(t, shared(t, s).Clock().Advance(24*time.Hour))
	sub := listen(t, s, mock.EventFilter{})
	shared(t, s).ClearJournal()
	assert.Equal(t, "journal", next(t, sub).Change.What)
}

func TestEventsAreFiltered(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, Scenario: "empty"})
	one := listen(t, s, mock.EventFilter{Session: "one"})
	changes := listen(t, s, mock.EventFilter{Kinds: []string{mock.EventChange}})
	get(t, s, base, "Ringer-Session: two")
	get(t, s, base, "Ringer-Session: one")
	_, err := s.Mock.MakeSession("three", mock.SessionConfig{})
	require.NoError(t, err)
	assert.Equal(t, "one.1", next(t, one).Request.Trace)
	assert.Equal(t, "three", next(t, changes).Session)
	assert.Empty(t, one.Events())
	assert.Empty(t, changes.Events())
}

func TestEventsForThoseWhoComeBack(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, Scenario: "empty"})
	for range 1_003 {
		shared(t, s).ClearJournal()
	}
	for _, c := range []struct {
		after, first uint64
		missed       int
	}{{1_001, 1_002, 0}, {2, 4, 1}, {9_999, 4, 3}} {
		sub := listen(t, s, mock.EventFilter{After: &c.after})
		assert.Equal(t, c.first, next(t, sub).ID)
		assert.Equal(t, c.missed, sub.Missed())
	}
	last := uint64(1_003)
	assert.Empty(t, listen(t, s, mock.EventFilter{After: &last}).Events())
}

func TestEventsOfTheGapAreToldToThoseWhoComeBack(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, Scenario: "empty"})
	sub := listen(t, s, mock.EventFilter{})
	born := decode[record](t, ask(t, s, "POST", base, questions).Text)
	after := next(t, sub).ID
	sub.Close()
	require.NoError(t, shared(t, s).Clock().Advance(24*time.Hour))
	sub = listen(t, s, mock.EventFilter{After: &after})
	assert.Equal(t, mock.EventChange, next(t, sub).Kind)
	assert.Equal(t, born.ID, next(t, sub).Transition.ID)
}

func TestSlowSubscriberIsDroppedAndTold(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon})
	slow := listen(t, s, mock.EventFilter{})
	quick := listen(t, s, mock.EventFilter{})
	for range 300 {
		shared(t, s).ClearJournal()
		next(t, quick)
	}
	n := 0
	for range slow.Events() {
		n++
	}
	assert.Equal(t, 256, n, "events before it was dropped are received")
	require.ErrorIs(t, slow.Err(), mock.ErrSlow)
	assert.NoError(t, quick.Err())
	slow.Close()
	require.ErrorIs(t, slow.Err(), mock.ErrSlow, "closing it afterwards changes nothing")
}

func TestCloseEndsSubscriptions(t *testing.T) {
	t.Parallel()
	m, err := mock.New(mock.Config{})
	require.NoError(t, err)
	sub, err := m.Subscribe(mock.EventFilter{})
	require.NoError(t, err)
	require.NoError(t, m.Close())
	_, open := <-sub.Events()
	assert.False(t, open)
	require.ErrorIs(t, sub.Err(), mock.ErrClosed)
	_, err = m.Subscribe(mock.EventFilter{})
	require.ErrorIs(t, err, mock.ErrClosed)
	require.NoError(t, m.Close())
}

func TestClosedSubscriptionHasNoError(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{})
	sub := listen(t, s, mock.EventFilter{})
	sub.Close()
	sub.Close()
	assert.NoError(t, sub.Err())
	_, open := <-sub.Events()
	assert.False(t, open)
}

func TestTooManySubscribersAreRefused(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{})
	for range 1_000 {
		listen(t, s, mock.EventFilter{})
	}
	_, err := s.Mock.Subscribe(mock.EventFilter{})
	require.ErrorIs(t, err, mock.ErrCrowded)
}

func TestEventsSayNoMoreThanIsRead(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, Scenario: "one"})
	which := mock.JobID{Scope: scope, ID: list(t, s)[0].ID}
	sub := listen(t, s, mock.EventFilter{})
	_, err := shared(t, s).ChangeJob(which,
		mock.Edit{Set: map[string]json.RawMessage{"/" + strings.Repeat("x", 100_000): json.RawMessage("1")}})
	require.NoError(t, err)
	assert.Less(t, len(next(t, sub).Change.Detail), 3_000)
}
