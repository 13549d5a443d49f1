//go:build unix

package main

import (
	"bufio"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/cmd/ringer/internal/serving"
)

// launched is a ringer serve in a process of its own.
type launched struct {
	ready  serving.Ready
	stdout *bufio.Reader // ends when all processes with this stdout have ended
	stderr string        // a file
}

// launch starts a command that starts ringer serve, and waits for its first line.
func launch(t *testing.T, cmd *exec.Cmd) launched {
	t.Helper()
	read, write, err := os.Pipe()
	require.NoError(t, err)
	l := launched{stdout: bufio.NewReader(read), stderr: filepath.Join(t.TempDir(), "stderr")}
	log, err := os.Create(l.stderr)
	require.NoError(t, err)
	cmd.Stdout, cmd.Stderr = write, log
	cmd.Env = append(os.Environ(), "RINGER_PORT=0", "RINGER_LOG_FORMAT=json")
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	require.NoError(t, cmd.Start())
	t.Cleanup(func() {
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) // what a failed test left
		_ = cmd.Wait()
		_ = read.Close()
	})
	require.NoError(t, write.Close())
	require.NoError(t, log.Close())
	require.NoError(t, read.SetReadDeadline(time.Now().Add(time.Minute)))
	line, err := l.stdout.ReadString('\n')
	require.NoError(t, err, l.log(t))
	require.NoError(t, json.Unmarshal([]byte(line), &l.ready), line)
	return l
}

func (l launched) log(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(l.stderr)
	require.NoError(t, err)
	return string(text)
}

// ends waits until no process is left.
func (l launched) ends(t *testing.T) {
	t.Helper()
	rest, err := io.ReadAll(l.stdout)
	require.NoError(t, err, "it does not end: %s", l.log(t))
	assert.Empty(t, string(rest), "stdout has one line")
}

func (l launched) isUp(t *testing.T) {
	t.Helper()
	answer, err := get(t.Context(), l.ready.URL+"/_ringer/health", "")
	require.NoError(t, err)
	defer answer.Body.Close()
	assert.Equal(t, http.StatusOK, answer.StatusCode)
}

func TestTheReadyFileIsThatOfThisRun(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "ready.json")
	require.NoError(t, os.WriteFile(file, []byte(`{"url":"http://127.0.0.1:1"}`), 0o600))
	cmd := exec.Command("ringer", "serve", "--ready-file", file)
	l := launch(t, cmd)
	l.isUp(t)

	text, err := os.ReadFile(file)
	require.NoError(t, err)
	var ready serving.Ready
	require.NoError(t, json.Unmarshal(text, &ready))
	assert.Equal(t, l.ready, ready, "the file has the same as the first line of stdout")
	assert.Equal(t, cmd.Process.Pid, ready.PID)
	assert.Equal(t, "default", ready.Session)
	require.NotNil(t, ready.ControlURL)
	assert.Equal(t, ready.URL+"/_ringer", *ready.ControlURL)
	assert.NotEmpty(t, ready.Version)

	require.NoError(t, cmd.Process.Signal(os.Interrupt))
	l.ends(t)
	assert.NoError(t, cmd.Wait())
}

func TestAnOldReadyFileIsGoneAfterAnErrorAtStart(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "ready.json")
	require.NoError(t, os.WriteFile(file, []byte(`{"url":"http://127.0.0.1:1"}`), 0o600))
	require.Error(t, exec.Command("ringer", "serve", "--ready-file", file, "--api", "nowhere.yaml").Run())
	assert.NoFileExists(t, file)
}

func TestReadyWithoutAControlInterface(t *testing.T) {
	t.Parallel()
	l := launch(t, exec.Command("ringer", "serve", "--control=false"))
	assert.Nil(t, l.ready.ControlURL)
}

func TestItEndsWhenItsStdinIsClosed(t *testing.T) {
	t.Parallel()
	cmd := exec.Command("ringer", "serve", "--exit-with-parent")
	stdin, err := cmd.StdinPipe()
	require.NoError(t, err)
	l := launch(t, cmd)
	_, err = io.WriteString(stdin, "what is written there is ignored\n")
	require.NoError(t, err)
	l.isUp(t)
	require.NoError(t, stdin.Close())
	l.ends(t)
	require.NoError(t, cmd.Wait(), "it stops as if it was told to")
	assert.Contains(t, l.log(t), "stdin was closed")
}

// Node gives a socket where others give a pipe.
func TestItEndsWhenASocketAsStdinIsClosed(t *testing.T) {
	t.Parallel()
	pair, err := syscall.Socketpair(syscall.AF_UNIX, syscall.SOCK_STREAM, 0)
	require.NoError(t, err)
	syscall.CloseOnExec(pair[0])
	own, its := os.NewFile(uintptr(pair[0]), "own"), os.NewFile(uintptr(pair[1]), "its")
	cmd := exec.Command("ringer", "serve", "--exit-with-parent")
	cmd.Stdin = its
	l := launch(t, cmd)
	require.NoError(t, its.Close())
	l.isUp(t)
	require.NoError(t, own.Close())
	l.ends(t)
	require.NoError(t, cmd.Wait())
}

func TestAStdinClosedFromTheStartDoesNotCount(t *testing.T) {
	t.Parallel()
	read, write, err := os.Pipe()
	require.NoError(t, err)
	require.NoError(t, write.Close())
	cmd := exec.Command("ringer", "serve", "--exit-with-parent")
	cmd.Stdin = read
	l := launch(t, cmd)
	l.isUp(t)
	require.NoError(t, cmd.Process.Signal(os.Interrupt))
	l.ends(t)
	assert.NotContains(t, l.log(t), "stdin was closed")
}

// A parent that is killed cannot tell anybody.
func TestItEndsWhenItsParentIsKilled(t *testing.T) {
	t.Parallel()
	for name, script := range map[string]string{
		"it held a pipe":   `mkfifo pipe; exec 3<>pipe; ringer serve --exit-with-parent <pipe 3<&- & wait`,
		"it gave no pipe":  `ringer serve --exit-with-parent </dev/null & wait`,
		"the pipe is kept": `ringer serve --exit-with-parent & wait`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cmd := exec.Command("sh", "-c", script)
			cmd.Dir = t.TempDir()
			if strings.HasPrefix(name, "the pipe") {
				stdin, err := cmd.StdinPipe() // the grandparent's: it stays open
				require.NoError(t, err)
				t.Cleanup(func() { _ = stdin.Close() })
			}
			l := launch(t, cmd)
			l.isUp(t)
			require.NotEqual(t, cmd.Process.Pid, l.ready.PID)
			require.NoError(t, cmd.Process.Kill())
			l.ends(t)
		})
	}
}
