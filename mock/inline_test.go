package mock_test

import (
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/ringer-api/ringer/mock"
)

// Brackets once took seconds and gigabytes for each of these requests.
func TestOddScenariosByValueAreRefusedInTime(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{})
	begun := time.Now()
	var all sync.WaitGroup
	for _, odd := range []string{"[", "- ", "? ", "{a: ", "&a [", "[],", "#\n"} {
		all.Go(func() {
			a := ask(t, s, http.MethodPut, "/_ringer/sessions/odd/scenario",
				strings.Repeat(odd, 300_000/len(odd)), "Content-Type: application/yaml")
			assert.Equal(t, http.StatusBadRequest, a.StatusCode, "%q", odd)
		})
	}
	all.Wait()
	assert.Less(t, time.Since(begun), 30*time.Second)
}
