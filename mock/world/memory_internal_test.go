package world

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock/llamacloud/execution"
)

// TestDatasetsGoWithTheirBirths checks internals: datasets without births are not visible
// from outside.
func TestDatasetsGoWithTheirBirths(t *testing.T) {
	t.Parallel()
	m := NewMemory(10).(*memory)
	for i := range 1_000 {
		of := DatasetID{PipelineID: "p", EvalDatasetID: strconv.Itoa(i)}
		_, _, err := m.Add("s", of, func(int) execution.Birth { return execution.Birth{} })
		require.NoError(t, err)
	}
	assert.Len(t, m.bySession["s"].datasets, 10)
}

// TestNothingIsKeptOfAClearedSession checks internals that no method returns.
func TestNothingIsKeptOfAClearedSession(t *testing.T) {
	t.Parallel()
	m := NewMemory(10).(*memory)
	_, _, err := m.Add("s", DatasetID{}, func(int) execution.Birth { return execution.Birth{Prompt: "p"} })
	require.NoError(t, err)
	require.NoError(t, m.SetPatch("s", "id", &Patch{Gone: true}))
	_, _, err = m.Count("s", "key")
	require.NoError(t, err)
	require.NoError(t, m.Clear("s"))
	assert.Empty(t, m.bySession)
	assert.Empty(t, m.of)
	assert.Zero(t, m.kept)
	assert.Zero(t, m.bytes)
}
