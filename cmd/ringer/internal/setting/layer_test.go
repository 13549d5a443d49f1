package setting

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/spf13/cobra"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting/settingtest"
)

func TestEverySettingHasASample(t *testing.T) {
	t.Parallel()
	for _, s := range All() {
		assert.Contains(t, settingtest.All(), s.Key())
	}
	assert.Len(t, settingtest.All(), len(All()))
}

func TestLaterLayersWin(t *testing.T) {
	t.Parallel()
	for _, s := range All() {
		t.Run(s.Key(), func(t *testing.T) {
			t.Parallel()
			good := settingtest.All()[s.Key()].Good
			file := settingsText(s, good[0])
			environ := []string{s.variable() + "=" + good[1]}
			if s.NoVariable {
				environ = nil
			}
			flag := []string{"--" + s.Name + "=" + good[2]}

			wantSetting(t, s, "", nil, nil, s.Bind(Defaults()).String(), "built-in")
			wantSetting(t, s, file, nil, nil, good[0], "ringer.yaml:2:")
			if !s.NoVariable {
				wantSetting(t, s, file, environ, nil, good[1], "environment "+s.variable())
			}
			wantSetting(t, s, file, environ, flag, good[2], "flag --"+s.Name)
			wantSetting(t, s, file, nil, flag, good[2], "flag --"+s.Name)
		})
	}
}

func TestEveryLayerRefusesABadValue(t *testing.T) {
	t.Parallel()
	for _, s := range All() {
		bad := settingtest.All()[s.Key()].Bad
		if bad == "" {
			continue
		}
		t.Run(s.Key(), func(t *testing.T) {
			t.Parallel()
			_, _, err := loadOne(t, s, settingsText(s, bad), nil, nil)
			wantRefusal(t, err, s, bad, "ringer.yaml:2:")
			_, _, err = loadOne(t, s, "", []string{s.variable() + "=" + bad}, nil)
			wantRefusal(t, err, s, bad, "environment "+s.variable())
			_, _, err = loadOne(t, s, "", nil, []string{"--" + s.Name + "=" + bad})
			wantRefusal(t, err, s, bad, "flag --"+s.Name)
		})
	}
}

func settingsText(s Setting, text string) string {
	return fmt.Sprintf("%s:\n  %s: %q\n", VerbOf(s.Section), s.Name, text)
}

func wantSetting(t *testing.T, s Setting, file string, environ, args []string, want, from string) {
	t.Helper()
	_, all, err := loadOne(t, s, file, environ, args)
	require.NoError(t, err)
	require.Len(t, all, 1)
	assert.Equal(t, want, all[0].value.String())
	assert.Contains(t, string(all[0].From), from)
}

func wantRefusal(t *testing.T, err error, s Setting, bad, from string) {
	t.Helper()
	var f *output.Failure
	require.ErrorAs(t, err, &f)
	assert.Equal(t, output.ExitUsage, f.Code)
	if s.IsVariable() {
		assert.NotContains(t, f.Problem, bad, "it may be the secret itself")
		bad = "[secret]"
	}
	for _, part := range []string{s.Name, bad, from, "want "} {
		assert.Contains(t, f.Problem, part)
	}
	assert.NotEmpty(t, f.Hints)
}

// loadOne merges the layers of a file, the environment and the flags.
func loadOne(t *testing.T, s Setting, file string, environ, args []string) (*Values, []Effective, error) {
	t.Helper()
	name := filepath.Join(t.TempDir(), DefaultFile)
	require.NoError(t, os.WriteFile(name, []byte(file), 0o600))
	return loadFlags(environ, []Setting{s}, append(args, "--config", name))
}

// loadFlags merges layers like a verb with these settings.
func loadFlags(environ Environment, wanted []Setting, flags []string) (*Values, []Effective, error) {
	cmd := &cobra.Command{Use: "verb"}
	AddFlags(cmd, wanted, environ)
	if err := cmd.ParseFlags(flags); err != nil {
		return nil, nil, err
	}
	return Load(cmd, wanted, environ)
}
