package mock_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/schemas"
)

// Every scenario of the catalogue answers, the same bytes twice, never with
// the mock's own error, and keeps the contract unless it says that it does not.
func TestEveryScenario(t *testing.T) {
	t.Parallel()
	for _, sc := range fixtures.Embedded().All() {
		t.Run(sc.Name, func(t *testing.T) {
			t.Parallel()
			first, second := walk(t, sc.Name, true), walk(t, sc.Name, false)
			assert.Equal(t, first, second, "the same bytes tomorrow")
		})
	}
}

// walk asks every operation of a scenario and tells what came, wire faults included.
func walk(t *testing.T, scenario string, check bool) []string {
	t.Helper()
	s := mock.NewServer(mock.Config{Now: noon, Seed: 3, Scenario: scenario, Sleep: noSleep, SelfCheck: check})
	defer s.Close()
	var told []string
	steps := []struct{ method, path, body string }{
		{"GET", base, ""}, {"POST", base, questions}, {"GET", base, ""}, {"GET", base + "/result", ""},
		{"GET", base + "/" + pipeline, ""}, {"GET", base, ""},
	}
	for _, step := range steps {
		request, err := http.NewRequest(step.method, s.URL+step.path, strings.NewReader(step.body))
		require.NoError(t, err)
		request.Close = true
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			told = append(told, "no answer")
			continue
		}
		body, err := io.ReadAll(response.Body)
		_ = response.Body.Close()
		if err != nil {
			body = append(body, " and then it broke off"...)
		}
		require.Empty(t, response.Header.Get("Ringer-Problem"), "%s", body)
		told = append(told, response.Status+" "+string(body))
	}
	require.Empty(t, s.Mock.Broken(), "answers that break the contract unsaid")
	return told
}

func TestDocsExampleIsTheDocsOwn(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Scenario: "docs-example"})
	assert.Equal(t, `[{"job_name":"eval_dataset_job","partitions":{},"parameters":{},`+
		`"session_id":"3fa85f64-5717-4562-b3fc-2c963f66afa6","correlation_id":"3fa85f64-5717-4562-b3fc-2c963f66afa6",`+
		`"parent_job_execution_id":"3fa85f64-5717-4562-b3fc-2c963f66afa6","user_id":"string",`+
		`"created_at":"2024-07-29T15:51:28.071Z","id":"3fa85f64-5717-4562-b3fc-2c963f66afa6","status":"PENDING",`+
		`"error_code":"string","error_message":"string","attempts":0,"started_at":"2024-07-29T15:51:28.071Z",`+
		`"ended_at":"2024-07-29T15:51:28.071Z","updated_at":"2024-07-29T15:51:28.071Z","data":{}}]`, get(t, s, base).Text)
}

func TestScenarioOneOfEachStatus(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, Scenario: "one-of-each-status"})
	seen := map[string]int{}
	for _, r := range list(t, s) {
		seen[r.Status]++
	}
	assert.Equal(t, map[string]int{"PENDING": 1, "SUCCESS": 1, "ERROR": 1, "PARTIAL_SUCCESS": 1}, seen)
}

func TestScenarioMany(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, Scenario: "many"})
	a := get(t, s, base)
	keeps(t, schemas.List, 200, a.Text)
	ids := map[string]bool{}
	for _, r := range decode[[]record](t, a.Text) {
		ids[r.ID] = true
	}
	assert.Len(t, ids, 2000)
}

func TestScenarioValidationErrorRefusesEverything(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Scenario: "validation-error"})
	for _, path := range []string{base, base + "/result", base + "/" + pipeline} {
		a := get(t, s, path)
		assert.Equal(t, 422, a.StatusCode)
		keeps(t, schemas.List, 422, a.Text)
	}
	assert.Equal(t, 422, ask(t, s, "POST", base, questions).StatusCode)
}

func TestScenarioServerError(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Scenario: "server-error"})
	a := get(t, s, base)
	assert.Equal(t, 500, a.StatusCode)
	assert.Equal(t, "Internal Server Error", a.Text)
	assert.Equal(t, "text/plain; charset=utf-8", a.Header.Get("Content-Type"))
}
