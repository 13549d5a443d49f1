package mock

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestCountersAreBounded looks inside: no client could count that far in a test.
func TestCountersAreBounded(t *testing.T) {
	t.Parallel()
	m, err := New(Config{})
	require.NoError(t, err)
	defer m.Close()
	s, err := m.Session("")
	require.NoError(t, err)
	for i := range maxCounters + 10 {
		assert.Equal(t, 1, s.count("call", strconv.Itoa(i)))
	}
	assert.LessOrEqual(t, len(s.calls), maxCounters)
}
