package main

import (
	"bufio"
	"context"
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

	"github.com/ringer-api/ringer/cmd/ringer/internal/example"
	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
)

// served is a ringer serve that is listening.
type served struct {
	said   map[string]string // the lines printed at start, by their first word
	base   string
	try    string         // the curl line, the last of these
	stdout *output.Writer // what it printed after that
	stderr *output.Writer
	stop   context.CancelFunc
	code   chan int
}

// startServe runs ringer serve on a free port until it has printed its address.
func startServe(t *testing.T, environ []string, flags ...string) *served {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	read, write := io.Pipe()
	s := &served{stop: stop, code: make(chan int, 1), said: map[string]string{},
		stdout: &output.Writer{To: &strings.Builder{}}, stderr: &output.Writer{To: &strings.Builder{}}}
	rest := make(chan struct{})
	args := append([]string{"serve"}, flags...)
	environ = append(environ, "RINGER_PORT=0", "RINGER_LOG_LEVEL=warn")
	go func() {
		code := run(ctx, args, environ, strings.NewReader(""), write, s.stderr)
		write.Close()
		<-rest
		s.code <- code
	}()
	t.Cleanup(stop)
	lines := bufio.NewScanner(read)
	for s.try == "" && lines.Scan() { // a line arrives in one piece, so nothing after it is read
		name, text, _ := strings.Cut(lines.Text(), " ")
		s.said[name] = strings.TrimSpace(text)
		s.base, s.try = s.said["listening"], s.said["try"]
	}
	go func() {
		io.Copy(s.stdout, read)
		close(rest)
	}()
	require.NotEmpty(t, s.try, "it ended: %s", s.stderr.To)
	return s
}

// wait returns the exit code once it has ended.
func (s *served) wait(t *testing.T) int {
	t.Helper()
	select {
	case code := <-s.code:
		return code
	case <-time.After(20 * time.Second):
		require.Fail(t, "it does not end")
		return -1
	}
}

func get(ctx context.Context, url, prefer string) (*http.Response, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, url, http.NoBody)
	if err != nil {
		return nil, err
	}
	if prefer != "" {
		r.Header.Set("Prefer", prefer)
	}
	// Each request has a connection of its own.
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	return client.Do(r)
}

// underWay sends a request whose response is delayed, and returns when the mock has
// started to process it, without waiting for the response.
func underWay(t *testing.T, s *served, prefer string) <-chan error {
	t.Helper()
	// A request that was sent may still be unread, and a server that stops
	// drops those. The mock reports one when it has decided on its response.
	events, err := get(t.Context(), s.base+"/_ringer/events?kind=request", "")
	require.NoError(t, err)
	defer events.Body.Close()
	done := make(chan error, 1)
	go func() {
		answer, err := get(t.Context(), s.base+example.Path, prefer)
		if err == nil {
			_, err = io.Copy(io.Discard, answer.Body)
			answer.Body.Close()
		}
		done <- err
	}()
	lines := bufio.NewScanner(events.Body)
	for lines.Scan() && !strings.Contains(lines.Text(), example.Path) {
	}
	require.Contains(t, lines.Text(), example.Path)
	return done
}

func TestServeAnswers(t *testing.T) {
	t.Parallel()
	s := startServe(t, nil, "--scenario", "empty")
	answer, err := get(t.Context(), s.base+example.Path, "")
	require.NoError(t, err)
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	assert.Equal(t, "[]", string(body))
	s.stop()
	assert.Equal(t, output.ExitClean, s.wait(t))
}

func TestServeSaysWhatIsInForce(t *testing.T) {
	t.Parallel()
	const noon = "2024-10-01T12:00:00Z"
	for name, c := range map[string]struct {
		flags                 []string
		control, clock, other string
	}{
		"nothing set": {nil, "BASE/_ringer/openapi.json, control interface, this machine only",
			"runs with real time", "scenario default"},
		"a scenario": {[]string{"--scenario", "empty"},
			"BASE/_ringer/openapi.json, control interface, this machine only",
			"runs with real time", "scenario empty"},
		"control token, seed and time": {
			[]string{"--control-token-env", "CONTROL", "--seed", "7", "--now", noon},
			"BASE/_ringer/openapi.json, authentication by the token in CONTROL", "is frozen at " + noon, "seed 7"},
		"no control, time and speed": {[]string{"--control=false", "--now", noon, "--speed", "60x"},
			"off", "runs at 60 times real time, from " + noon, "seed 0"},
		"speed alone": {[]string{"--speed", "0.5"},
			"BASE/_ringer/openapi.json, control interface, this machine only",
			"runs at 0.5 times real time", "seed 0"},
		"TLS": {[]string{"--tls"}, "BASE/_ringer/openapi.json, control interface, this machine only",
			"runs with real time", "seed 0"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := startServe(t, []string{"CONTROL=s3cret-long-enough"}, c.flags...)
			assert.Equal(t, strings.Replace(c.control, "BASE", s.base, 1), s.said["control"])
			assert.Equal(t, c.clock, s.said["clock"])
			what, value, _ := strings.Cut(c.other, " ")
			assert.Equal(t, value, s.said[what])
		})
	}
}

func TestServePrintsACurlLineThatWorks(t *testing.T) {
	t.Parallel()
	for name, flags := range map[string][]string{
		"open":           nil,
		"any credential": {"--auth", "any"},
		"one credential": {"--auth", "token", "--token-env", "MOCK_TOKEN"},
		"any interface":  {"--host", "0.0.0.0", "--control-token-env", "MOCK_TOKEN"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := startServe(t, []string{"MOCK_TOKEN=s3cret-long-enough"}, flags...)
			cmd := exec.CommandContext(t.Context(), "sh", "-c",
				strings.Replace(s.try, "curl ", "curl -sS ", 1))
			cmd.Env = append(cmd.Environ(), "MOCK_TOKEN=s3cret-long-enough", "no_proxy=127.0.0.1")
			out, err := cmd.CombinedOutput()
			require.NoError(t, err, "%s\n%s", s.try, out)
			assert.True(t, strings.HasPrefix(string(out), `[{"job_name":"eval_dataset_job"`), "%s",
				out)
		})
	}
}

func TestServeLetsAnswersFinish(t *testing.T) {
	t.Parallel()
	s := startServe(t, nil)
	done := underWay(t, s, "wait=1")
	s.stop()
	assert.NoError(t, <-done)
	assert.Equal(t, output.ExitClean, s.wait(t))
}

func TestServeDoesNotWaitForEver(t *testing.T) {
	t.Parallel()
	s := startServe(t, nil, "--drain", "50ms")
	done := underWay(t, s, "wait=30")
	s.stop()
	assert.Equal(t, output.ExitClean, s.wait(t))
	assert.Error(t, <-done)
	assert.Contains(t, s.stderr.To.(*strings.Builder).String(), "cut off")
}

func TestServeStopsOnSignals(t *testing.T) {
	t.Parallel()
	for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		t.Run(signal.String(), func(t *testing.T) {
			t.Parallel()
			cmd := exec.CommandContext(t.Context(), "ringer", "serve", "--port", "0")
			out, err := cmd.StdoutPipe()
			require.NoError(t, err)
			require.NoError(t, cmd.Start())
			lines := bufio.NewScanner(out)
			for lines.Scan() && !strings.HasPrefix(lines.Text(), "try ") {
			}
			require.NoError(t, cmd.Process.Signal(signal))
			assert.NoError(t, cmd.Wait())
		})
	}
}

func TestServeOnAPortInUse(t *testing.T) {
	t.Parallel()
	s := startServe(t, nil)
	port := s.base[strings.LastIndex(s.base, ":")+1:]
	var stderr strings.Builder
	code := run(t.Context(), []string{"serve", "--port", port}, nil, strings.NewReader(""),
		io.Discard, &stderr)
	assert.Equal(t, output.ExitNotChecked, code)
	assert.Contains(t, stderr.String(),
		"address already in use\nhint: --port 0 picks a free port\n")
}

func TestServeExplains(t *testing.T) {
	t.Parallel()
	s := startServe(t, nil, "--explain", "--now", "2024-10-01T12:00:00Z")
	answer, err := get(t.Context(), s.base+example.Path, "count=0")
	require.NoError(t, err)
	answer.Body.Close()
	s.stop()
	assert.Equal(t, output.ExitClean, s.wait(t))
	said := s.stdout.To.(*strings.Builder).String()
	assert.Contains(t, said,
		"\ndefault.1: GET "+example.Path+" got 200 with 2 bytes in ")
	assert.Contains(t, said,
		"Scenario default was used; none of its rules matched. Preferences of the request: count=0.\n")
}

func TestServeTakesEditedScenarios(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := filepath.Join(dir, "mine.yaml")
	write := func(count string) {
		text := "title: mine\nfor: a test\ngroup: own\ngenerate:\n  count: " + count + "\n"
		require.NoError(t, os.WriteFile(file+"~", []byte(text), 0o600))
		require.NoError(t, os.Rename(file+"~", file))
	}
	write("0")
	s := startServe(t, nil, "--fixtures", dir, "--scenario", "mine")
	events, err := get(t.Context(), s.base+"/_ringer/events?kind=change", "")
	require.NoError(t, err)
	defer events.Body.Close()
	lines := bufio.NewScanner(events.Body)
	changed := func(says string) {
		for lines.Scan() && !strings.Contains(lines.Text(), says) {
		}
		require.Contains(t, lines.Text(), says)
	}
	write("many")
	changed("mine.yaml:5")
	ready, err := get(t.Context(), s.base+"/readyz", "")
	require.NoError(t, err)
	ready.Body.Close()
	assert.Equal(t, http.StatusServiceUnavailable, ready.StatusCode)
	write("1")
	changed("scenarios are known")
	answer, err := get(t.Context(), s.base+example.Path, "")
	require.NoError(t, err)
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	assert.Contains(t, string(body), "job_name")
	s.stop()
	assert.Equal(t, output.ExitClean, s.wait(t))
	assert.Contains(t, s.stderr.To.(*strings.Builder).String(), "an edited scenario is broken")
}

func TestServeHintsAtFormerNamesOnce(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "old.yaml"), []byte("records: []\n"), 0o600))
	config := filepath.Join(t.TempDir(), "old-sections.yaml")
	require.NoError(t, os.WriteFile(config, []byte("mock:\n  scenario: old\n"), 0o600))
	s := startServe(t, nil, "--fixtures", dir, "--config", config)
	s.stop()
	assert.Equal(t, output.ExitClean, s.wait(t))
	assert.Equal(t, "warning: "+config+`:1:1: the section "mock" is called "serve" now; rename it`+"\n"+
		"hint: "+filepath.ToSlash(dir)+`/old.yaml:1:1: "records" is called "jobs" now`+"\n",
		s.stderr.To.(*strings.Builder).String())
}

func TestServeOnAnAddressOfAnotherMachine(t *testing.T) {
	t.Parallel()
	var stderr strings.Builder
	const nobodys = "203.0.113.77" // RFC 5737
	args := []string{"serve", "--host", nobodys, "--port", "0", "--control=false"}
	code := run(t.Context(), args, nil, strings.NewReader(""), io.Discard, &stderr)
	assert.Equal(t, output.ExitNotChecked, code)
	assert.Contains(t, stderr.String(),
		"hint: is 203.0.113.77 an address of this machine? 127.0.0.1 always is\n")
}
