package mock_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock"
)

const jsonBody = "Content-Type: application/json"

// begun starts a job and returns the path of the operation that gets it.
func begun(t *testing.T, s *mock.Server, path, body string, headers ...string) string {
	t.Helper()
	a := ask(t, s, "POST", path, body, append(headers, jsonBody)...)
	require.Contains(t, []int{200, 202}, a.StatusCode, a.Text)
	id := decode[struct{ ID string }](t, a.Text).ID
	require.NotEmpty(t, id, a.Text)
	return path + "/" + id
}

func TestGetHasItsResultOnceItIsDone(t *testing.T) {
	t.Parallel()
	s := of(t, "shapes.yaml", mock.Config{})
	at := begun(t, s, "/renders", `{"scene":"sea"}`)
	before := get(t, s, at)
	assert.Equal(t, 202, before.StatusCode)
	assert.Equal(t, "1", before.Header.Get("Retry-After"))
	assert.NotEmpty(t, decode[struct{ Message string }](t, before.Text).Message, "the body is that of the 202")
	toTheEnd(t, s)
	after := get(t, s, at)
	assert.Equal(t, 200, after.StatusCode)
	picture := decode[struct{ ID, Scene, URL string }](t, after.Text)
	assert.Equal(t, "/renders/"+picture.ID, at)
	assert.Equal(t, "sea", picture.Scene)
	assert.NotEmpty(t, picture.URL)
	assert.Equal(t, after.Text, get(t, s, at).Text)
}

func toTheEnd(t *testing.T, s *mock.Server) {
	t.Helper()
	a := ask(t, s, "POST", "/_ringer/sessions/default/clock/advance", `{"to":"final"}`, jsonBody)
	require.Equal(t, 200, a.StatusCode, a.Text)
}

func TestGetShowsTheStatusBeforeTheResult(t *testing.T) {
	t.Parallel()
	s := of(t, "shapes.yaml", mock.Config{})
	good := begun(t, s, "/exports", `{"table":"stars"}`, "Prefer: scenario=all-succeeded")
	bad := begun(t, s, "/exports", `{"table":"dust"}`, "Prefer: scenario=all-failed")
	for _, at := range []string{good, bad} {
		a := get(t, s, at)
		assert.Equal(t, 202, a.StatusCode)
		assert.Equal(t, "queued", decode[struct{ Status string }](t, a.Text).Status)
	}
	toTheEnd(t, s)
	rows := get(t, s, good)
	assert.Equal(t, 200, rows.StatusCode)
	assert.Equal(t, "stars", decode[struct{ Table string }](t, rows.Text).Table)
	failed := get(t, s, bad)
	assert.Equal(t, 422, failed.StatusCode, "the document says so")
	assert.Equal(t, "the export has ended as failed", decode[struct{ Message string }](t, failed.Text).Message)
	why := get(t, s, "/_ringer/journal?limit=1")
	assert.Contains(t, why.Text, "the export has ended as failed")
}

func TestGetRedirectsToTheResult(t *testing.T) {
	t.Parallel()
	s := of(t, "shapes.yaml", mock.Config{})
	at := begun(t, s, "/imports", "", "Prefer: scenario=all-succeeded")
	assert.Equal(t, 200, get(t, s, at).StatusCode)
	assert.Equal(t, 404, get(t, s, at+"/report").StatusCode, "of the fitting status codes it is the documented one")
	toTheEnd(t, s)
	a := get(t, s, at)
	assert.Equal(t, 303, a.StatusCode)
	assert.Equal(t, s.URL+at+"/report", a.Header.Get("Location"))
	assert.Empty(t, a.Text)
	followed, err := http.Get(s.URL + at)
	require.NoError(t, err)
	defer followed.Body.Close()
	var report struct{ Imported int }
	require.NoError(t, json.NewDecoder(followed.Body).Decode(&report))
	assert.Positive(t, report.Imported)
	other := begun(t, s, "/imports", "", "Ringer-Session: other")
	assert.Equal(t, 200, get(t, s, other, "Ringer-Session: other").StatusCode, "another session has its own clock")
}

func TestGetIsRefusedUntilItIsReady(t *testing.T) {
	t.Parallel()
	s := of(t, "shapes.yaml", mock.Config{})
	for path, status := range map[string]int{"/scans": 404, "/proofs": 425} {
		at := begun(t, s, path, "")
		early := get(t, s, at)
		assert.Equal(t, status, early.StatusCode)
		assert.Contains(t, decode[struct{ Message string }](t, early.Text).Message, "is running: it is not ready yet")
		assert.Equal(t, 404, get(t, s, path+"/unknown").StatusCode)
		toTheEnd(t, s)
		assert.Equal(t, 200, get(t, s, at).StatusCode)
	}
}

type longRunning struct {
	Name     string
	Done     bool
	Error    *struct{ Message string }
	Response *struct{ Model string }
}

func TestOperationHasAnErrorOrAResponse(t *testing.T) {
	t.Parallel()
	s := of(t, "shapes.yaml", mock.Config{})
	for scenario, fails := range map[string]bool{"all-succeeded": false, "all-failed": true} {
		created := decode[longRunning](t, ask(t, s, "POST", "/v1/models:train", `{"base":"b"}`, jsonBody, "Prefer: scenario="+scenario).Text)
		require.True(t, strings.HasPrefix(created.Name, "operations/"), created.Name)
		assert.Equal(t, longRunning{Name: created.Name}, created, "neither is there before the end")
		assert.Equal(t, created, decode[longRunning](t, get(t, s, "/v1/"+created.Name).Text))
		toTheEnd(t, s)
		done := decode[longRunning](t, get(t, s, "/v1/"+created.Name).Text)
		assert.True(t, done.Done)
		assert.Equal(t, created.Name, done.Name)
		assert.Equal(t, fails, done.Error != nil)
		assert.Equal(t, fails, done.Response == nil)
	}
}

// The name is the rest of the path, slashes included.
func TestOperationIsFoundByItsName(t *testing.T) {
	t.Parallel()
	s := of(t, "shapes.yaml", mock.Config{})
	a := ask(t, s, "POST", "/v2/datasets:copy", "", "Prefer: scenario=all-succeeded")
	created := decode[longRunning](t, a.Text)
	require.Regexp(t, `^copies/[a-z0-9]{8}$`, created.Name)
	assert.Equal(t, s.URL+"/v2/"+created.Name, a.Header.Get("Location"))
	assert.JSONEq(t, a.Text, get(t, s, "/v2/"+created.Name).Text)
	assert.Equal(t, 404, get(t, s, "/v2/copies/unknown1").StatusCode)
	toTheEnd(t, s)
	assert.True(t, decode[longRunning](t, get(t, s, "/v2/"+created.Name).Text).Done)
}

func predict(t *testing.T, s *mock.Server, prefer string) (answer, string) {
	t.Helper()
	a := ask(t, s, "POST", "/predictions", `{"input":"x"}`, jsonBody, "Prefer: "+prefer)
	return a, decode[struct{ Status string }](t, a.Text).Status
}

func TestCreateWaitsForTheEnd(t *testing.T) {
	t.Parallel()
	s := of(t, "shapes.yaml", mock.Config{Speed: 1000})
	a, status := predict(t, s, "wait=600, scenario=all-succeeded")
	assert.Equal(t, 200, a.StatusCode)
	assert.Equal(t, "succeeded", status)
	assert.Contains(t, a.Header.Values("Preference-Applied"), "wait=600")
	id := decode[struct{ ID string }](t, a.Text).ID
	assert.Equal(t, a.Text, get(t, s, "/predictions/"+id).Text, "the clock shows the end, too")

	a, status = predict(t, s, "wait=1")
	assert.Equal(t, 202, a.StatusCode, "it has not ended in time")
	assert.Equal(t, "starting", status)
	assert.Equal(t, []string{"wait=1"}, a.Header.Values("Preference-Applied"))
	assert.Equal(t, "1", a.Header.Get("Retry-After"))
}

func TestCreateDoesNotWaitForAStoppedClock(t *testing.T) {
	t.Parallel()
	s := of(t, "shapes.yaml", mock.Config{})
	a, status := predict(t, s, "wait=60")
	assert.Equal(t, 202, a.StatusCode)
	assert.Equal(t, "starting", status)
	assert.Empty(t, a.Header.Values("Preference-Applied"))
	assert.Equal(t, `wait;reason="the clock is stopped"`, a.Header.Get("Ringer-Ignored"))
	a = ask(t, s, "POST", "/renders", `{"scene":"x"}`, jsonBody, "Prefer: wait=60")
	assert.Contains(t, a.Header.Get("Ringer-Ignored"), "unknown preference", "it does not document the header")
	a, _ = predict(t, s, "wait=long")
	assert.Contains(t, a.Header.Get("Ringer-Ignored"), "value of another grammar")
	assert.Equal(t, 400, ask(t, s, "POST", "/predictions", `{"input":"x"}`, jsonBody, "Prefer: wait=99999999").StatusCode)
}
