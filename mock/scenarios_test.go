package mock_test

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/schemas"
)

var update = flag.Bool("update", false, "write the golden files anew")

// Every scenario of the catalogue responds as it did when its golden file was written, never
// with the mock's own error, and keeps the contract unless it declares that it does not.
func TestEveryScenario(t *testing.T) {
	t.Parallel()
	for _, sc := range fixtures.Default().Scenarios.All() {
		t.Run(sc.Name, func(t *testing.T) {
			t.Parallel()
			told := walk(t, sc)
			golden := filepath.Join("testdata", "catalogue", sc.Name+".golden")
			if *update {
				require.NoError(t, os.WriteFile(golden, []byte(told), 0o644))
			}
			want, err := os.ReadFile(golden)
			require.NoError(t, err, "go test ./mock -run TestEveryScenario -update writes it")
			assert.Equal(t, string(want), told)
		})
	}
}

// walk requests every operation of a scenario, some more than once, and returns what was
// received: status codes, relevant headers and bodies, long ones by their beginning, length and
// digest.
func walk(t *testing.T, sc *fixtures.Scenario) string {
	t.Helper()
	var waited atomic.Int64
	s := mock.NewServer(mock.Config{Now: noon, Seed: 3, Scenario: sc.Name,
		// The long lists are validated against the schemas once, in TestScenarioMany.
		SelfCheck: sc.Group != "sizes",
		Sleep: func(_ context.Context, d time.Duration) error {
			waited.Add(int64(d))
			return nil
		}})
	defer s.Close()
	newest := pipeline // an id that no execution has
	var told strings.Builder
	for _, step := range []struct{ method, path, body string }{
		{"GET", base, ""}, {"POST", base, questions}, {"GET", base, ""}, {"GET", base + "/result", ""},
		{"GET", base + "/%s", ""}, {"GET", base, ""}, {"GET", base, ""},
	} {
		path := strings.Replace(step.path, "%s", newest, 1)
		fmt.Fprintf(&told, "%s %s\n", step.method, strings.TrimPrefix(path, base))
		request, err := http.NewRequest(step.method, s.URL+path, strings.NewReader(step.body))
		require.NoError(t, err)
		request.Header.Set("Content-Type", "application/json")
		request.Header.Set("Authorization", "Bearer anything")
		request.Close = true
		told.WriteString(tell(t, request, &newest))
		if d := time.Duration(waited.Swap(0)); d > 0 {
			fmt.Fprintf(&told, "after %s\n", d.Round(time.Millisecond))
		}
		told.WriteString("\n")
	}
	require.Empty(t, s.Mock.Broken(), "responses that break the contract undeclared")
	return told.String()
}

// tell sends a request and describes the response.
func tell(t *testing.T, request *http.Request, newest *string) string {
	t.Helper()
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	response, err := client.Do(request)
	if err != nil {
		return "no answer\n"
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	require.Empty(t, response.Header.Get("Ringer-Problem"), "%s", body)
	told := response.Status + "\n"
	for _, name := range []string{"Content-Type", "Location", "Retry-After", "Etag", "Cache-Control"} {
		if v, ok := response.Header[name]; ok {
			told += name + ": " + strings.Join(v, ", ") + "\n"
		}
	}
	if err != nil {
		return told + "and then it broke off\n"
	}
	var records []record
	if json.Unmarshal(body, &records) == nil && len(records) > 0 && records[0].ID != "" {
		*newest = records[0].ID
	}
	const shown = 600
	if len(body) > shown {
		return told + fmt.Sprintf("%q...\n%d bytes, sha256 %x\n", body[:shown], len(body), sha256.Sum256(body))
	}
	return told + fmt.Sprintf("%q\n", body)
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
