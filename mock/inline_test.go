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

// A scenario given by value is read with its former names, which the responses tell.
func TestFormerNamesInScenariosByValueAreTold(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{})
	want := []string{`inline.json:1:2: "executions" is called "jobs" now`}
	for path, body := range map[string]string{
		"/_ringer/sessions/a/scenario": `{"inline": {"executions": []}}`,
		"/_ringer/sessions/b":          `{"inline": {"executions": []}}`,
	} {
		a := ask(t, s, http.MethodPut, path, body)
		assert.Less(t, a.StatusCode, 300, a.Text)
		assert.Equal(t, want, decode[struct{ Hints []string }](t, a.Text).Hints, path)
	}
	a := ask(t, s, http.MethodPut, "/_ringer/sessions/a/scenario", `{"inline": {"jobs": []}}`)
	assert.NotContains(t, a.Text, "hints")
}
