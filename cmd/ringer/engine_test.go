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

	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting/settingtest"
	"github.com/ringer-api/ringer/contract"
	"github.com/ringer-api/ringer/fixtures"
)

// inEffect is everything that a run is made from once the settings are read: what the
// engines receive, and what the command itself uses.
func inEffect(t *testing.T, app *app, c *setting.Values) []any {
	t.Helper()
	engine, err := app.mockConfig(c.Mock)
	require.NoError(t, err)
	names := engine.Fixtures.Names()
	engine.Fixtures = nil // compared by its names
	if len(c.Contract.Datasets) == 0 {
		c.Contract.Datasets = []string{"none"}
	}
	if c.Contract.Pipeline == "" {
		c.Contract.Pipeline = "none"
	}
	target, err := app.target(t.Context(), c.Contract, fixtures.BuiltIn)
	require.NoError(t, err)
	_, err = app.openBaseline(c.Contract, baselineFlags{}, &target)
	require.NoError(t, err)
	m, j := c.Mock, c.Contract
	return []any{engine, names, target, c.Ctl, m.APIs, m.Prefixes, m.HostNames, m.Host, m.Port, m.TLS, m.Drain, m.LogLevel,
		m.LogFormat,
		j.Format, j.Reports, j.Verbose, j.Quiet, j.Color, j.Save}
}

// needs are the flags without which a setting has no effect.
var needs = map[string][]string{
	"mock.token-env": {"--auth=token"},
	"mock.overlay":   {"--api=" + batchesFile},
}

// batchesFile is the description of an invented API.
const batchesFile = "testdata/batches.yaml"

func TestEverySettingChangesSomething(t *testing.T) {
	t.Parallel()
	for _, s := range setting.All() {
		t.Run(s.Key(), func(t *testing.T) {
			t.Parallel()
			text := sampleInEffect(t, s)
			environ := []string{"A=of A, and long enough", "BEFORE=before, and long enough"}
			app := newApp(environ, strings.NewReader(""), os.Stdout, os.Stderr)
			flags := needs[s.Key()]
			before := flags
			if s.IsVariable() {
				before = append(before, "--"+s.Name+"=BEFORE")
			}
			assert.NotEqual(t,
				inEffect(t, app, set(t, app, s.Section, before)),
				inEffect(t, app, set(t, app, s.Section, append(flags, "--"+s.Name+"="+text))))
		})
	}
}

// sampleInEffect returns a value of a setting that the engines accept: the files and
// variables that it names exist.
func sampleInEffect(t *testing.T, s setting.Setting) string {
	t.Helper()
	switch s.Key() {
	case "mock.fixtures":
		dir := t.TempDir()
		scenario := "title: one of my own\nfor: Nobody.\ngroup: basics\ngenerate:\n  count: 1\n"
		require.NoError(t,
			os.WriteFile(filepath.Join(dir, "of-mine.yaml"), []byte(scenario), 0o600))
		return dir
	case "contract.description":
		return filepath.Join("..", "..", "schemas", "openapi.json")
	case "mock.api":
		return batchesFile
	case "contract.overlay", "mock.overlay":
		file := filepath.Join(t.TempDir(), "overlay.yaml")
		text := "overlay: 1.0.0\nactions: [{target: $.info, update: {title: mine}}]\n"
		require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
		return file
	case "contract.baseline":
		file := filepath.Join(t.TempDir(), "baseline.yaml")
		require.NoError(t, os.WriteFile(file, []byte("known: [{rule: wire.json, reason: mine}]\n"), 0o600))
		return file
	}
	return settingtest.All()[s.Key()].Good[0]
}

func set(t *testing.T, app *app, section string, flags []string) *setting.Values {
	t.Helper()
	wanted := setting.InSection(section)
	cmd := &cobra.Command{Use: "verb"}
	setting.AddFlags(cmd, wanted, app.environ)
	require.NoError(t, cmd.ParseFlags(flags))
	c, _, err := setting.Load(cmd, wanted, app.environ)
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
		"more": "rules of a test", "APIs": "those of apis, with prefix and host-name", "PlainPreferences": "a property of the API", "documented": "derived from the description",
		"Collections": "those of the built-in API are Datasets", "jobs": "derived from the API",
		"Now": "an input for tests in the target, set in the mock", "Progress": "the line on the terminal",
	}
	app := newApp([]string{"A=of A, and long enough"}, strings.NewReader(""), os.Stdout, os.Stderr)
	c := setting.Defaults()
	for _, s := range setting.All() {
		if s.Name == "token-env" && s.Section == "mock" {
			continue
		}
		require.NoError(t, setting.Apply(s.Bind(c), []string{sampleInEffect(t, s)}), s.Key())
	}
	c.Mock.Auth = "any"
	engine, err := app.mockConfig(c.Mock)
	require.NoError(t, err)
	target, err := app.target(t.Context(), c.Contract, fixtures.BuiltIn)
	require.NoError(t, err)
	for _, made := range []any{engine, target} {
		v := reflect.ValueOf(made)
		for i := range v.NumField() {
			name := v.Type().Field(i).Name
			if name == "API" && v.Type() == reflect.TypeFor[contract.Target]() {
				continue // check judges the built-in API in this release
			}
			if notSettings[name] == "" {
				assert.False(t, v.Field(i).IsZero(), "%s.%s is set by no setting", v.Type(), name)
			}
		}
	}
}
