package main

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/spf13/cobra"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestEverySettingHasASample(t *testing.T) {
	t.Parallel()
	for _, s := range settings() {
		assert.Contains(t, samples(), s.key())
	}
	assert.Len(t, samples(), len(settings()))
}

func TestLaterLayersWin(t *testing.T) {
	t.Parallel()
	for _, s := range settings() {
		t.Run(s.key(), func(t *testing.T) {
			t.Parallel()
			good := samples()[s.key()].good
			file := settingsText(s, good[0])
			environ := []string{s.variable() + "=" + good[1]}
			flag := []string{"--" + s.name + "=" + good[2]}

			wantSetting(t, s, "", nil, nil, s.bind(newConfig()).String(), "built-in")
			wantSetting(t, s, file, nil, nil, good[0], "ringer.yaml:2:")
			wantSetting(t, s, file, environ, nil, good[1], "environment "+s.variable())
			wantSetting(t, s, file, environ, flag, good[2], "flag --"+s.name)
			wantSetting(t, s, file, nil, flag, good[2], "flag --"+s.name)
		})
	}
}

func TestEveryLayerRefusesABadValue(t *testing.T) {
	t.Parallel()
	for _, s := range settings() {
		bad := samples()[s.key()].bad
		if bad == "" {
			continue
		}
		t.Run(s.key(), func(t *testing.T) {
			t.Parallel()
			_, _, err := loadOne(t, s, settingsText(s, bad), nil, nil)
			wantRefusal(t, err, s, bad, "ringer.yaml:2:")
			_, _, err = loadOne(t, s, "", []string{s.variable() + "=" + bad}, nil)
			wantRefusal(t, err, s, bad, "environment "+s.variable())
			_, _, err = loadOne(t, s, "", nil, []string{"--" + s.name + "=" + bad})
			wantRefusal(t, err, s, bad, "flag --"+s.name)
		})
	}
}

func settingsText(s setting, text string) string {
	return fmt.Sprintf("%s:\n  %s: %q\n", s.section, s.name, text)
}

func wantSetting(t *testing.T, s setting, file string, environ, args []string, want, from string) {
	t.Helper()
	_, all, err := loadOne(t, s, file, environ, args)
	require.NoError(t, err)
	require.Len(t, all, 1)
	assert.Equal(t, want, all[0].value.String())
	assert.Contains(t, string(all[0].from), from)
}

func wantRefusal(t *testing.T, err error, s setting, bad, from string) {
	t.Helper()
	var f *failure
	require.ErrorAs(t, err, &f)
	assert.Equal(t, exitUsage, f.code)
	if s.isVariable() {
		assert.NotContains(t, f.problem, bad, "it may be the secret itself")
		bad = "[secret]"
	}
	for _, part := range []string{s.name, bad, from, "want "} {
		assert.Contains(t, f.problem, part)
	}
	assert.NotEmpty(t, f.hints)
}

// loadOne puts a file's, the environment's and the flags' layers together.
func loadOne(t *testing.T, s setting, file string, environ, args []string) (*config, []inForce, error) {
	t.Helper()
	name := filepath.Join(t.TempDir(), defaultFile)
	require.NoError(t, os.WriteFile(name, []byte(file), 0o600))
	return loadFlags(environ, []setting{s}, append(args, "--config", name))
}

// loadFlags puts layers together as a verb with these settings does.
func loadFlags(environ environment, wanted []setting, flags []string) (*config, []inForce, error) {
	cmd := &cobra.Command{Use: "verb"}
	addSettings(cmd, wanted)
	if err := cmd.ParseFlags(flags); err != nil {
		return nil, nil, err
	}
	return load(cmd, wanted, environ)
}
