package main

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/cmd/ringer/internal/example"
	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/mock"
)

// shown is a command in the README with its output there.
type shown struct{ command, prints string }

var consoleBlock = regexp.MustCompile("(?s)```console\n(.*?)```")

// shownInReadme returns the README's console blocks.
func shownInReadme(t *testing.T) [][]shown {
	t.Helper()
	readme, err := os.ReadFile("../../README.md")
	if errors.Is(err, fs.ErrNotExist) {
		return nil // an unpacked package without its README
	}
	require.NoError(t, err)
	var blocks [][]shown
	for _, block := range consoleBlock.FindAllSubmatch(readme, -1) {
		var commands []shown
		for _, part := range strings.Split("\n"+string(block[1]), "\n$ ")[1:] {
			command, prints, _ := strings.Cut(part, "\n")
			commands = append(commands, shown{command, prints})
		}
		blocks = append(blocks, commands)
	}
	require.NotEmpty(t, blocks)
	return blocks
}

// TestReadmeShowsWhatIsPrinted runs the commands in the README, block by block, and
// compares their output; "..." matches anything.
func TestReadmeShowsWhatIsPrinted(t *testing.T) {
	t.Parallel()
	for _, block := range shownInReadme(t) {
		if strings.HasPrefix(block[0].command, "ringer serve") {
			continue // it does not end
		}
		t.Run(block[0].command, func(t *testing.T) {
			t.Parallel()
			var config mock.Config
			if strings.HasPrefix(block[0].command, "ringer check") {
				config.Scenario = "new-status" // as in the text above it
			}
			double := mock.NewServer(config)
			t.Cleanup(double.Close)
			for _, c := range block {
				if !strings.Contains(c.command, "--follow") { // it never ends
					assert.Regexp(t, pattern(c.prints), typed(t, double.URL, c.command), c.command)
				}
			}
		})
	}
}

// pattern matches the output as the README shows it.
func pattern(shown string) string {
	text := regexp.QuoteMeta(strings.TrimSuffix(shown, "\n"))
	return "^" + strings.ReplaceAll(text, `\.\.\.`, "(?s:.*)") + "\n?"
}

// typed is the output of a command that is typed as in the README.
func typed(t *testing.T, url, command string) string {
	t.Helper()
	const shownURL = "http://127.0.0.1:4010"
	cmd := exec.CommandContext(t.Context(), "bash", "-c", strings.ReplaceAll(command, shownURL, url))
	cmd.Dir = t.TempDir()
	cmd.Env = append(cmd.Environ(), "RINGER_URL="+url, "BASE="+url+example.Path, "RINGER_RATE=100000")
	out, err := cmd.Output()
	if exit := (*exec.ExitError)(nil); err != nil && !(errors.As(err, &exit) && exit.ExitCode() == output.ExitBroken) {
		require.NoError(t, err, command)
	}
	return strings.ReplaceAll(string(out), url, shownURL)
}
