package mock_test

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/schemas"
)

const (
	pipeline = "3fa85f64-5717-4562-b3fc-2c963f66afa6"
	dataset  = "6b1e2c3d-0f4a-4b5c-8d6e-7f8091a2b3c4"
	base     = "/api/v1/pipelines/" + pipeline + "/eval-datasets/" + dataset + "/execute"
)

// scope is that of the tests' dataset.
var scope = mock.ParamsOf(map[string]string{"pipeline_id": pipeline, "eval_dataset_id": dataset})

var noon = time.Date(2024, 10, 1, 12, 0, 0, 0, time.UTC)

// serve starts a mock that validates its own responses against the schemas.
func serve(t *testing.T, c mock.Config) *mock.Server {
	t.Helper()
	c.SelfCheck = true
	s := mock.NewServer(c)
	t.Cleanup(func() {
		s.Close()
		require.Empty(t, s.Mock.Broken(), "responses that break the contract undeclared")
	})
	return s
}

// answer is a response as a client received it.
type answer struct {
	*http.Response
	Text string
}

// ask sends a request: a method, a path, and headers as "Name: value".
func ask(t *testing.T, s *mock.Server, method, path, body string, headers ...string) answer {
	t.Helper()
	request, err := http.NewRequest(method, s.URL+path, strings.NewReader(body))
	require.NoError(t, err)
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		request.Header.Add(name, value)
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	response, err := client.Do(request)
	require.NoError(t, err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	a := answer{response, string(text)}
	asDescribed(t, s, method, path, a)
	return a
}

func get(t *testing.T, s *mock.Server, path string, headers ...string) answer {
	t.Helper()
	return ask(t, s, http.MethodGet, path, "", headers...)
}

// record has the fields of an execution that the tests check.
type record struct {
	ID         string  `json:"id"`
	Status     string  `json:"status"`
	CreatedAt  string  `json:"created_at"`
	StartedAt  *string `json:"started_at"`
	EndedAt    *string `json:"ended_at"`
	Attempts   *int    `json:"attempts"`
	Parameters struct {
		QuestionIDs []string `json:"eval_question_ids"`
		Params      struct {
			Model  string `json:"llm_model"`
			Prompt string `json:"qa_prompt_tmpl"`
		} `json:"eval_execution_params"`
	} `json:"parameters"`
	Partitions map[string]string `json:"partitions"`
}

func decode[T any](t *testing.T, text string) T {
	t.Helper()
	var v T
	require.NoError(t, json.Unmarshal([]byte(text), &v), text)
	return v
}

// list returns the executions of the test's dataset.
func list(t *testing.T, s *mock.Server, headers ...string) []record {
	t.Helper()
	a := get(t, s, base, headers...)
	require.Equal(t, http.StatusOK, a.StatusCode, a.Text)
	return decode[[]record](t, a.Text)
}

// keeps requires that a text is valid for the schema of an operation's response.
func keeps(t *testing.T, operation string, status int, text string) {
	t.Helper()
	schema := schemas.Default().Operation(operation).Responses[status].Schema
	require.Empty(t, schema.Validate([]byte(text)))
}
