//go:build unix

package parent

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestNothingToWatchIsAnError(t *testing.T) {
	t.Parallel()
	_, err := watch(t.Context(), nil, nil)
	require.ErrorContains(t, err, "exit-with-parent has no parent to watch")
}

func TestEitherEndIsTold(t *testing.T) {
	t.Parallel()
	read, write, err := os.Pipe()
	require.NoError(t, err)
	never := func(ctx context.Context) bool { <-ctx.Done(); return false }
	gone, err := watch(t.Context(), openPipe(read), never)
	require.NoError(t, err)
	require.NoError(t, write.Close())
	assert.Equal(t, "stdin was closed", <-gone)

	gone, err = watch(t.Context(), nil, func(context.Context) bool { return true })
	require.NoError(t, err)
	assert.Equal(t, "the parent process has ended", <-gone)
}

func TestOnlyAnOpenPipeCounts(t *testing.T) {
	t.Parallel()
	assert.Nil(t, openPipe(strings.NewReader("")))
	file, err := os.Open(os.DevNull)
	require.NoError(t, err)
	defer file.Close()
	assert.Nil(t, openPipe(file))
	read, write, err := os.Pipe()
	require.NoError(t, err)
	defer read.Close()
	require.NoError(t, write.Close())
	assert.Nil(t, openPipe(read), "it is closed already")
}
