package mock_test

import (
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock"
)

// studio serves testdata/own with the records of its scenario.
func studio(t *testing.T) *mock.Server {
	t.Helper()
	api, err := fixtures.LoadAPIFile("testdata/own")
	require.NoError(t, err)
	return serve(t, mock.Config{API: api, Scenario: "mine", Now: noon, SelfCheck: true})
}

// Records of a CSV file and of a list are served like any others.
func TestOwnRecords(t *testing.T) {
	t.Parallel()
	s := studio(t)
	const first = `{"id":"p1","name":"Harbour, at dawn","colour":"blue","public":true,"size":{"width":640},"tags":["sea","light"]}`
	assert.JSONEq(t, first, get(t, s, "/projects/p1").Text)
	assert.JSONEq(t, `{"id":"p2","name":"12","colour":"red","public":false}`, get(t, s, "/projects/p2").Text)
	assert.Equal(t, http.StatusNotFound, get(t, s, "/projects/p4").StatusCode)
	type page struct {
		Data []struct{ ID, Name string }
	}
	ids := func(path string) (all []string) {
		for _, p := range decode[page](t, get(t, s, path).Text).Data {
			all = append(all, p.ID)
		}
		return all
	}
	assert.Equal(t, []string{"p1", "p2", "p3"}, ids("/projects"))
	assert.Equal(t, []string{"p1", "p3"}, ids("/projects?colour=blue"))
	assert.Equal(t, []string{"p2", "p1", "p3"}, ids("/projects?sort=name"))
	assert.Equal(t, []string{"p1", "p2"}, ids("/projects?limit=2"))
	assert.Equal(t, []string{"p3"}, ids("/projects?limit=2&after=p2"))

	a := ask(t, s, http.MethodPatch, "/projects/p1", `{"name":"Harbour","size":{"height":480}}`, "Content-Type: application/json")
	const changed = `{"id":"p1","name":"Harbour","colour":"blue","public":true,"size":{"width":640,"height":480},"tags":["sea","light"]}`
	assert.JSONEq(t, changed, a.Text)
	assert.JSONEq(t, changed, get(t, s, "/projects/p1").Text)
	assert.Equal(t, http.StatusNoContent, ask(t, s, http.MethodDelete, "/projects/p2", "").StatusCode)
	assert.Equal(t, http.StatusNotFound, get(t, s, "/projects/p2").StatusCode)
	made := ask(t, s, http.MethodPost, "/projects", `{"name":"New","colour":"red"}`, "Content-Type: application/json")
	require.Equal(t, http.StatusCreated, made.StatusCode)
	assert.Len(t, ids("/projects"), 3)
	assert.JSONEq(t, first, get(t, s, "/projects/p1", "Ringer-Session: other").Text, "another session has the records as they are in the file")
	assert.Empty(t, s.Mock.Broken())
}

// Records of a nested resource are in the collections whose parameters they name. Jobs stay in
// their state until an operation moves them.
func TestOwnRecordsOfJobs(t *testing.T) {
	t.Parallel()
	s := studio(t)
	assert.JSONEq(t, `[{"id":"r1","project_id":"p1","status":"running"},{"id":"r2","project_id":"p1","status":"succeeded"}]`, get(t, s, "/projects/p1/renders").Text)
	assert.JSONEq(t, `[{"id":"r3","project_id":"p2","status":"queued"}]`, get(t, s, "/projects/p2/renders").Text)
	assert.Equal(t, http.StatusNotFound, get(t, s, "/projects/p2/renders/r1").StatusCode)
	wait(t, s, 1000*60*60*24)
	assert.Contains(t, get(t, s, "/projects/p2/renders/r3").Text, `"queued"`)
	a := ask(t, s, http.MethodPost, "/projects/p1/renders/r1/cancel", "")
	assert.JSONEq(t, `{"id":"r1","project_id":"p1","status":"cancelled"}`, a.Text)
	assert.Equal(t, http.StatusConflict, ask(t, s, http.MethodPost, "/projects/p1/renders/r2/cancel", "").StatusCode)
}

// An edit of the file with the records takes effect, and a mistake in it is reported with its line.
func TestOwnRecordsAreWatched(t *testing.T) {
	t.Parallel()
	api, err := fixtures.LoadAPIFile("testdata/own/openapi.yaml")
	require.NoError(t, err)
	dir := t.TempDir()
	write := func(name, text string) {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
	write("mine.yaml", "records: {projects: projects.csv}\n")
	write("projects.csv", "id,name,colour\na,A,red\n")
	set, err := api.Load(dir)
	require.NoError(t, err)
	s := serve(t, mock.Config{API: api, Fixtures: set, Scenario: "mine", Now: noon})
	assert.Contains(t, get(t, s, "/projects").Text, `"name":"A"`)
	write("projects.csv", "id,name,colour\na,Z,red\n")
	next, stale, err := api.Reload(dir, set, "mine", func(*fixtures.Scenario) error { return nil })
	require.NoError(t, err)
	require.Empty(t, stale)
	require.NoError(t, s.Mock.SetFixtures(next))
	assert.Contains(t, get(t, s, "/projects").Text, `"name":"Z"`)
	write("projects.csv", "id,name,colour\na,Z,pink\n")
	_, stale, err = api.Reload(dir, next, "mine", func(*fixtures.Scenario) error { return nil })
	require.NoError(t, err)
	require.Len(t, stale, 1)
	assert.Contains(t, stale[0].Error(), "projects.csv:2:5")
}
