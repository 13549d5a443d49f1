package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/mock/fastapi"
	"github.com/ringer-api/ringer/schemas"
)

func exitCode(err error) string {
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return strconv.Itoa(exit.ExitCode())
	}
	return err.Error()
}

// verbs are the names of all visible verbs.
func verbs() []string {
	var names []string
	for _, cmd := range newRootCommand(newApp(nil, nil, nil, nil)).Commands() {
		if cmd.IsAvailableCommand() {
			names = append(names, cmd.Name())
		}
	}
	return names
}

func TestHelpPages(t *testing.T) {
	t.Parallel()
	for _, verb := range append(verbs(), "") {
		t.Run(verb, func(t *testing.T) {
			t.Parallel()
			page, name := helpPage(t, verb)
			golden(t, "help/"+name+".txt", page)
			for _, line := range strings.Split(page, "\n") {
				assert.LessOrEqual(t, len(line), 100, line)
			}
			assert.GreaterOrEqual(t, len(examples(page)), 2, "examples of %s", name)
		})
	}
}

// A verb that reads ringer.yaml names the section on its page; the README lists the verbs.
func TestHelpNamesTheSectionsOfTheSettingsFile(t *testing.T) {
	t.Parallel()
	for _, cmd := range newRootCommand(newApp(nil, nil, nil, nil)).Commands() {
		if cmd.Name() == "ctl" || cmd.Name() == "config" {
			continue // the verbs of the one have the options, the other reads all sections
		}
		var read []string
		for _, id := range []string{"mock", "contract", "ctl"} {
			if slices.Contains(setting.ReadersOf(id), cmd.Name()) {
				read = append(read, setting.VerbOf(id))
				assert.Regexp(t, `(?s)ringer\.yaml.*(section|under)\s`+setting.VerbOf(id)+`\b`, cmd.Long, cmd.Name())
			}
		}
		assert.Equal(t, cmd.Flags().Lookup("config") != nil, len(read) > 0, "%s reads %s", cmd.Name(), read)
	}
}

func helpPage(t *testing.T, verb string) (page, name string) {
	t.Helper()
	args, name := []string{"--help"}, "ringer"
	if verb != "" {
		args, name = []string{verb, "--help"}, verb
	}
	var stdout, stderr bytes.Buffer
	code := run(context.Background(), args, nil, strings.NewReader(""), &stdout, &stderr)
	require.Equal(t, output.ExitClean, code)
	require.Empty(t, stderr.String())
	return stdout.String(), name
}

// examples returns the commands of a help page.
func examples(page string) []string {
	_, list, _ := strings.Cut(page, "\nExamples:\n")
	list = strings.ReplaceAll(list, "\\\n", "")
	var commands []string
	for _, line := range strings.Split(list, "\n") {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "#") {
			commands = append(commands, line)
		}
	}
	return commands
}

// TestExamples runs every example of every help page unchanged, except that the mock's
// address becomes that of a mock of the test.
func TestExamples(t *testing.T) {
	t.Parallel()
	require.NoError(t, buildDiff())
	double := mock.NewServer(mock.Config{})
	t.Cleanup(double.Close)
	guarded := mock.NewServer(mock.Config{Auth: fastapi.Auth{Mode: fastapi.AuthExact,
		Credential: "s3cret"}})
	t.Cleanup(guarded.Close)
	batches, err := fixtures.LoadAPIFile(batchesFile)
	require.NoError(t, err)
	described := mock.NewServer(mock.Config{API: batches})
	t.Cleanup(described.Close)
	report := brokenReport(t)
	for _, verb := range append(verbs(), "") {
		page, name := helpPage(t, verb)
		for _, example := range examples(page) {
			t.Run(name+"/"+example, func(t *testing.T) {
				t.Parallel()
				if strings.HasPrefix(example, "ringer serve") {
					example = strings.NewReplacer("batches.yaml", batchesFile, "print.yaml", batchesFile,
						"copy.yaml", "copy-shop="+batchesFile, "copy.overlay.yaml", overlayFile(t)).Replace(example)
					startServe(t, nil, strings.Fields(example)[2:]...)
					return
				}
				url := double.URL
				if strings.Contains(example, "--token-env TOKEN") {
					url = guarded.URL
				}
				example := strings.NewReplacer("http://127.0.0.1:4010", url, "http://127.0.0.1:8000", described.URL).Replace(example)
				runExample(t, example, report, "RINGER_URL="+double.URL, "RINGER_RATE=100000")
			})
		}
	}
}

// brokenReport returns the report of a response that breaks the schema of its body.
func brokenReport(t *testing.T) []byte {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code := run(t.Context(), []string{"validate", "-", "--type", "EvalDatasetJobRecord", "--format", "json"}, nil, strings.NewReader("{}"), &stdout, &stderr)
	require.Equal(t, output.ExitBroken, code, "%s", stderr.String())
	return stdout.Bytes()
}

func overlayFile(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "overlay.yaml")
	require.NoError(t, os.WriteFile(file, []byte("overlay: 1.0.0\nactions: [{target: $.info, update: {title: mine}}]\n"), 0o600))
	return file
}

func runExample(t *testing.T, example string, report []byte, environ ...string) {
	t.Helper()
	dir := t.TempDir()
	require.NoError(t, os.MkdirAll(filepath.Join(dir, ".config/fish/completions"), 0o700))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "response.json"), []byte("[]"), 0o600))
	require.NoError(t,
		os.WriteFile(filepath.Join(dir, "openapi.json"), schemas.Default().OpenAPI(), 0o600))
	batches, err := os.ReadFile(batchesFile)
	require.NoError(t, err)
	for _, name := range []string{"batches.yaml", "openapi.yaml"} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), batches, 0o600))
	}
	require.NoError(t, os.WriteFile(filepath.Join(dir, "report.json"), report, 0o600))
	overlay := "overlay: 1.0.0\nactions: [{target: $.info, update: {title: mine}}]\n"
	require.NoError(t, os.WriteFile(filepath.Join(dir, "overlay.yaml"), []byte(overlay), 0o600))
	cmd := exec.CommandContext(t.Context(), "bash", "-e", "-o", "pipefail", "-c", example)
	cmd.Dir = dir
	cmd.Env = append(cmd.Environ(), "HOME="+dir, "TOKEN=s3cret")
	cmd.Env = append(cmd.Env, environ...)
	out, err := cmd.CombinedOutput()
	assert.NoError(t, err, "%s", out)
}
