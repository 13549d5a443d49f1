package mock_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/ringer-api/ringer/mock"
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

// watchedBirths calls back as soon as a birth is visible.
type watchedBirths struct {
	mock.Store
	look func()
}

func (w *watchedBirths) Add(session string, of mock.Scope, birth func(int) mock.Birth) (
	mock.Birth, []mock.Birth, error,
) {
	b, dropped, err := w.Store.Add(session, of, birth)
	w.look()
	return b, dropped, err
}

func TestAJobThatMovesByPollsIsNotSeenAtItsEndFirst(t *testing.T) {
	t.Parallel()
	births := &watchedBirths{Store: mock.NewMemory(10)}
	s := serve(t, mock.Config{Now: noon, Scenario: "moves-by-polls", State: births})
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
