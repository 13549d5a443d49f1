package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
)

// An entry of a baseline is accepted until the end of its last day, here 30 days later.
func TestABaselineExpires(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file, responses := filepath.Join(dir, "baseline.yaml"), filepath.Join(dir, "refusal.json")
	require.NoError(t, os.WriteFile(responses, []byte(`{"detail": 7}`), 0o600))
	validate := func(now string, args ...string) (code int, stdout, stderr string) {
		var out, problems bytes.Buffer
		app := newApp(nil, nil, &out, &problems)
		at, err := time.Parse(time.RFC3339, now)
		require.NoError(t, err)
		app.now = func() time.Time { return at }
		root := newRootCommand(app)
		root.SetArgs(append([]string{"validate", responses, "--type", "HTTPValidationError", "--baseline", file}, args...))
		code = output.Conclude(root.ExecuteContext(t.Context()), app.reportError)
		return code, out.String(), problems.String()
	}

	// The day is that of UTC.
	code, _, stderr := validate("2026-11-27T23:30:00-05:00", "--update-baseline")
	require.Equal(t, 0, code, stderr)
	assert.Equal(t, "wrote baseline "+file+" with 1 known failure: 1 added (until 2026-12-28), 0 kept, 0 removed\n", stderr)
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Contains(t, string(text), "reason: \"baseline of 2026-11-28\"\n")
	assert.Contains(t, string(text), "until: 2026-12-28\n")

	code, stdout, _ := validate("2026-12-28T23:59:59Z")
	assert.Equal(t, 0, code)
	assert.Contains(t, stdout, "known     baseline of 2026-11-28 (until 2026-12-28)")
	code, stdout, _ = validate("2026-12-29T00:00:00Z")
	assert.Equal(t, 1, code)
	assert.Contains(t, stdout, "is past its date 2026-12-28 and counts again (baseline of 2026-11-28)")

	code, _, stderr = validate("2026-12-29T00:00:00Z", "--update-baseline", "--baseline-until", "2026-12-28")
	assert.Equal(t, 2, code)
	assert.Contains(t, stderr, `--baseline-until "2026-12-28" is past`)
	code, stdout, stderr = validate("2026-12-29T00:00:00Z", "--update-baseline", "--baseline-until", "2026-12-29")
	assert.Equal(t, 0, code)
	assert.Contains(t, stdout, "was past its date 2026-12-28 and is renewed until 2026-12-29 (baseline of 2026-11-28)")
	assert.Contains(t, stderr, "0 added, 0 kept, 0 removed, 1 past their date renewed (until 2026-12-29)\n")
}
