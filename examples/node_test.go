//go:build node && unix

package examples_test

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// longest is the time limit of one command: ten browsers on a busy machine.
const longest = 15 * time.Minute

// command is a shell command in this folder, with the mock's address and a free
// port. Ending it ends its child processes.
func command(ctx context.Context, t *testing.T, mock, line string) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(ctx, "sh", "-c", line)
	cmd.Env = append(os.Environ(), "RINGER_URL="+mock, "PORT="+freePort(t), "CHROMIUM="+chromium(),
		"NO_COLOR=1", "CYPRESS_INSTALL_BINARY=0", "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1")
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGTERM) }
	cmd.WaitDelay = 10 * time.Second
	return cmd
}

// try runs commands one after the other, and returns their output.
func try(t *testing.T, mock string, lines ...string) (said string, err error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), longest)
	defer cancel()
	var out bytes.Buffer
	cmd := command(ctx, t, mock, strings.Join(lines, " && "))
	cmd.Stdout, cmd.Stderr = &out, &out
	err = cmd.Run()
	return out.String(), err
}

// runs is try for commands that must succeed.
func runs(t *testing.T, mock string, lines ...string) string {
	t.Helper()
	said, err := try(t, mock, lines...)
	require.NoError(t, err, "%s said:\n%s", strings.Join(lines, " && "), said)
	return said
}

// freePort returns a free port below the range of ephemeral ports: tests that run
// in parallel use thousands of those, before the command has bound its own.
func freePort(t *testing.T) string {
	t.Helper()
	const first, many, tries = 20_000, 12_000, 100
	for range tries {
		port := strconv.Itoa(first + rand.IntN(many))
		listener, err := net.Listen("tcp", "127.0.0.1:"+port)
		if err == nil {
			require.NoError(t, listener.Close())
			return port
		}
	}
	require.Fail(t, "no port is free")
	return ""
}

func chromium() string {
	if path, err := exec.LookPath("chromium"); err == nil {
		return path
	}
	return "/usr/bin/chromium"
}

var installing sync.Mutex

// client is the folder of the client, which the examples use.
const client = "../clients/typescript"

// install does npm ci, once for each lock file: it takes a while. The examples have a copy
// of the built client.
func install(t *testing.T) {
	t.Helper()
	readAll(t)
	installing.Lock()
	defer installing.Unlock()
	once(t, filepath.Join(client, "node_modules", ".installed"), "cd "+client+" && npm ci", client+"/package-lock.json")
	once(t, filepath.Join(client, "dist", ".built"), "cd "+client+" && npm run build", client+"/package*.json", client+"/tsconfig.json", client+"/src/*")
	once(t, filepath.Join("node_modules", ".installed"), "npm ci", "package-lock.json", client+"/package*.json", client+"/src/*", client+"/bin/*")
}

// once runs a command, unless the stamp says that it was run for the files as they are.
func once(t *testing.T, stamp, line string, patterns ...string) {
	t.Helper()
	sum := sha256.New()
	for _, pattern := range patterns {
		files, err := filepath.Glob(pattern)
		require.NoError(t, err)
		require.NotEmpty(t, files, pattern)
		for _, file := range files {
			text, err := os.ReadFile(file)
			require.NoError(t, err)
			sum.Write(text)
		}
	}
	want := hex.EncodeToString(sum.Sum(nil))
	if got, err := os.ReadFile(stamp); err == nil && string(got) == want {
		return
	}
	runs(t, "", line)
	require.NoError(t, os.WriteFile(stamp, []byte(want), 0o600))
}

// readAll reads the files that the commands read, so that go test does not use a
// cached result when one of them changes.
func readAll(t *testing.T) {
	t.Helper()
	for _, pattern := range []string{"*.json", "*/*.*", "cypress/e2e/*", client + "/*.*", client + "/*/*.*", "../scripts/make-packages"} {
		files, err := filepath.Glob(pattern)
		require.NoError(t, err)
		for _, file := range files {
			if !strings.Contains(file, "node_modules") && !strings.HasPrefix(file, client+"/dist") {
				_, err := os.ReadFile(file)
				require.NoError(t, err)
			}
		}
	}
}

// starts runs a command that does not end, and waits until it prints a text;
// it is stopped at the end of the test.
func starts(t *testing.T, mock, line, until string) (said string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), longest)
	t.Cleanup(cancel)
	cmd := command(ctx, t, mock, line)
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	lines := bufio.NewScanner(out)
	ended := make(chan error, 1)
	t.Cleanup(func() {
		err := <-ended
		require.False(t, errors.Is(err, exec.ErrWaitDelay), "it did not end")
	})
	for !strings.Contains(said, until) && lines.Scan() {
		said += lines.Text() + "\n"
	}
	go func() {
		for lines.Scan() { // its output must not block it
		}
		ended <- cmd.Wait()
	}()
	require.Contains(t, said, until)
	return said
}
