package reporting

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/contract"
)

// remembered runs a round with a history, and returns the report with what it tells.
func remembered(t *testing.T, name string, r *contract.Report) *contract.Report {
	t.Helper()
	h, err := OpenHistory(name)
	require.NoError(t, err)
	defer h.Discard()
	h.Tell(r)
	require.NoError(t, h.Add(r))
	return r
}

func TestHistoryTellsWhatIsNewAndWhatIsFlaky(t *testing.T) {
	t.Parallel()
	name := filepath.Join(t.TempDir(), "h.json")
	past := func(r *contract.Report) (all []string) {
		for _, f := range r.Findings {
			all = append(all, f.Past.String())
		}
		return all
	}
	first := remembered(t, name, round{found: []string{"a.one", "b.two"}}.report(0))
	assert.Equal(t, []string{"new: no earlier run has found it", "new: no earlier run has found it"}, past(first))
	assert.Empty(t, first.Notes)
	second := remembered(t, name, round{found: []string{"a.one"}}.report(1))
	assert.Equal(t, []string{"first seen 2024-10-01 12:00 UTC, in every run since"}, past(second))
	assert.Equal(t, []string{`gone since the run of 2024-10-01 12:00 UTC: error b.two at status in list (b\u001b[31m)`}, second.Notes)
	remembered(t, name, round{found: []string{"a.one"}, notExamined: "b.two"}.report(2))
	fourth := remembered(t, name, round{found: []string{"a.one", "b.two", "c.three"}}.report(3))
	assert.Equal(t, []string{
		"first seen 2024-10-01 12:00 UTC, in every run since", "flaky: in 2 of 3 runs since 2024-10-01 12:00 UTC",
		"new: no earlier run has found it",
	}, past(fourth), "a run that did not examine a rule says nothing")
	var page strings.Builder
	require.NoError(t, contract.Markdown(&page, fourth))
	assert.Contains(t, page.String(), "history   flaky: in 2 of 3 runs", "for a comment of a pull request")

	elsewhere := round{found: []string{"a.one"}}.report(4)
	elsewhere.Target = "http://b.example"
	assert.Equal(t, []string{"new: no earlier run has found it"}, past(remembered(t, name, elsewhere)))
	onlyFile(t, name)
}

func TestHistoryIsBounded(t *testing.T) {
	t.Parallel()
	name := filepath.Join(t.TempDir(), "h.json")
	var many []string
	for i := range 700 {
		many = append(many, fmt.Sprintf("a.r%d", i))
	}
	h := &contract.History{}
	for i := range 60 {
		h.Add(round{found: many}.report(i))
	}
	assert.Len(t, h.Runs, 50)
	assert.Len(t, h.Runs[0].Found, 500)
	remembered(t, name, round{found: many}.report(0))
}

func TestFilesThatAreNoHistory(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	for name, text := range map[string]string{
		"empty": "", "other": `{"name": "a"}`, "later": `{"version": 9, "runs": []}`, "twice": `{"version": 1, "version": 1, "runs": []}`,
	} {
		require.NoError(t, os.WriteFile(at(name), []byte(text), 0o600))
	}
	for name, want := range map[string]string{
		"": "it is a folder", "empty": "it is not JSON", "other": `unknown field "name"`, "later": "version is 9, want 1",
		"twice": "duplicate", "none/h": "no such file or directory",
	} {
		_, err := OpenHistory(at(name))
		var failure *output.Failure
		require.ErrorAs(t, err, &failure, name)
		assert.Equal(t, output.ExitUsage, failure.Code)
		assert.Contains(t, failure.Problem, want)
	}
	h, err := OpenHistory("")
	require.NoError(t, err)
	h.Tell(round{}.report(0))
	require.NoError(t, h.Add(round{}.report(0)))
	h.Discard()
}

// A history that cannot be written stays as it was.
func TestAHistoryIsWrittenAsAWhole(t *testing.T) {
	t.Parallel()
	name := filepath.Join(t.TempDir(), "h.json")
	remembered(t, name, round{found: []string{"a.one"}}.report(0))
	before, err := os.ReadFile(name)
	require.NoError(t, err)
	h, err := OpenHistory(name)
	require.NoError(t, err)
	h.Discard()
	after, err := os.ReadFile(name)
	require.NoError(t, err)
	assert.Equal(t, string(before), string(after))
	onlyFile(t, name)
}
