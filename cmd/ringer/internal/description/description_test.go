package description

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// The allocations show whether a file was read before it was rejected.
func TestLongFileIsRefusedUnread(t *testing.T) {
	name := filepath.Join(t.TempDir(), "long.yaml")
	require.NoError(t, os.WriteFile(name, nil, 0o600))
	require.NoError(t, os.Truncate(name, maxDescription+1))

	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := Text(name, strings.NewReader(""))
	runtime.ReadMemStats(&after)

	require.ErrorContains(t, err, "long.yaml: it is longer than 64 MiB")
	require.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(1<<20))
}
