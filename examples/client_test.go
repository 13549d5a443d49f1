//go:build node && unix

package examples_test

import (
	"encoding/json"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock"
)

var update = flag.Bool("update", false, "generate the types of the client anew")

// ringer builds the command, once, and returns its path.
var ringer = sync.OnceValues(func() (string, error) {
	folder, err := os.MkdirTemp("", "ringer-binary-")
	if err != nil {
		return "", err
	}
	file := filepath.Join(folder, "ringer")
	return file, exec.Command("go", "build", "-o", file, "../cmd/ringer").Run()
})

// The client's own tests start the command, which Vitest's global setup starts, too.
func TestClient(t *testing.T) {
	t.Parallel()
	install(t)
	binary, err := ringer()
	require.NoError(t, err)
	said := runs(t, "", "cd "+client, "npm run check", "RINGER_URL= RINGER_BINARY="+binary+" npm test")
	assert.Contains(t, said, "16 passed")
}

// The types are generated from the control interface's description of today.
func TestTheClientsTypesAreCurrent(t *testing.T) {
	t.Parallel()
	install(t)
	m, err := mock.New(mock.Config{})
	require.NoError(t, err)
	defer m.Close()
	document := filepath.Join(t.TempDir(), "control.json")
	require.NoError(t, os.WriteFile(document, m.ControlDescription(), 0o600))
	made := filepath.Join(t.TempDir(), "control.ts")
	if *update {
		made, err = filepath.Abs(client + "/src/control.ts")
		require.NoError(t, err)
	}
	runs(t, "", "cd "+client, "npm run generate -- "+document+" -o "+made)
	want, err := os.ReadFile(made)
	require.NoError(t, err)
	got, err := os.ReadFile(client + "/src/control.ts")
	require.NoError(t, err)
	assert.Equal(t, string(want), string(got), "write it anew with: go test -tags node ./examples -run TestTheClientsTypesAreCurrent -update")
}

// What Playwright reports of tests that fail has what the mock knows of them.
func TestPlaywrightReportsWhatTheMockKnows(t *testing.T) {
	t.Parallel()
	install(t)
	double := mock.NewServer(mock.Config{})
	t.Cleanup(double.Close)
	said, err := try(t, double.URL, "cd "+client, "npx playwright test --config pages")
	require.Error(t, err, said)
	var report struct {
		Suites []suite `json:"suites"`
	}
	require.NoError(t, json.Unmarshal([]byte(said[strings.Index(said, "{\n"):]), &report), said)
	found := map[string]result{}
	for _, s := range report.Suites {
		s.collect(found)
	}
	require.Len(t, found, 6)
	for title, r := range found {
		if strings.HasPrefix(title, "passes") {
			assert.Equal(t, "passed", r.Status, title)
			assert.Empty(t, r.Attachments, title)
			continue
		}
		assert.Equal(t, "failed", r.Status, title)
		assert.Contains(t, r.text(t, "ringer-journal.har"), `"log"`, title)
		assert.Contains(t, r.text(t, "ringer-session.txt"), double.URL+"/_ringer/sessions/", title)
	}
	assert.Contains(t, found["fails by an assertion"].text(t, "ringer-why.txt"), "got 200")
	assert.Contains(t, found["fails without a request"].text(t, "ringer-why.txt"), "The mock received no request of this test.")
	assert.Contains(t, found["fails by its expectation of requests"].message(), "method is GET, not POST", "of the nearest one")
	unexpected := found["fails by an unexpected request"].message()
	assert.Contains(t, unexpected, "the mock received requests that it did not expect:\n  GET /no/such/path got 404: ")
	assert.Contains(t, unexpected, "session.allowUnexpected() allows them")

	// The session of a failed test is kept, that of one that passed is not.
	assert.Len(t, double.Mock.Sessions(), 5, "and the shared one")
}

// suite is a part of Playwright's JSON report.
type suite struct {
	Suites []suite `json:"suites"`
	Specs  []struct {
		Title string `json:"title"`
		Tests []struct {
			Results []result `json:"results"`
		} `json:"tests"`
	} `json:"specs"`
}

type result struct {
	Status string `json:"status"`
	Errors []struct {
		Message string `json:"message"`
	} `json:"errors"`
	Attachments []struct {
		Name string `json:"name"`
		Body []byte `json:"body"`
	} `json:"attachments"`
}

func (s suite) collect(found map[string]result) {
	for _, spec := range s.Specs {
		found[spec.Title] = spec.Tests[0].Results[0]
	}
	for _, below := range s.Suites {
		below.collect(found)
	}
}

func (r result) text(t *testing.T, name string) string {
	t.Helper()
	for _, a := range r.Attachments {
		if a.Name == name {
			return string(a.Body)
		}
	}
	t.Errorf("there is no attachment %s", name)
	return ""
}

func (r result) message() string {
	var all []string
	for _, e := range r.Errors {
		all = append(all, e.Message)
	}
	return strings.Join(all, "\n")
}
