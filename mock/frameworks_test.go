package mock_test

import (
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/mock/fastapi"
)

// refusable are requests that every description of testdata/frameworks refuses.
var refusable = []struct{ method, path, body string }{
	{"GET", "/cats?limit=x", ""},
	{"GET", "/cats?limit=0&order=up", ""},
	{"POST", "/cats", `{"name":"Al","toys":[{"kind":"drum"}]}`},
	{"POST", "/cats", `{"name":"Alma","age":"old"}`},
	{"POST", "/cats", `{"name":"Alma","age":50,"tail":1}`},
	{"POST", "/cats", `{"name":`},
	{"POST", "/cats", ""},
	{"GET", "/cats/c-1", ""},
	{"GET", "/dogs", ""},
	{"DELETE", "/cats", ""},
	{"POST anonymously", "/cats", `{"name":"Alma","age":5}`},
}

// A description whose errors are those of a framework is served with that framework's errors.
func TestRefusalsOfFrameworks(t *testing.T) {
	t.Parallel()
	documents, err := filepath.Glob("testdata/frameworks/*.yaml")
	require.NoError(t, err)
	require.Len(t, documents, 8)
	for _, document := range documents {
		t.Run(strings.TrimSuffix(filepath.Base(document), ".yaml"), func(t *testing.T) {
			t.Parallel()
			api, err := fixtures.LoadAPIFile(document)
			require.NoError(t, err)
			empty, err := api.Scenarios.Get("empty")
			require.NoError(t, err)
			s := serve(t, mock.Config{API: api, Now: noon, Scenario: empty.Name, SelfCheck: true, Auth: fastapi.Auth{Mode: fastapi.AuthAny}})
			var out strings.Builder
			for _, r := range refusable {
				headers := []string{"Authorization: Bearer t"}
				method, anonymous := strings.CutSuffix(r.method, " anonymously")
				if anonymous {
					headers = nil
				}
				if r.body != "" {
					headers = append(headers, "Content-Type: application/json")
				}
				a := ask(t, s, method, r.path, r.body, headers...)
				require.GreaterOrEqual(t, a.StatusCode, http.StatusBadRequest)
				out.WriteString(r.method + " " + r.path + " " + r.body + "\n" + strconv.Itoa(a.StatusCode) + " " + a.Header.Get("Content-Type") + "\n" + strings.ReplaceAll(a.Text, s.URL, "http://cats.example.test") + "\n\n")
			}
			assert.Empty(t, s.Mock.Broken(), "every refusal keeps its schema")
			golden := strings.TrimSuffix(document, ".yaml") + ".golden"
			if *update {
				require.NoError(t, os.WriteFile(golden, []byte(out.String()), 0o600))
			}
			want, err := os.ReadFile(golden)
			require.NoError(t, err)
			assert.Equal(t, string(want), out.String())
		})
	}
}
