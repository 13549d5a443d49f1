package main

import (
	"flag"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/cmd/ringer/internal/example"
	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/mock/fault"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestMain lets the test binary be the command: while the tests run, "ringer"
// is found in PATH.
func TestMain(m *testing.M) {
	// With the race detector, a program waits a second before it ends, unless it is
	// configured not to; the tests start some three hundred.
	_ = os.Setenv("GORACE", strings.TrimSpace(os.Getenv("GORACE")+" atexit_sleep_ms=0"))
	if os.Getenv(programsVariable) == "" { // not one of the commands
		programs, err := os.MkdirTemp("", "ringer-programs-")
		if err != nil {
			panic(err)
		}
		_ = os.Setenv(programsVariable, programs)
		_ = os.Setenv("PATH", programs+string(os.PathListSeparator)+os.Getenv("PATH"))
		defer os.RemoveAll(programs)
	}
	testscript.Main(m, map[string]func(){"ringer": main})
}

// programsVariable names the folder, in PATH, of the programs that tests have built.
const programsVariable = "TEST_PROGRAMS"

// buildDiff builds ringer-diff, at its first call, for a test that compares descriptions.
var buildDiff = sync.OnceValue(func() error {
	file := filepath.Join(os.Getenv(programsVariable), "ringer-diff")
	out, err := exec.Command("go", "build", "-C", "../ringer-diff", "-o", file, ".").CombinedOutput()
	if err != nil {
		return fmt.Errorf("building ringer-diff: %w: %s", err, out)
	}
	return nil
})

// TestScripts runs the scripts of testdata/script, one per verb or topic. $GOOD is a
// mock that keeps its contract, $BAD one that does not, $MORE one that sends more than
// the description documents, and $MOVED one with a state that the description lacks.
// The command "compares" lets ringer diff find ringer-diff. $SCHEMAS is the folder of our own
// description, $BATCHES the description of an invented API, $BATCHED a mock of that, and
// $SPOILED one whose batches have no state.
func TestScripts(t *testing.T) {
	good := mock.NewServer(mock.Config{})
	bad := mock.NewServer(mock.Config{Scenario: "status-missing"})
	more := mock.NewServer(mock.Config{Scenario: "new-field"})
	moved := mock.NewServer(mock.Config{Scenario: "new-status"})
	own, err := filepath.Abs(filepath.Join("..", "..", "schemas"))
	require.NoError(t, err)
	batches, err := filepath.Abs(batchesFile)
	require.NoError(t, err)
	batched, spoiled := serveBatches(t, ""), serveBatches(t, "null:/status")
	t.Cleanup(func() { good.Close(); bad.Close(); more.Close(); moved.Close() }) // when the parallel scripts are done
	testscript.Run(t, testscript.Params{
		Setup: func(env *testscript.Env) error {
			env.Setenv("GORACE", os.Getenv("GORACE"))
			env.Setenv("GOOD", good.URL)
			env.Setenv("BAD", bad.URL)
			env.Setenv("MORE", more.URL)
			env.Setenv("MOVED", moved.URL)
			env.Setenv("SCHEMAS", own)
			env.Setenv("TWO_LINES", "a\nb")
			env.Setenv("IDS", example.Pipeline+"/"+example.Dataset)
			env.Values[servedKey{}] = &servedScript{}
			env.Setenv("BATCHES", batches)
			env.Setenv("BATCHED", batched)
			env.Setenv("SPOILED", spoiled)
			return nil
		},
		Dir:           "testdata/script",
		UpdateScripts: *update,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":    exits,
			"serves":   serves,
			"logs":     logs,
			"compares": func(ts *testscript.TestScript, _ bool, _ []string) { ts.Check(buildDiff()) },
		},
	})
}

// serveBatches starts a mock of the invented API, which spoils each response by a fault, and
// returns its address.
func serveBatches(t *testing.T, spoil string) string {
	t.Helper()
	api, err := fixtures.LoadAPIFile(batchesFile)
	require.NoError(t, err)
	m, err := mock.New(mock.Config{API: api, Seed: 1})
	require.NoError(t, err)
	if spoil != "" {
		s, err := m.Session("")
		require.NoError(t, err)
		f, err := fault.Parse([]byte(strconv.Quote(spoil)))
		require.NoError(t, err)
		require.NoError(t, s.SetFaults(f))
	}
	server := httptest.NewServer(m)
	t.Cleanup(server.Close)
	return server.URL
}

// exits runs ringer and requires an exit code: exits CODE ARG...
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: exits CODE ARG...")
	}
	err := ts.Exec("ringer", args[1:]...)
	code := "0"
	if err != nil {
		code = exitCode(err)
	}
	if code != args[0] {
		ts.Fatalf("exit code %s, want %s", code, args[0])
	}
}

// golden compares with a file under testdata, or writes it with -update.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err, "write it with: go test ./cmd/ringer -update")
	assert.Equal(t, string(want), got, "golden file %s; write it anew with -update", file)
}
