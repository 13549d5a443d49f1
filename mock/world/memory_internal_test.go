package world

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

type born struct{ Birth }

func (born) Weight() int { return 100 }

// TestCollectionsGoWithTheirBirths checks internals: collections without births are not visible
// from outside.
func TestCollectionsGoWithTheirBirths(t *testing.T) {
	t.Parallel()
	m := NewMemory(10).(*memory)
	for i := range 1_000 {
		of := Scope{Resource: "job", Params: Params{}.With("in", strconv.Itoa(i))}
		_, _, err := m.Add("s", of, func(int) Birth { return born{} })
		require.NoError(t, err)
	}
	assert.Len(t, m.bySession["s"].collections, 10)
}

// TestNothingIsKeptOfAClearedSession checks internals that no method returns.
func TestNothingIsKeptOfAClearedSession(t *testing.T) {
	t.Parallel()
	m := NewMemory(10).(*memory)
	_, _, err := m.Add("s", Scope{}, func(int) Birth { return born{} })
	require.NoError(t, err)
	_, err = m.SetPatch("s", "id", &Patch{Gone: true})
	require.NoError(t, err)
	_, _, err = m.Count("s", "key")
	require.NoError(t, err)
	require.NoError(t, m.Clear("s"))
	assert.Empty(t, m.bySession)
	assert.Empty(t, m.of)
	assert.Zero(t, m.kept)
	assert.Zero(t, m.bytes)
	assert.Zero(t, m.states.bytes)
}
