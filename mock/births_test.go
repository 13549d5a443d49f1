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
