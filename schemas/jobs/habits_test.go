package jobs_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
)

var update = flag.Bool("update", false, "write the golden files anew")

// habits are small documents, one for each habit of real APIs, and for each a twin with
// other words.
func habits(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/habits/*.yaml")
	require.NoError(t, err)
	require.Len(t, files, 2*18)
	return files
}

func load(t *testing.T, file string) *schemas.Description {
	t.Helper()
	d, err := schemas.Load(os.DirFS(filepath.Dir(file)), filepath.Base(file))
	require.NoError(t, err)
	return d
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	text, err := json.MarshalIndent(v, "", " ")
	require.NoError(t, err)
	return string(text) + "\n"
}

func TestHabits(t *testing.T) {
	t.Parallel()
	for _, file := range habits(t) {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".yaml"), func(t *testing.T) {
			t.Parallel()
			got := asJSON(t, jobs.Infer(load(t, file)))
			golden := strings.TrimSuffix(file, ".yaml") + ".json"
			if *update {
				require.NoError(t, os.WriteFile(golden, []byte(got), 0o600))
			}
			want, err := os.ReadFile(golden)
			require.NoError(t, err)
			assert.Equal(t, string(want), got)
		})
	}
}
