//go:build node && unix

package examples_test

import (
	"io"
	"net/http"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestVitePassesTheAPIOnToTheMock(t *testing.T) {
	t.Parallel()
	install(t)
	mock := serve(t, "")
	said := starts(t, mock, commands(t, "vite")[0], "Local:")
	page := regexp.MustCompile(`http://127\.0\.0\.1:\d+`).FindString(said)
	require.NotEmpty(t, page, said)

	assert.Contains(t, fetch(t, page+"/", ""), "<h1>Evaluations</h1>")
	code := fetch(t, page+"/api.ts", "")
	assert.Contains(t, code, "export async function list", "not forwarded to the mock")
	const path = "/api/v1/pipelines/3fa85f64-5717-4562-b3fc-2c963f66afa6" +
		"/eval-datasets/6b1e2c3d-0f4a-4b5c-8d6e-7f8091a2b3c4/execute"
	const scenario = "scenario=docs-example"
	assert.Equal(t, fetch(t, mock+path, scenario), fetch(t, page+path, scenario))
	assert.Equal(t, `{"detail":"Not authenticated"}`, fetch(t, page+path, "scenario=unauthorized"))
}

func fetch(t *testing.T, url, prefer string) string {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	require.NoError(t, err)
	if prefer != "" {
		request.Header.Set("Prefer", prefer)
	}
	response, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	return string(text)
}
