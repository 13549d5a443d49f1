package jobs_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/schemas/jobs"
)

// TestStyles reads documents in different styles, with several habits at once, and keeps
// what was found in one line per resource.
func TestStyles(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/styles/*.yaml")
	require.NoError(t, err)
	require.Greater(t, len(files), 10)
	var out strings.Builder
	for _, file := range files {
		fmt.Fprintf(&out, "%s\n", strings.TrimSuffix(filepath.Base(file), ".yaml"))
		m := jobs.Infer(load(t, file))
		for _, r := range m.All() {
			if r.Moves != "" {
				fmt.Fprintf(&out, "  %s\n", oneLine(r))
			}
		}
		for _, d := range m.Unsure {
			fmt.Fprintf(&out, "  ? %s\n", d.What)
		}
	}
	golden := "testdata/styles/jobs.txt"
	if *update {
		require.NoError(t, os.WriteFile(golden, []byte(out.String()), 0o600))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	assert.Equal(t, string(want), out.String())
}

// oneLine returns the main facts about a resource.
func oneLine(r *jobs.Resource) string {
	said := []string{fmt.Sprintf("%s moves by %s at %s", r.Name, r.Moves, r.Status)}
	for _, list := range []struct {
		name string
		ops  []jobs.Operation
	}{{"create", r.Create}, {"list", r.List}, {"get", r.Get}, {"status", r.StatusGet}, {"cancel", r.Cancel}, {"delete", r.Delete}, {"results", r.Results}} {
		for _, op := range list.ops {
			said = append(said, strings.TrimSpace(list.name+" "+string(op)+" "+r.Record[op]))
		}
	}
	var states []string
	for _, s := range r.States {
		states = append(states, s.Name+" "+string(s.Kind))
	}
	var times []string
	for name, at := range r.Times {
		times = append(times, name+" "+at)
	}
	slices.Sort(times)
	said = append(said, strings.Join(states, ", "), strings.Join(times, ", "), strings.Join(r.Counters, ", "), r.Progress)
	return strings.Join(slices.DeleteFunc(said, func(s string) bool { return s == "" }), "; ")
}
