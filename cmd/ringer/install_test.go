//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestMakeInstall(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	install := exec.Command("make", "-C", "../..", "install", "DESTDIR="+folder, "PREFIX=/opt/ringer")
	out, err := install.CombinedOutput()
	require.NoError(t, err, "%s", out)
	root := filepath.Join(folder, "opt", "ringer")
	for _, file := range []string{"bash-completion/completions/ringer", "zsh/site-functions/_ringer", "fish/vendor_completions.d/ringer.fish"} {
		text, err := os.ReadFile(filepath.Join(root, "share", file))
		require.NoError(t, err)
		assert.Contains(t, string(text), "ringer", file)
		assert.Contains(t, string(text), "__complete", file)
	}
	for _, page := range []string{"ringer.1", "ringer-serve.1", "ringer-ctl-clock-advance.1"} {
		assert.FileExists(t, filepath.Join(root, "share", "man", "man1", page))
	}
	diff := exec.Command(filepath.Join(root, "bin", "ringer"), "diff", "llamacloud-evals", "llamacloud-evals")
	diff.Env = []string{"PATH=/nowhere"}
	said, err := diff.CombinedOutput()
	require.NoError(t, err, "%s", said)
	assert.Contains(t, string(said), "no change", "ringer-diff is found beside ringer")
}
