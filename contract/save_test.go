package contract_test

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock"
)

// servedAgain are the broken services whose findings the mock repeats: all
// whose fault is in an answer to a request that is right.
func servedAgain(rule string) bool {
	switch rule {
	case "status.invalid-refused", "status.validation-is-422", "status.wrong-method", "status.unknown-path",
		"error.loc", "error.message":
		return false
	}
	return true
}

// What broke on the service breaks the same rule on the mock that serves what
// was saved.
func TestSavedFindingsBreakTheSameRule(t *testing.T) {
	t.Parallel()
	for _, b := range broken {
		if !servedAgain(b.rule) || b.name == "500 for a bad id" {
			continue
		}
		t.Run(b.name, func(t *testing.T) {
			t.Parallel()
			h := newHonest()
			b.spoil(h)
			report, err := contract.Check(t.Context(), h.target(t))
			require.NoError(t, err)
			dir := filepath.Join(t.TempDir(), "found")
			saved, err := contract.Save(dir, report)
			require.NoError(t, err)
			require.Empty(t, saved.Skipped)
			require.Len(t, saved.Files, 1)

			set, err := fixtures.Default().Load(dir)
			require.NoError(t, err)
			name := strings.TrimSuffix(filepath.Base(saved.Files[0]), ".yaml")
			double := mock.NewServer(mock.Config{Fixtures: set, Scenario: name})
			t.Cleanup(double.Close)
			target := targetOf(double.URL)
			target.MaxRequests = brief // what was saved is answered whenever it is asked for
			again, err := contract.Check(t.Context(), target)
			require.NoError(t, err)
			text := strings.Builder{}
			require.NoError(t, contract.Text(&text, again))
			assert.Equal(t, rulesOf(report), rulesOf(again), "the same findings and no others: %s", text.String())
		})
	}
}

func TestSaveSkipsWhatTheMockRefusesByItself(t *testing.T) {
	t.Parallel()
	h := newHonest()
	onStatus("results", 422, 400)(h)
	report, err := contract.Check(t.Context(), h.target(t))
	require.NoError(t, err)
	dir := t.TempDir()
	saved, err := contract.Save(dir, report)
	require.NoError(t, err)
	assert.Empty(t, saved.Files)
	require.Len(t, saved.Skipped, 1)
	assert.Contains(t, saved.Skipped[0], "status.validation-is-422 of results: the mock refuses")
}

func TestSaveKeepsNoCredential(t *testing.T) {
	t.Parallel()
	h := newHonest()
	h.write = packed
	h.spoil = func(a *answer) {
		if a.operation == "list" && a.status == 200 {
			token := strings.TrimPrefix(a.request.Header.Get("Authorization"), "Bearer ")
			a.header = http.Header{"Content-Type": {"application/json"}, "X-Debug": {token},
				"Set-Cookie": {"session=fresh-s3cret"}, "X-Api-Key": {"other-s3cret"}}
			a.body = []record{newRecord(1).with("status", token)}
		}
	}
	report, err := contract.Check(t.Context(), brokenTarget(h.target(t)))
	require.NoError(t, err)
	saved, err := contract.Save(t.TempDir(), report)
	require.NoError(t, err)
	require.NotEmpty(t, saved.Files)
	for _, file := range saved.Files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		assert.NotContains(t, string(text), "s3cret")
		assert.Contains(t, string(text), "$LLAMA_TOKEN")
	}
}

func TestSaveOverwritesNothing(t *testing.T) {
	t.Parallel()
	h := newHonest()
	withRecord(0, "status", "RUNNING")(h)
	target := h.target(t)
	dir := t.TempDir()
	save := func() string {
		report, err := contract.Check(t.Context(), target)
		require.NoError(t, err)
		saved, err := contract.Save(dir, report)
		require.NoError(t, err)
		require.Len(t, saved.Files, 1)
		return saved.Files[0]
	}
	first := save()
	before, err := os.ReadFile(first)
	require.NoError(t, err)
	assert.Equal(t, first, save(), "the same again is the same file")
	withRecord(0, "status", "QUEUED")(h)
	assert.Equal(t, strings.TrimSuffix(first, ".yaml")+"-2.yaml", save())
	after, err := os.ReadFile(first)
	require.NoError(t, err)
	assert.Equal(t, string(before), string(after))
}

func TestSaveSaysWhatItCannotWrite(t *testing.T) {
	t.Parallel()
	h := newHonest()
	withRecord(0, "status", "RUNNING")(h)
	report, err := contract.Check(t.Context(), h.target(t))
	require.NoError(t, err)
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	_, err = contract.Save(file, report)
	assert.ErrorContains(t, err, "saving findings: ")
	saved, err := contract.Save(file, &contract.Report{})
	require.NoError(t, err)
	assert.Empty(t, saved.Files)
}

// A report may come from a file, and its names from anybody.
func TestSavedNamesStayInTheFolder(t *testing.T) {
	t.Parallel()
	h := newHonest()
	withRecord(0, "status", "RUNNING")(h)
	report, err := contract.Check(t.Context(), h.target(t))
	require.NoError(t, err)
	report.Findings[0].Rule = "../../outside"
	dir := t.TempDir()
	saved, err := contract.Save(dir, report)
	require.NoError(t, err)
	require.Len(t, saved.Files, 1)
	assert.Equal(t, dir, filepath.Dir(saved.Files[0]))
	entries, err := os.ReadDir(filepath.Dir(dir))
	require.NoError(t, err)
	assert.Len(t, entries, 1)
}
