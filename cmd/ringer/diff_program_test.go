package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
)

// diffIn runs ringer diff with a PATH.
func diffIn(t *testing.T, path string) (said string, code int) {
	t.Helper()
	ringer, err := exec.LookPath("ringer")
	require.NoError(t, err)
	cmd := exec.Command(ringer, "diff", "llamacloud-evals", "llamacloud-evals")
	cmd.Env = append(os.Environ(), "PATH="+path)
	out, _ := cmd.CombinedOutput()
	return string(out), cmd.ProcessState.ExitCode()
}

func TestDiffSaysHowToGetItsProgram(t *testing.T) {
	t.Parallel()
	said, code := diffIn(t, t.TempDir())
	assert.Equal(t, output.ExitNotChecked, code)
	assert.Contains(t, said, "error: comparing descriptions needs the program ringer-diff, which is neither beside ringer nor in PATH\n")
	assert.Contains(t, said, "hint: in a clone, make build builds it; archives and packages of ringer contain it\n")
	assert.Contains(t, said, "hint: go install github.com/ringer-api/ringer/cmd/ringer-diff@latest\n")
}

func TestDiffWithAnotherVersionOfItsProgram(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		return // its scripts are no programs
	}
	for script, want := range map[string]string{
		`cat >/dev/null; echo '{"version": 9}'`:                          "is of another version than ringer",
		`cat >/dev/null; echo 'it reads version 7' >&2; exit 1`:          "error: it reads version 7",
		`cat >/dev/null; exit 7`:                                         "exit status 7",
		`cat >/dev/null; head -c 70000000 /dev/zero`:                     "it has written more than 67108864 bytes",
		`cat >/dev/null; head -c 9000 /dev/zero | tr '\0' x >&2; exit 1`: "error: xxxx",
	} {
		folder := t.TempDir()
		require.NoError(t, os.WriteFile(filepath.Join(folder, "ringer-diff"), []byte("#!/bin/sh\n"+script+"\n"), 0o755))
		said, code := diffIn(t, folder+":/usr/bin:/bin")
		assert.Equal(t, output.ExitNotChecked, code)
		assert.Contains(t, said, want)
		assert.Less(t, len(said), 6000)
	}
}
