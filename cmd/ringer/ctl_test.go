package main

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/cmd/ringer/internal/ctl"
	"github.com/ringer-api/ringer/cmd/ringer/internal/example"
	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/mock"
)

// control runs ringer ctl against a mock and returns its output.
func runCtl(t *testing.T, double *mock.Server, code int, args ...string) (stdout, stderr string) {
	t.Helper()
	var out, said bytes.Buffer
	environ := []string{"RINGER_URL=" + double.URL, "CONTROL=s3cret-of-the-control"}
	got := run(t.Context(), append([]string{"ctl"}, args...), environ,
		strings.NewReader("generate: {count: 3}\n"), &out, &said)
	require.Equal(t, code, got, "%s%s", out.String(), said.String())
	return out.String(), said.String()
}

func doubled(t *testing.T, c mock.Config) *mock.Server {
	t.Helper()
	double := mock.NewServer(c)
	t.Cleanup(double.Close)
	return double
}

var oneDataset = []string{"--pipeline", example.Pipeline, "--dataset", example.Dataset}

func TestCtlMovesTheClock(t *testing.T) {
	t.Parallel()
	double := doubled(t,
		mock.Config{Now: time.Date(2024, 10, 1, 12, 0, 0, 0, time.UTC), Scenario: "empty"})
	out, _ := runCtl(t, double, output.ExitClean, "clock", "advance", "90s")
	assert.Equal(t, "2024-10-01T12:01:30Z  is frozen\n", out)
	runCtl(t, double, output.ExitClean,
		append([]string{"jobs", "add", "--ends", "ERROR"}, oneDataset...)...)
	out, _ = runCtl(t, double, output.ExitClean, "clock", "next")
	assert.Contains(t, out, "PENDING: attempt 1 begins")
	out, _ = runCtl(t, double, output.ExitClean, append([]string{"clock", "final"}, oneDataset...)...)
	assert.Contains(t, out, "PENDING -> ERROR")
	out, said := runCtl(t, double, output.ExitUsage, "clock", "next")
	assert.Empty(t, out)
	assert.Contains(t, said, "error: no job will change state by time: 1 (it has ended)\nhint: ")
	runCtl(t, double, output.ExitClean, "clock", "set", "2025-01-01T00:00:00Z", "--speed", "60x")
	assert.Equal(t, 60.0, double.Mock.Sessions()[0].Clock().Speed())
	_, said = runCtl(t, double, output.ExitUsage, "clock", "set", "2020-01-01T00:00:00Z")
	assert.Contains(t, said, "cannot go back")
}

func TestCtlSetsTheScenarioOfOneSession(t *testing.T) {
	t.Parallel()
	double := doubled(t, mock.Config{})
	runCtl(t, double, output.ExitClean, "scenario", "set", "partial-success", "--session", "cart-7")
	out, _ := runCtl(t, double, output.ExitClean, "scenario", "get", "--session", "cart-7")
	assert.Contains(t, out, "partial-success  ")
	out, _ = runCtl(t, double, output.ExitClean, "scenario", "get")
	assert.Contains(t, out, "default  ")
	setInline(t, double, "title: fixed times\ngenerate: {queue: 2s, run: 10s}")
	out, _ = runCtl(t, double, output.ExitClean, "scenario", "get")
	assert.Equal(t, "inline  fixed times\n", out)
	runCtl(t, double, output.ExitClean, "scenario", "set", "--file", "-")
	out, _ = runCtl(t, double, output.ExitClean, append([]string{"jobs", "list"}, oneDataset...)...)
	assert.Len(t, strings.Split(strings.TrimSpace(out), "\n"), 1+3)
	_, said := runCtl(t, double, output.ExitUsage, "scenario", "set", "partial-succes")
	assert.Equal(t,
		"error: there is no scenario \"partial-succes\"\nhint: did you mean \"partial-success\"?\n", said)
}

func TestCtlSetsFaults(t *testing.T) {
	t.Parallel()
	double := doubled(t, mock.Config{})
	out, _ := runCtl(t, double, output.ExitClean, "faults", "set", "latency:2s",
		`{"kind":"status","code":503}`)
	assert.Equal(t, "latency:2s\nstatus:503\n", out)
	runCtl(t, double, output.ExitClean, "faults", "clear")
	out, _ = runCtl(t, double, output.ExitClean, "faults", "get")
	assert.Empty(t, out)
	_, said := runCtl(t, double, output.ExitUsage, "faults", "set", "latencey:2s")
	assert.Contains(t, said, "latency")
}

func TestCtlChangesJobs(t *testing.T) {
	t.Parallel()
	double := doubled(t, mock.Config{Scenario: "empty"})
	id := ctl.ExampleJob
	runCtl(t, double, output.ExitClean,
		append([]string{"jobs", "add", "--id", id, "--state", "SUCCESS"}, oneDataset...)...)
	_, said := runCtl(t, double, output.ExitUsage, "jobs", "set", id, "/status=BROKEN")
	assert.Contains(t, said, "hint: say --break-contract")
	out, _ := runCtl(t, double, output.ExitClean, "jobs", "set", id, "/status=BROKEN",
		"--break-contract", "--format", "json")
	var job mock.Job
	require.NoError(t, json.Unmarshal([]byte(out), &job))
	assert.Equal(t, "BROKEN", job.State)
	runCtl(t, double, output.ExitClean, "jobs", "rm", id)
	_, said = runCtl(t, double, output.ExitUsage, "jobs", "rm", id)
	assert.Contains(t, said, "there is no job")
}

func TestCtlPrintsTimelines(t *testing.T) {
	t.Parallel()
	noon := time.Date(2024, 10, 1, 12, 0, 0, 0, time.UTC)
	double := doubled(t, mock.Config{Now: noon, Scenario: "empty"})
	id := ctl.ExampleJob
	setInline(t, double, "generate: {count: 0, queue: 2s, run: 10s, retries: 0}")
	out, _ := runCtl(t, double, output.ExitClean, append([]string{"jobs", "add", "--id", id, "--ends", "SUCCESS"}, oneDataset...)...)
	assert.Equal(t, "ID                                    STATE    ORIGIN   TIMELINE\n"+id+
		"  PENDING  created  PENDING 2024-10-01T12:00:00Z, to come: attempt 1 +2s, SUCCESS +12s\n", out)
	runCtl(t, double, output.ExitClean, "clock", "next", "--job", id)
	out, _ = runCtl(t, double, output.ExitClean, "jobs", "get", id)
	assert.Equal(t, "BEGINS                STATE    ATTEMPT  WHEN\n"+
		"2024-10-01T12:00:00Z  PENDING  0        past\n"+
		"2024-10-01T12:00:02Z  PENDING  1        now\n"+
		"2024-10-01T12:00:12Z  SUCCESS  1        to come\n", out)
	runCtl(t, double, output.ExitClean, "clock", "final")
	out, _ = runCtl(t, double, output.ExitClean, "jobs", "list")
	assert.Contains(t, out, "PENDING 2024-10-01T12:00:00Z, attempt 1 +2s, SUCCESS +12s (it has ended)\n")
	runCtl(t, double, output.ExitClean, "jobs", "set", id, "/status=ERROR")
	out, _ = runCtl(t, double, output.ExitClean, "jobs", "get", id)
	assert.Equal(t, "BEGINS  STATE  WHEN\nfixed   ERROR  now\n"+
		"no transition by time: its status was set by hand\nset by hand: /status\n", out)
}

func TestCtlPrintsTimelinesByPolls(t *testing.T) {
	t.Parallel()
	double := doubled(t, mock.Config{Scenario: "empty"})
	id := ctl.ExampleJob
	setInline(t, double, "generate: {count: 0, after_polls: 1, retries: 0}")
	out, _ := runCtl(t, double, output.ExitClean, append([]string{"jobs", "add", "--id", id, "--ends", "SUCCESS"}, oneDataset...)...)
	assert.Contains(t, out, "PENDING, to come: attempt 1 after 1 poll, SUCCESS after 2 polls (it changes state by polls, ")
	out, _ = runCtl(t, double, output.ExitClean, "jobs", "get", id)
	assert.Contains(t, out, "at the start   PENDING  0        now\nafter 1 poll   PENDING  1        to come\n")
}

// setInline switches the shared session to a scenario of this text.
func setInline(t *testing.T, double *mock.Server, text string) {
	t.Helper()
	scenario, err := mock.ParseScenario(nil, []byte(text))
	require.NoError(t, err)
	session, err := double.Mock.Session("")
	require.NoError(t, err)
	require.NoError(t, session.SetInlineScenario(scenario))
}

func TestCtlReadsTheWordsOfVersion1(t *testing.T) {
	t.Parallel()
	double := doubled(t, mock.Config{Scenario: "empty"})
	id := ctl.ExampleJob
	out, said := runCtl(t, double, output.ExitClean,
		append([]string{"executions", "add", "--id", id, "--status", "PENDING"}, oneDataset...)...)
	assert.Contains(t, out, id+"  PENDING  created  ")
	assert.Equal(t, "hint: --status is now --state\nhint: ringer ctl executions is now ringer ctl jobs\n", sorted(said))
	_, said = runCtl(t, double, output.ExitClean, "clock", "final", "--execution", id)
	assert.Equal(t, "hint: --execution is now --job\n", said)
	_, said = runCtl(t, double, output.ExitClean, "jobs", "list")
	assert.Empty(t, said)
	out, said = runCtl(t, double, output.ExitClean, "--help")
	assert.NotContains(t, out, "executions")
	assert.Empty(t, said)
	_, said = runCtl(t, double, output.ExitUsage, "executionss")
	assert.NotContains(t, said, "ringer ctl executions")
}

// sorted sorts the lines of a text.
func sorted(text string) string {
	lines := slices.Sorted(strings.Lines(text))
	return strings.Join(lines, "")
}

func TestCtlMakesAndDropsSessions(t *testing.T) {
	t.Parallel()
	double := doubled(t, mock.Config{})
	runCtl(t, double, output.ExitClean,
		"sessions", "make", "cart-7", "--scenario", "empty", "--seed", "7")
	out, _ := runCtl(t, double, output.ExitClean, "sessions", "list")
	assert.Regexp(t, `(?m)^cart-7 +empty +7 `, out)
	runCtl(t, double, output.ExitClean, "scenario", "set", "fifty", "--session", "cart-7")
	out, _ = runCtl(t, double, output.ExitClean, "sessions", "reset", "cart-7")
	assert.Regexp(t, `(?m)^cart-7 +empty +7 `, out)
	runCtl(t, double, output.ExitClean, "sessions", "drop", "cart-7")
	_, said := runCtl(t, double, output.ExitUsage, "sessions", "drop", "cart-7")
	assert.Contains(t, said, "error: there is no session \"cart-7\"")
}

func TestCtlShowsTheJournal(t *testing.T) {
	t.Parallel()
	double := doubled(t, mock.Config{})
	answer, err := get(t.Context(), double.URL+example.Path, "count=0")
	require.NoError(t, err)
	answer.Body.Close()
	out, _ := runCtl(t, double, output.ExitClean, "journal", "--operation", "list")
	assert.Regexp(t, `^default\.1  \S+  200 GET /api\S+/execute  list, .*prefer count=0`, out)
	out, _ = runCtl(t, double, output.ExitClean, "journal", "--status", "4xx")
	assert.Empty(t, out)
	out, _ = runCtl(t, double, output.ExitClean, "why", "default.1")
	assert.Contains(t, out, "count=0")
	out, _ = runCtl(t, double, output.ExitClean, "journal", "--har")
	assert.Contains(t, out, `"version": "1.2"`)
	out, _ = runCtl(t, double, output.ExitClean, "verify", "--operation", "list", "--exactly", "1")
	assert.NotEmpty(t, out)
	out, said := runCtl(t, double, output.ExitBroken, "verify", "--operation", "execute")
	assert.NotEmpty(t, out)
	assert.Empty(t, said)
	runCtl(t, double, output.ExitClean, "journal", "--clear")
	out, _ = runCtl(t, double, output.ExitClean, "journal")
	assert.Empty(t, out)
	runCtl(t, double, output.ExitUsage, "why", "default.99")
	runCtl(t, double, output.ExitUsage, "journal", "--follow", "--har")
}

func TestCtlBringsTheToken(t *testing.T) {
	t.Parallel()
	double := doubled(t, mock.Config{ControlToken: "s3cret-of-the-control"})
	_, said := runCtl(t, double, output.ExitUsage, "clock", "get")
	assert.Contains(t, said, "hint: --control-token-env VARIABLE")
	runCtl(t, double, output.ExitClean, "clock", "get", "--control-token-env", "CONTROL")
}

func TestCtlSaysWhenNobodyIsThere(t *testing.T) {
	t.Parallel()
	gone := doubled(t, mock.Config{})
	gone.Close()
	_, said := runCtl(t, gone, output.ExitNotChecked, "clock", "get")
	assert.Regexp(t, `^error: calling the mock at http://.*refused\nhint: start a mock with ringer serve`,
		said)
	_, said = runCtl(t, gone, output.ExitUsage, "clock", "get", "--url", "localhost")
	assert.Contains(t, said, "error: url \"localhost\" (flag --url): want the address of a mock")
	_, said = runCtl(t, gone, output.ExitUsage, "clok")
	assert.Contains(t, said, "hint: did you mean: ringer ctl clock")
}

// TestCtlPages compares the help page of every verb of ctl, and runs its examples.
func TestCtlPages(t *testing.T) {
	t.Parallel()
	root := newRootCommand(newApp(nil, nil, &bytes.Buffer{}, &bytes.Buffer{}))
	ctl, _, err := root.Find([]string{"ctl"})
	require.NoError(t, err)
	var walk func(cmd *cobra.Command)
	walk = func(cmd *cobra.Command) {
		path := strings.Fields(cmd.CommandPath())[1:]
		t.Run(strings.Join(path, " "), func(t *testing.T) {
			t.Parallel()
			var page, said bytes.Buffer
			code := run(t.Context(), append(path, "--help"), nil, nil, &page, &said)
			require.Equal(t, output.ExitClean, code)
			golden(t, "help/"+strings.Join(path, "-")+".txt", page.String())
			runCtlExamples(t, cmd.Example)
		})
		for _, c := range cmd.Commands() {
			if !c.Hidden {
				walk(c)
			}
		}
	}
	walk(ctl)
}

func runCtlExamples(t *testing.T, text string) {
	t.Helper()
	double := doubled(t, mock.Config{})
	text = strings.ReplaceAll(text, setting.DefaultURL, double.URL)
	cmd := exec.CommandContext(t.Context(), "bash", "-e", "-o", "pipefail", "-c", text)
	cmd.Dir = t.TempDir()
	cmd.Env = append(cmd.Environ(), "RINGER_URL="+double.URL)
	out, err := cmd.CombinedOutput()
	assert.NoError(t, err, "%s", out)
}

func TestCtlTellsTheVerbToBeWrongAndNotItsOptions(t *testing.T) {
	t.Parallel()
	double := doubled(t, mock.Config{})
	_, said := runCtl(t, double, output.ExitUsage, "faults", "list", "--session", "cart-7")
	assert.Equal(t, "error: there is no verb \"list\"\nhint: the verbs are clear, get, set\n", said)
	_, said = runCtl(t, double, output.ExitUsage, "fautls", "--session", "cart-7")
	assert.Contains(t, said, "did you mean: ringer ctl faults")
}
