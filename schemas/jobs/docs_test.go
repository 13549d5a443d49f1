package jobs_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/schemas/jobs"
)

// TestTheGuideNamesEveryKey compares the guide with the keys that overlays are read for.
func TestTheGuideNamesEveryKey(t *testing.T) {
	t.Parallel()
	guide, err := os.ReadFile("../../docs/jobs.md")
	require.NoError(t, err)
	for _, key := range jobs.Keys() {
		assert.Contains(t, string(guide), "`"+key)
	}
	for _, kind := range jobs.Kinds() {
		assert.Contains(t, string(guide), "`"+string(kind)+"`")
	}
	_, example, found := strings.Cut(string(guide), "```yaml\n")
	require.True(t, found)
	example, _, _ = strings.Cut(example, "```")
	_, err = jobs.Read(with(t, "testdata/shop.yaml", example))
	assert.NoError(t, err, "the example is one that works")
}
