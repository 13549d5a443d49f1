package mock_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock"
)

// disks serves an API whose PUT, PATCH and DELETE of a disk start operations.
func disks(t *testing.T) *mock.Server {
	t.Helper()
	api, err := fixtures.LoadAPIFile("testdata/disks.yaml")
	require.NoError(t, err)
	return serve(t, mock.Config{API: api, Now: noon, Seed: 3})
}

type disk struct {
	ID    string            `json:"id"`
	Name  string            `json:"name"`
	Size  int               `json:"size"`
	Tags  map[string]string `json:"tags"`
	State string            `json:"provisioningState"`
}

type monitor struct {
	ID     string `json:"id"`
	Status string `json:"status"`
	Result *disk  `json:"result"`
}

// put puts a disk, and returns it and the path of the operation that has started.
func put(t *testing.T, s *mock.Server, path, body string, want int, headers ...string) (disk, string) {
	t.Helper()
	a := ask(t, s, http.MethodPut, path, body, append(headers, "Content-Type: application/json")...)
	require.Equal(t, want, a.StatusCode, a.Text)
	at := strings.TrimPrefix(a.Header.Get("Operation-Location"), s.URL)
	require.Regexp(t, "^/operations/[^/]+$", at)
	return decode[disk](t, a.Text), at
}

const report = `{"name":"Report","size":7,"tags":{"team":"blue"}}`

func TestPUTCreatesByAnOperationThatTheResourceFollows(t *testing.T) {
	t.Parallel()
	s := disks(t)
	made, operation := put(t, s, "/disks/d1", report, 201)
	assert.Equal(t, disk{"d1", "Report", 7, map[string]string{"team": "blue"}, "Creating"}, made)
	assert.Equal(t, made, decode[disk](t, get(t, s, "/disks/d1").Text))
	assert.Equal(t, "NotStarted", decode[monitor](t, get(t, s, operation).Text).Status)

	seen := map[string]bool{}
	for range 200 {
		wait(t, s, time.Second)
		job, is := decode[monitor](t, get(t, s, operation).Text), decode[disk](t, get(t, s, "/disks/d1").Text)
		seen[job.Status] = true
		if job.Status == "Succeeded" {
			assert.Equal(t, "Succeeded", is.State)
			require.NotNil(t, job.Result)
			assert.Equal(t, is, *job.Result)
			assert.Equal(t, "Report", is.Name)
			break
		}
		require.Equal(t, "Creating", is.State, job.Status)
		require.Nil(t, job.Result)
	}
	assert.Equal(t, map[string]bool{"NotStarted": true, "Running": true, "Succeeded": true}, seen)
}

func TestPUTReplacesByAnOperation(t *testing.T) {
	t.Parallel()
	s := disks(t)
	put(t, s, "/disks/d1", report, 201, "Prefer: scenario=all-succeeded")
	wait(t, s, time.Hour)
	changed, operation := put(t, s, "/disks/d1", `{"name":"Other"}`, 200, "Prefer: scenario=all-succeeded")
	assert.Equal(t, disk{ID: "d1", Name: "Other", State: "Updating"}, changed)
	assert.Equal(t, changed, decode[disk](t, get(t, s, "/disks/d1").Text))
	wait(t, s, time.Hour)
	job := decode[monitor](t, get(t, s, operation).Text)
	require.NotNil(t, job.Result)
	assert.Equal(t, disk{ID: "d1", Name: "Other", State: "Succeeded"}, *job.Result)
	assert.Contains(t, get(t, s, "/disks").Text, `"name":"Other","provisioningState":"Succeeded"`)
}

func TestResourceFailsWithItsOperation(t *testing.T) {
	t.Parallel()
	s := disks(t)
	_, operation := put(t, s, "/disks/d1", report, 201, "Prefer: scenario=all-failed")
	wait(t, s, time.Hour)
	assert.Equal(t, "Failed", decode[monitor](t, get(t, s, operation, "Prefer: scenario=all-failed").Text).Status)
	assert.Equal(t, "Failed", decode[disk](t, get(t, s, "/disks/d1").Text).State)
}

func TestResourceFollowsAnOperationThatProgressesByPolls(t *testing.T) {
	t.Parallel()
	s := disks(t)
	session, err := s.Mock.Session("")
	require.NoError(t, err)
	require.NoError(t, session.SetScenario("moves-by-polls"))
	_, operation := put(t, s, "/disks/d1", report, 201)
	for range 20 {
		assert.Equal(t, "Creating", decode[disk](t, get(t, s, "/disks/d1").Text).State)
	}
	last := ""
	for range 20 {
		last = decode[monitor](t, get(t, s, operation).Text).Status
	}
	assert.Equal(t, last, decode[disk](t, get(t, s, "/disks/d1").Text).State)
	assert.Contains(t, []string{"Succeeded", "Failed"}, last)
}

func TestDELETEStartsAnOperation(t *testing.T) {
	t.Parallel()
	s := disks(t)
	put(t, s, "/disks/d1", report, 201)
	a := ask(t, s, http.MethodDelete, "/disks/d1", "")
	assert.Equal(t, 202, a.StatusCode)
	assert.Equal(t, 404, get(t, s, "/disks/d1").StatusCode)
	assert.Equal(t, 200, get(t, s, strings.TrimPrefix(a.Header.Get("Operation-Location"), s.URL)).StatusCode)
}

func TestPUTOfAnUnknownResourceThatOnlyPOSTCreates(t *testing.T) {
	t.Parallel()
	s := fire(t, mock.Config{})
	a := ask(t, s, http.MethodPut, glazes+"/999999", `{"title":"Celadon","colour":"green"}`, "Content-Type: application/json", key)
	assert.Equal(t, 404, a.StatusCode, a.Text)
}
