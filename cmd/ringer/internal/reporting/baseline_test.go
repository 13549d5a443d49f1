package reporting

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/contract"
)

const oneKnown = "known: [{rule: wire.json, reason: a}]\n"

func TestABaselineIsWrittenAsAWhole(t *testing.T) {
	t.Parallel()
	name := filepath.Join(t.TempDir(), "b.yaml")
	b, err := OpenBaseline(name, true)
	require.NoError(t, err)
	assert.Empty(t, b.Known)
	assert.NoFileExists(t, name)
	require.NoError(t, b.Write([]contract.KnownFailure{{Rule: "wire.json", Reason: "a"}}))

	b, err = OpenBaseline(name, true)
	require.NoError(t, err)
	assert.Len(t, b.Known, 1)
	require.NoError(t, b.Write(nil))
	b, err = OpenBaseline(name, false)
	require.NoError(t, err)
	assert.Empty(t, b.Known)

	b, err = OpenBaseline(name, true)
	require.NoError(t, err)
	b.Discard()
	onlyFile(t, name)
}

// What somebody else has written during the run stays.
func TestABaselineThatChangedIsNotReplaced(t *testing.T) {
	t.Parallel()
	name := filepath.Join(t.TempDir(), "b.yaml")
	for _, before := range []string{"", oneKnown} {
		if before != "" {
			require.NoError(t, os.WriteFile(name, []byte(before), 0o600))
		}
		b, err := OpenBaseline(name, true)
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(name, []byte("known: []\n"), 0o600))
		var failure *output.Failure
		require.ErrorAs(t, b.Write(b.Known), &failure)
		assert.Equal(t, output.ExitNotChecked, failure.Code)
		assert.Contains(t, failure.Problem, "somebody else has changed it")
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		assert.Equal(t, "known: []\n", string(text))
		onlyFile(t, name)
	}
}

func onlyFile(t *testing.T, name string) {
	t.Helper()
	files, err := os.ReadDir(filepath.Dir(name))
	require.NoError(t, err)
	require.Len(t, files, 1)
	assert.Equal(t, filepath.Base(name), files[0].Name())
}

func TestFilesThatAreNoBaseline(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	require.NoError(t, os.WriteFile(at("b.yaml"), []byte(oneKnown), 0o600))
	require.NoError(t, os.WriteFile(at("package.json"), []byte(`{"name": "a"}`), 0o600))
	require.NoError(t, os.Symlink("b.yaml", at("link")))
	for name, want := range map[string]string{
		"": "it is a folder", "package.json": `"name" is not a key of a baseline`, "link": "it is a symbolic link",
		"none/b.yaml": "no such file or directory", "b.yaml/c": "not a directory",
	} {
		_, err := OpenBaseline(at(name), true)
		var failure *output.Failure
		require.ErrorAs(t, err, &failure, name)
		assert.Equal(t, output.ExitUsage, failure.Code)
		assert.Contains(t, failure.Problem, want)
	}
	_, err := OpenBaseline(at("none"), false)
	require.ErrorContains(t, err, "there is no such file")
	_, err = OpenBaseline(at("link"), false)
	require.NoError(t, err)
	text, err := os.ReadFile(at("package.json"))
	require.NoError(t, err)
	assert.Equal(t, `{"name": "a"}`, string(text))
}
