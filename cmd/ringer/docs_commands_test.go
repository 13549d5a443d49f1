package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/cmd/ringer/internal/example"
	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/schemas"
)

// pages are the pages whose commands run.
func pages(t *testing.T) []string {
	t.Helper()
	docs, err := filepath.Glob("../../docs/*.md")
	require.NoError(t, err)
	return append(docs, "../../README.md")
}

var fence = regexp.MustCompile("(?ms)^```(\\w+)\n(.*?)^```")

// TestDocumentedCommandsRun runs every command in the fenced blocks of the documentation as it
// stands, page by page, from top to bottom: those of one page share a folder, variables and
// the mock that the latest "ringer serve" has started. Only addresses are replaced: 4010 is
// that mock, 8000 and $SERVICE_URL a service that has the built-in API and openapi.yaml's.
// What a console block shows as output must be printed; "..." matches anything.
func TestDocumentedCommandsRun(t *testing.T) {
	t.Parallel()
	require.NoError(t, buildDiff())
	for _, file := range pages(t) {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		blocks := fence.FindAllStringSubmatch(string(text), -1)
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			p := newDocumented(t)
			for _, block := range blocks {
				switch block[1] {
				case "sh":
					p.block(t, block[2])
				case "console":
					p.console(t, block[2])
				}
			}
		})
	}
}

// documented is a page whose commands run.
type documented struct {
	folder  string
	url     string // of the mock that the page's commands use
	service string
	set     []string // assignments of earlier blocks
}

const shownURL = "http://127.0.0.1:4010"

// newDocumented sets up what a reader has: a folder with openapi.yaml and some files, a running mock, a service.
func newDocumented(t *testing.T) *documented {
	t.Helper()
	batches, err := os.ReadFile(batchesFile)
	require.NoError(t, err)
	p := &documented{folder: t.TempDir()}
	for name, text := range map[string]string{
		"openapi.yaml":                string(batches),
		"shop.yaml":                   strings.NewReplacer("Batch API", "Shop", "test/v1", "test/shop").Replace(string(batches)),
		"shop-1.yaml":                 string(batches),
		"billing.yaml":                strings.NewReplacer("Batch API", "Billing", "test/v1", "test/billing").Replace(string(batches)),
		"billing/openapi.yaml":        strings.NewReplacer("Batch API", "Billing", "test/v1", "test/billing").Replace(string(batches)),
		"billing.overlay.yaml":        "overlay: 1.0.0\nactions: [{target: $.info, update: {description: mine}}]\n",
		"openapi.json":                string(schemas.Default().OpenAPI()),
		"scenarios/third-poll.yaml":   "title: the third poll fails\nrules:\n  - when: {call: {nth: 3}}\n    answers: [{code: 503}]\n",
		".config/fish/completions/.x": "",
	} {
		file := filepath.Join(p.folder, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o700))
		require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
	}
	p.service = serveBoth(t)
	p.url = serveBuiltIn(t, mock.Config{})
	p.record(t, "archive.har", p.service, "/v1/batches")
	p.record(t, "session.har", p.url, example.Path)
	return p
}

// record writes an archive of one request.
func (p *documented) record(t *testing.T, file, url, path string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "bash", "-ec", `curl -s "$0$1" > /dev/null; RINGER_URL=$0 ringer ctl journal --har`, url, path)
	archive, err := cmd.Output()
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(p.folder, file), archive, 0o600))
}

// serveBuiltIn starts a mock of the built-in API, and returns its address.
func serveBuiltIn(t *testing.T, config mock.Config) string {
	t.Helper()
	server := mock.NewServer(config)
	t.Cleanup(server.Close)
	return server.URL
}

// serveBoth starts a service that has the built-in API and openapi.yaml's, and returns its address.
func serveBoth(t *testing.T) string {
	t.Helper()
	api, err := fixtures.LoadAPIFile(batchesFile)
	require.NoError(t, err)
	batches, err := mock.New(mock.Config{API: api, Speed: 600})
	require.NoError(t, err)
	builtIn, err := mock.New(mock.Config{})
	require.NoError(t, err)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/api/") {
			builtIn.ServeHTTP(w, r)
			return
		}
		batches.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// environ is the environment of the commands.
func (p *documented) environ() []string {
	return append(os.Environ(), "RINGER_URL="+p.url, "RINGER_RATE=100000", "BASE="+p.url+example.Path, "SERVICE_URL="+p.service,
		"PIPELINE="+example.Pipeline, "DATASET="+example.Dataset, "SERVICE_TOKEN=s3cret", "TOKEN=s3cret", "HOME="+p.folder)
}

// elsewhere are the beginnings of commands that need more than a test of the command has, with
// the test that runs them or, where there is none, what is looked at here.
var elsewhere = []struct{ begins, why string }{
	{"npm install ", "the test of the packages: examples/packages_test.go"},
	{"npx ringer ", "the test of the packages: examples/packages_test.go"},
	{"docker run ", "needs Docker; scripts/test-image starts the image"},
}

// block runs the commands of a block: "ringer serve" is started and stays, everything else is one script.
func (p *documented) block(t *testing.T, text string) {
	t.Helper()
	var script strings.Builder
	run := func() {
		if strings.TrimSpace(script.String()) != "" {
			p.script(t, script.String())
		}
		script.Reset()
	}
	for _, line := range commandsOf(text) {
		switch {
		case strings.HasPrefix(line, "ringer serve"):
			run()
			p.serve(t, line)
		case strings.HasPrefix(line, "make "):
			target, _, _ := strings.Cut(strings.TrimPrefix(line, "make "), " ")
			makefile, err := os.ReadFile("../../Makefile")
			require.NoError(t, err)
			assert.Contains(t, string(makefile), "\n"+strings.TrimSpace(target)+":", line)
		case isElsewhere(line):
		default:
			script.WriteString(line + "\n")
		}
	}
	run()
}

func isElsewhere(line string) bool {
	for _, e := range elsewhere {
		if strings.HasPrefix(line, e.begins) {
			return true
		}
	}
	return false
}

// commandsOf are the lines of a block; those that end in a backslash go on.
func commandsOf(text string) []string {
	return strings.Split(strings.TrimSuffix(strings.ReplaceAll(text, "\\\n", " "), "\n"), "\n")
}

// startsWithin ends a test in which ringer serve does not start at all; how long it takes on a
// busy machine is not what is tested.
const startsWithin = 2 * time.Minute

// serve starts a mock as the line says, on a free port, which the following commands use.
func (p *documented) serve(t *testing.T, line string) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	ready := filepath.Join(p.folder, fmt.Sprintf("ready-%d.json", time.Now().UnixNano()))
	line = regexp.MustCompile(`\s+#.*$| --port \d+`).ReplaceAllString(line, "")
	given := regexp.MustCompile(`--ready-file \S+`).FindString(line)
	if given != "" {
		ready = filepath.Join(p.folder, strings.TrimPrefix(given, "--ready-file "))
	} else {
		line += " --ready-file " + ready
	}
	cmd := exec.CommandContext(ctx, "bash", "-c", "exec "+line)
	cmd.Dir, cmd.Env = p.folder, append(p.environ(), "RINGER_PORT=0", "RINGER_DRAIN=1s")
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	stdin, err := cmd.StdinPipe() // stays open, for --exit-with-parent
	require.NoError(t, err)
	require.NoError(t, cmd.Start(), line)
	ended := make(chan struct{})
	go func() { _ = cmd.Wait(); close(ended) }()
	t.Cleanup(func() { stop(); <-ended; _ = stdin.Close() })
	require.Eventually(t, func() bool {
		select {
		case <-ended:
			return true
		default:
			_, err := os.Stat(ready)
			return err == nil
		}
	}, startsWithin, 10*time.Millisecond, line)
	text, err := os.ReadFile(ready)
	require.NoError(t, err, "%s: %s", line, &out)
	p.url = regexp.MustCompile(`https?://[^"]+`).FindString(string(text))
}

// Commands that never end only have their options parsed.
var endless = regexp.MustCompile(`(?m)^(ringer .*--(?:follow|repeat)[ =]?.*?)(\s+#.*)?$`)

// script runs commands. Those that print findings exit with 1.
func (p *documented) script(t *testing.T, text string) {
	t.Helper()
	text = endless.ReplaceAllString(text, "$1 --help > help.txt")
	_, err := p.bash(t, text)
	assert.NoError(t, err, text)
	for _, line := range strings.Split(text, "\n") {
		if regexp.MustCompile(`^[A-Z_]+=\S+$`).MatchString(line) {
			p.set = append(p.set, line)
		}
	}
}

// bash runs a text as a script; what fails with more than findings ends it. curl may fail, too: a reset
// connection is what some of its commands are for.
func (p *documented) bash(t *testing.T, text string) (string, error) {
	t.Helper()
	const trap = `set -o pipefail
trap 'code=$?; case "$BASH_COMMAND" in "ringer check"*|"ringer validate"*|"ringer diff"*|"ringer lint"*) [ $code -le 1 ] || exit $code;; *fault=*|*ringer.fault*) ;; *) exit $code;; esac' ERR
`
	text = strings.NewReplacer(shownURL, p.url, "http://127.0.0.1:8000", p.service,
		"https://api.example.com", p.service).Replace(strings.Join(p.set, "\n") + "\n" + text)
	cmd := exec.CommandContext(t.Context(), "bash", "-c", trap+text+"\nexit 0")
	cmd.Dir, cmd.Env = p.folder, p.environ()
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	if err != nil {
		err = fmt.Errorf("%w: %s%s", err, &stdout, &stderr)
	}
	return strings.ReplaceAll(stdout.String(), p.url, shownURL), err
}

// console runs the commands of a console block, and compares what they print.
func (p *documented) console(t *testing.T, text string) {
	t.Helper()
	for _, part := range strings.Split("\n"+text, "\n$ ")[1:] {
		command, prints, _ := strings.Cut(part, "\n")
		switch {
		case strings.HasPrefix(command, "ringer serve"):
			shownAtStart(t, p, command, prints)
		case strings.Contains(command, "--follow"):
			p.script(t, command)
		default:
			if strings.HasPrefix(command, "ringer check") { // as the text above it says
				p.url = serveBuiltIn(t, mock.Config{Scenario: "new-status"})
			}
			got, err := p.bash(t, command)
			require.NoError(t, err, command)
			assert.Regexp(t, pattern(prints), got, command)
		}
	}
}

// shownAtStart compares the lines that ringer serve prints at its start.
func shownAtStart(t *testing.T, p *documented, command, prints string) {
	t.Helper()
	s := startServe(t, nil, inFolder(p.folder, strings.Fields(command)[2:])...)
	for _, line := range strings.Split(strings.TrimSpace(prints), "\n") {
		name, text, _ := strings.Cut(line, " ")
		if text = strings.TrimSpace(text); text == "..." || name == "document" {
			continue
		}
		assert.Equal(t, text, strings.ReplaceAll(s.said[name], s.base, shownURL), name)
	}
	p.url = s.base
}

// inFolder are arguments with the files of a folder.
func inFolder(folder string, args []string) []string {
	for i, arg := range args {
		if file := filepath.Join(folder, arg); strings.HasSuffix(arg, ".yaml") {
			args[i] = file
		}
	}
	return args
}

// pattern matches the output as a page shows it.
func pattern(shown string) string {
	text := regexp.QuoteMeta(strings.TrimSuffix(shown, "\n"))
	return "^" + strings.ReplaceAll(text, `\.\.\.`, "(?s:.*)") + "\n?"
}
