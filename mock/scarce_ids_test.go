package mock_test

import (
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock"
)

// scarce serves testdata/own with 36 ids for its renders.
func scarce(t *testing.T) *mock.Server {
	t.Helper()
	file := filepath.Join(t.TempDir(), "jobs.yaml")
	require.NoError(t, os.WriteFile(file, []byte(`overlay: 1.0.0
info: {title: few ids, version: 1.0.0}
actions:
  - target: $
    update: {x-ringer-jobs: {render: {id: {at: /id, like: "x_{1}", parameter: renderId}}}}
`), 0o600))
	api, err := fixtures.LoadAPIFile("testdata/own/openapi.yaml", file)
	require.NoError(t, err)
	return serve(t, mock.Config{API: api, Now: noon})
}

// Jobs get ids that no other has, or had: not generated ones, not those of a file, and not those
// that start at the same time; when all are taken, longer ones.
func TestFewIDsAreNeverDrawnTwice(t *testing.T) {
	t.Parallel()
	s := scarce(t)
	const at = "/projects/p1/renders"
	a := ask(t, s, http.MethodPut, "/_ringer/sessions/default/scenario",
		`{"inline": {"breaks_contract": true, "jobs": [{"id": "x_a"}, {"id": "x_b"}, {"id": "x_c"}, {"id": "x_d"}]}}`)
	require.Equal(t, http.StatusOK, a.StatusCode, a.Text)
	seen := map[string]bool{"x_a": true, "x_b": true, "x_c": true, "x_d": true}
	var all sync.WaitGroup
	var mu sync.Mutex
	for range 8 {
		all.Go(func() {
			for range 5 {
				made := ask(t, s, http.MethodPost, at, "")
				id := decode[struct{ ID string }](t, made.Text).ID
				mu.Lock()
				assert.False(t, seen[id], "%s twice", id)
				seen[id] = true
				mu.Unlock()
			}
		})
	}
	all.Wait()
	assert.Len(t, seen, 44)
	long := 0
	for id := range seen {
		assert.Regexp(t, `^x_[a-z0-9]+$`, id)
		if len(id) > len("x_a") {
			long++
		}
		assert.Equal(t, http.StatusOK, get(t, s, at+"/"+id).StatusCode, id)
	}
	assert.Equal(t, 8, long, "no id of the form is left out")

	a = ask(t, s, http.MethodPut, "/_ringer/sessions/default/scenario", `{"name": "many"}`)
	require.Equal(t, http.StatusOK, a.StatusCode, a.Text)
	listed := map[string]bool{}
	for _, r := range decode[[]struct{ ID string }](t, get(t, s, at).Text) {
		assert.False(t, listed[r.ID], "%s twice", r.ID)
		listed[r.ID] = true
	}
	assert.Len(t, listed, 200+40)
}
