package contract_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
	"github.com/ringer-api/ringer/mock"
)

// The double keeps the contract of what it doubles.
func TestMockPasses(t *testing.T) {
	t.Parallel()
	server := mock.NewServer(mock.Config{Seed: 7})
	t.Cleanup(server.Close)
	report, err := contract.Check(t.Context(), targetOf(server.URL))
	require.NoError(t, err)
	assert.Empty(t, report.Findings)
	assert.Equal(t, contract.Passed, report.Verdict)
}
