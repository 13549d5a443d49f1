package mock_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/mock/execution"
)

func TestBirthsAreBoundedOverAllSessions(t *testing.T) {
	t.Parallel()
	const most = 10
	s := serve(t, mock.Config{Now: noon, Scenario: "empty", MaxBirths: most})
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for range 5 {
				ask(t, s, "POST", base, questions, fmt.Sprintf("Ringer-Session: s%d", i))
			}
		})
	}
	all.Wait()
	kept := 0
	for i := range 8 {
		kept += len(list(t, s, fmt.Sprintf("Ringer-Session: s%d", i)))
	}
	assert.Equal(t, most, kept)
}

// bear keeps births in one session and gives their numbers in each dataset.
func bear(t *testing.T, births mock.Births, each execution.Birth, datasets ...string) map[string][]int {
	t.Helper()
	numbers := map[string][]int{}
	for _, d := range datasets {
		_, _, err := births.Add("s", "p", d, func(nth int) execution.Birth {
			numbers[d] = append(numbers[d], nth)
			return each
		})
		require.NoError(t, err)
	}
	return numbers
}

func TestBirthsAreNumberedOnceAndForAll(t *testing.T) {
	t.Parallel()
	numbers := bear(t, mock.NewMemory(2), execution.Birth{}, "a", "a", "b", "b", "a", "c", "c", "b")
	assert.Equal(t, map[string][]int{
		"a": {1, 2, 3}, // its first two were forgotten, but not that they were there
		"b": {1, 2, 4}, // as many as in any dataset that was forgotten
		"c": {3, 4},
	}, numbers)
}

func TestBirthsAreBoundedInBytes(t *testing.T) {
	t.Parallel()
	births := mock.NewMemory(1_000)
	huge := execution.Birth{Prompt: strings.Repeat("x", 1<<20)}
	for range 300 {
		bear(t, births, huge, "a")
	}
	_, _, err := births.Add("quiet", "p", "a", func(int) execution.Birth { return huge })
	require.NoError(t, err)
	busy, err := births.Of("s", "p", "a")
	require.NoError(t, err)
	assert.InDelta(t, 254, len(busy), 1)
	quiet, err := births.Of("quiet", "p", "a")
	require.NoError(t, err)
	assert.Len(t, quiet, 1)
}

// watchedBirths lets somebody look as soon as a birth can be seen.
type watchedBirths struct {
	mock.Births
	look func()
}

func (w *watchedBirths) Add(session, pipeline, dataset string, birth func(int) execution.Birth) (
	execution.Birth, []execution.Birth, error,
) {
	b, dropped, err := w.Births.Add(session, pipeline, dataset, birth)
	w.look()
	return b, dropped, err
}

func TestAJobThatMovesByPollsIsNotSeenAtItsEndFirst(t *testing.T) {
	t.Parallel()
	births := &watchedBirths{Births: mock.NewMemory(10)}
	s := serve(t, mock.Config{Now: noon, Scenario: "moves-by-polls", Births: births})
	for range 9 {
		list(t, s)
	}
	looked := false
	births.look = func() {
		looked = true
		assert.Equal(t, "PENDING", list(t, s)[0].Status)
	}
	ask(t, s, "POST", base, questions)
	assert.True(t, looked)
}
