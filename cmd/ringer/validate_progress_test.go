package main

import (
	"io"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTheMeterOfAFileCountsAndEstimates(t *testing.T) {
	t.Parallel()
	var shown strings.Builder
	clock := time.Date(2024, 10, 1, 12, 0, 0, 0, time.UTC)
	m := &meter{from: strings.NewReader(strings.Repeat("x", 4<<20)), to: &shown, size: 4 << 20, now: func() time.Time { return clock }, began: clock}
	part := make([]byte, 1<<20)
	_, err := io.ReadFull(m, part)
	require.NoError(t, err)
	m.clear()
	assert.Empty(t, shown.String(), "a short run shows nothing")
	clock = clock.Add(10 * time.Second)
	_, err = io.ReadFull(m, part)
	require.NoError(t, err)
	assert.Equal(t, "\r\x1b[K2.0 of 4.0 MiB, about 10s left", shown.String())
	_, err = io.ReadFull(m, part)
	require.NoError(t, err)
	assert.NotContains(t, shown.String(), "3.0 of", "not twice in the same moment")
	m.clear()
	assert.True(t, strings.HasSuffix(shown.String(), "\r\x1b[K"))
}

func TestWhatIsNoFileHasNoMeter(t *testing.T) {
	t.Parallel()
	in := strings.NewReader("")
	same, done := newApp(nil, nil, io.Discard, io.Discard).measured(in)
	done()
	assert.Same(t, in, same)
}
