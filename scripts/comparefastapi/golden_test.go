package main

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What FastAPI answered, once with each pydantic, the mock answers byte for byte; where the
// document does not tell enough, the list says so.
func TestMockAnswersAsFastAPIDid(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"pydantic1", "pydantic2"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			requests, responses := recorded(t, name)
			document, err := os.ReadFile(filepath.Join("testdata", name, "openapi.json"))
			require.NoError(t, err)
			address, stop, err := serveMock(string(document))
			require.NoError(t, err)
			defer stop()
			for i, r := range requests {
				ours, err := ask(t.Context(), address, r)
				require.NoError(t, err, r)
				if why, told := r.told[name]; told {
					assert.NotEqual(t, responses[i], ours, "line %d: it agrees, although %s", r.line, why)
					continue
				}
				assert.Equal(t, responses[i], ours, "line %d: %s", r.line, r)
			}
		})
	}
}

// recorded returns the list of requests and a framework's responses to it.
func recorded(t *testing.T, name string) ([]request, []response) {
	t.Helper()
	list, err := os.Open(filepath.Join("testdata", requestsFile))
	require.NoError(t, err)
	defer list.Close() //nolint:errcheck // it was only read
	requests, err := readRequests(list)
	require.NoError(t, err)
	file, err := os.Open(filepath.Join("testdata", name, "responses.jsonl"))
	require.NoError(t, err)
	defer file.Close() //nolint:errcheck // it was only read
	var responses []response
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		var r response
		require.NoError(t, json.Unmarshal(lines.Bytes(), &r))
		responses = append(responses, r)
	}
	require.NoError(t, lines.Err())
	require.Len(t, responses, len(requests), "scripts/compare-fastapi -update records the responses")
	return requests, responses
}

func TestReadRequests(t *testing.T) {
	t.Parallel()
	read, err := readRequests(strings.NewReader("# a comment\nGET /a?b=c\n  Cookie: x=y\n  ~ pydantic1: a reason\n\nPOST /d {\"e\": 1}\nPUT /f `\"\\xff\"`\n"))
	require.NoError(t, err)
	assert.Equal(t, []request{
		{line: 2, method: "GET", target: "/a?b=c", headers: [][2]string{{"Cookie", "x=y"}}, told: map[string]string{"pydantic1": "a reason"}},
		{line: 6, method: "POST", target: "/d", body: `{"e": 1}`},
		{line: 7, method: "PUT", target: "/f", body: "\"\xff\""},
	}, read)
	for _, wrong := range []string{"GET", "GET a", "  Cookie: a", "GET /a `\\q`"} {
		_, err := readRequests(strings.NewReader(wrong))
		require.ErrorContains(t, err, "line 1", wrong)
	}
}

func TestCompare(t *testing.T) {
	t.Parallel()
	said := func(errors string) response { return response{Status: 422, Body: `{"detail":[` + errors + `]}`} }
	one := said(`{"type":"int_type","loc":["body","a","int"]}`)
	assert.Equal(t, equal, compare(one, one))
	assert.Equal(t, alike, compare(one, said(`{"type":"int_type","loc":["body","a"]}`)))
	assert.Equal(t, different, compare(one, said(`{"type":"int_type","loc":["body","b"]}`)))
	assert.Equal(t, different, compare(one, said(`{"type":"float_type","loc":["body","a"]}`)))
	assert.Equal(t, different, compare(one, response{Status: 400, Body: one.Body}))
	assert.Equal(t, different, compare(response{Status: 200, Body: "a"}, response{Status: 200, Body: "b"}))
}

func TestRandomRequestsAreRepeatable(t *testing.T) {
	t.Parallel()
	document, err := os.ReadFile(filepath.Join("testdata", "pydantic2", "openapi.json"))
	require.NoError(t, err)
	first, err := randomRequests(string(document), 7)
	require.NoError(t, err)
	again, err := randomRequests(string(document), 7)
	require.NoError(t, err)
	assert.Equal(t, first, again)
	assert.Greater(t, len(first), 1000)
}
