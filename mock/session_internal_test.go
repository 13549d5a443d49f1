package mock

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock/execution"
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
	for i := range maxCounters {
		s.countFrom(execution.Birth{ID: strconv.Itoa(i)})
	}
	assert.LessOrEqual(t, len(s.calls), maxCounters, "what the control interface makes counts as well")
}

// TestCradlesGoWithTheirBirths looks inside: datasets without births are no
// longer to be seen.
func TestCradlesGoWithTheirBirths(t *testing.T) {
	t.Parallel()
	births := NewMemory(10).(*memory)
	for i := range 1_000 {
		_, _, err := births.Add("s", "p", strconv.Itoa(i), func(int) execution.Birth { return execution.Birth{} })
		require.NoError(t, err)
	}
	assert.Len(t, births.worlds["s"].cradles, 10)
}
