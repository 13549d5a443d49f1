package main

import (
	"bytes"
	"context"
	"errors"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func exitCode(err error) string {
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return strconv.Itoa(exit.ExitCode())
	}
	return err.Error()
}

// verbs are the names of all verbs a person can see.
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

func helpPage(t *testing.T, verb string) (page, name string) {
	t.Helper()
	args, name := []string{"--help"}, "ringer"
	if verb != "" {
		args, name = []string{verb, "--help"}, verb
	}
	var stdout, stderr bytes.Buffer
	code := run(context.Background(), args, nil, strings.NewReader(""), &stdout, &stderr)
	require.Equal(t, exitClean, code)
	require.Empty(t, stderr.String())
	return stdout.String(), name
}

// examples gives the commands of a help page.
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
