package setting

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Overlays belong to the API that the same layer names, or a weaker one.
func TestOverlaysOfAnotherAPIAreIgnored(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		file    string
		environ []string
		flags   []string
		want    []string
		from    string
	}{
		"both in the file":           {"serve: {api: /a, overlay: /o}", nil, nil, []string{"/o"}, "ringer.yaml:1:"},
		"an overlay by flag":         {"serve: {api: /a}", nil, []string{"--overlay=/p"}, []string{"/p"}, "flag --overlay"},
		"an overlay of the default":  {"serve: {overlay: /o}", nil, nil, []string{"/o"}, "ringer.yaml:1:"},
		"an API by variable":         {"serve: {api: /a, overlay: /o}", []string{"RINGER_API=/b"}, nil, nil, "ignored: api is from environment RINGER_API"},
		"an API by flag":             {"", []string{"RINGER_API=/b", "RINGER_OVERLAY=/o"}, []string{"--api=/c"}, nil, "ignored: api is from flag --api"},
		"a variable without an API":  {"", []string{"RINGER_OVERLAY=/o"}, nil, nil, "ignored: api is from built-in"},
		"both by flag":               {"serve: {overlay: /o}", nil, []string{"--api=/c", "--overlay=/p"}, []string{"/p"}, "flag --overlay"},
		"the API by flag, no others": {"", nil, []string{"--api=/c"}, nil, "built-in"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file := filepath.Join(t.TempDir(), DefaultFile)
			require.NoError(t, os.WriteFile(file, []byte(c.file), 0o600))
			v, all, err := loadFlags(c.environ, OfAPI(), append(c.flags, "--config", file))
			require.NoError(t, err)
			assert.Equal(t, c.want, v.Mock.Overlays)
			assert.Contains(t, string(all[1].From), c.from)
		})
	}
}

// The name of the built-in API is not a path in a settings file.
func TestPathOfAnAPIBeginsAtTheSettingsFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for text, want := range map[string]string{"llamacloud-evals": "llamacloud-evals", "mine.yaml": filepath.Join(dir, "mine.yaml")} {
		file := filepath.Join(dir, text+".ringer.yaml")
		require.NoError(t, os.WriteFile(file, []byte("serve: {api: "+text+"}"), 0o600))
		v, _, err := loadFlags(nil, OfAPI(), []string{"--config", file})
		require.NoError(t, err)
		assert.Equal(t, want, v.Mock.API)
	}
}
