package main

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// inEffect is everything that a run is made from once the settings are read:
// what the engines get, and what the command itself looks at.
func inEffect(t *testing.T, app *app, c *config) []any {
	t.Helper()
	engine, err := app.engine(c.mock)
	require.NoError(t, err)
	names := engine.Fixtures.Names()
	engine.Fixtures = nil // compared by its names
	if len(c.contract.datasets) == 0 {
		c.contract.datasets = []string{"none"}
	}
	if c.contract.pipeline == "" {
		c.contract.pipeline = "none"
	}
	target, err := app.target(c.contract)
	require.NoError(t, err)
	m, j := c.mock, c.contract
	return []any{engine, names, target, c.ctl, m.host, m.port, m.tls, m.drain, m.logLevel,
		m.logFormat,
		j.format, j.reports, j.verbose, j.quiet, j.color, j.save}
}

// needs are the flags that a setting makes no difference without.
var needs = map[string][]string{
	"mock.token-env": {"--auth=token"},
}

func TestEverySettingChangesSomething(t *testing.T) {
	t.Parallel()
	for _, s := range settings() {
		t.Run(s.key(), func(t *testing.T) {
			t.Parallel()
			text := sampleInEffect(t, s)
			environ := []string{"A=of A, and long enough", "BEFORE=before, and long enough"}
			app := newApp(environ, strings.NewReader(""), os.Stdout, os.Stderr)
			flags := needs[s.key()]
			before := flags
			if s.isVariable() {
				before = append(before, "--"+s.name+"=BEFORE")
			}
			assert.NotEqual(t,
				inEffect(t, app, set(t, app, s.section, before)),
				inEffect(t, app, set(t, app, s.section, append(flags, "--"+s.name+"="+text))))
		})
	}
}

// sampleInEffect is a value that the engines take: what a setting names is there.
func sampleInEffect(t *testing.T, s setting) string {
	t.Helper()
	switch s.key() {
	case "mock.fixtures":
		dir := t.TempDir()
		scenario := "title: one of my own\nfor: Nobody.\ngroup: basics\ngenerate:\n  count: 1\n"
		require.NoError(t,
			os.WriteFile(filepath.Join(dir, "of-mine.yaml"), []byte(scenario), 0o600))
		return dir
	case "contract.description":
		return filepath.Join("..", "..", "schemas", "openapi.json")
	case "contract.overlay":
		file := filepath.Join(t.TempDir(), "overlay.yaml")
		text := "overlay: 1.0.0\nactions: [{target: $.info, update: {title: mine}}]\n"
		require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
		return file
	}
	return samples()[s.key()].good[0]
}

func set(t *testing.T, app *app, section string, flags []string) *config {
	t.Helper()
	wanted := inSection(section)
	cmd := &cobra.Command{Use: "verb"}
	addSettings(cmd, wanted)
	require.NoError(t, cmd.ParseFlags(flags))
	c, _, err := load(cmd, wanted, app.environ)
	require.NoError(t, err)
	return c
}

// TestEveryFieldOfTheEnginesCanBeSet finds a field that a library user can set
// and a user of the command cannot.
func TestEveryFieldOfTheEnginesCanBeSet(t *testing.T) {
	t.Parallel()
	notSettings := map[string]string{
		"State": "an interface for programs", "Logger": "log-level and log-format",
		"Real": "an input for tests", "Sleep": "an input for tests",
		"more": "rules of a test",
		"Now":  "an input for tests in the target, set in the mock", "Progress": "the line on the terminal",
	}
	app := newApp([]string{"A=of A, and long enough"}, strings.NewReader(""), os.Stdout, os.Stderr)
	c := newConfig()
	for _, s := range settings() {
		if s.name == "token-env" && s.section == "mock" {
			continue
		}
		require.NoError(t, apply(s.bind(c), []string{sampleInEffect(t, s)}), s.key())
	}
	c.mock.auth = "any"
	engine, err := app.engine(c.mock)
	require.NoError(t, err)
	target, err := app.target(c.contract)
	require.NoError(t, err)
	for _, made := range []any{engine, target} {
		v := reflect.ValueOf(made)
		for i := range v.NumField() {
			name := v.Type().Field(i).Name
			if notSettings[name] == "" {
				assert.False(t, v.Field(i).IsZero(), "%s.%s is set by no setting", v.Type(), name)
			}
		}
	}
}
