package world_test

import (
	"errors"
	"fmt"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock/world"
)

func in(id string) world.Scope {
	return world.Scope{Resource: "job", Params: world.Params{}.With("in", id)}
}

// born is a birth of a given weight.
type born struct {
	world.Birth
	weight int
}

func (b born) Weight() int { return b.weight }

// bear adds births to one session and returns their numbers in each collection.
func bear(t *testing.T, births world.Store, each world.Birth, collections ...string) map[string][]int {
	t.Helper()
	numbers := map[string][]int{}
	for _, d := range collections {
		_, _, err := births.Add("s", in(d), func(nth int) world.Birth {
			numbers[d] = append(numbers[d], nth)
			return each
		})
		require.NoError(t, err)
	}
	return numbers
}

func TestBirthsAreNumberedOnceAndForAll(t *testing.T) {
	t.Parallel()
	numbers := bear(t, world.NewMemory(2), born{}, "a", "a", "b", "b", "a", "c", "c", "b")
	assert.Equal(t, map[string][]int{
		"a": {1, 2, 3}, // its first two were evicted, but their numbers are not used again
		"b": {1, 2, 4}, // as many as in any collection that was evicted
		"c": {3, 4},
	}, numbers)
}

func TestBirthsAreBoundedInBytes(t *testing.T) {
	t.Parallel()
	births := world.NewMemory(1_000)
	huge := born{weight: 1<<20 + 512}
	for range 300 {
		bear(t, births, huge, "a")
	}
	_, _, err := births.Add("quiet", in("a"), func(int) world.Birth { return huge })
	require.NoError(t, err)
	busy, err := births.Births("s", in("a"))
	require.NoError(t, err)
	assert.InDelta(t, 254, len(busy), 1)
	quiet, err := births.Births("quiet", in("a"))
	require.NoError(t, err)
	assert.Len(t, quiet, 1)
}

func TestCountersAreBounded(t *testing.T) {
	t.Parallel()
	store := world.NewMemory(1)
	for i := range world.MaxCounters {
		n, restarted, err := store.Count("s", strconv.Itoa(i))
		require.NoError(t, err)
		require.Equal(t, 1, n)
		require.False(t, restarted)
	}
	_, restarted, err := store.Count("s", "0")
	require.NoError(t, err)
	assert.False(t, restarted, "one that is counted already needs no room")
	restarted, err = store.SetCounter("s", "another", 7)
	require.NoError(t, err)
	assert.True(t, restarted)
	for key, want := range map[string]int{"0": 0, "another": 7} {
		n, err := store.Counter("s", key)
		require.NoError(t, err)
		assert.Equal(t, want, n, key)
	}
}

// setPatch sets a patch that drops none.
func setPatch(s world.Store, session, id string, p *world.Patch) error {
	dropped, err := s.SetPatch(session, id, p)
	if len(dropped) > 0 {
		return fmt.Errorf("%q were dropped", dropped)
	}
	return err
}

func TestPatchesAreBoundedInBytes(t *testing.T) {
	t.Parallel()
	store := world.NewMemory(1)
	heavy := &world.Patch{Birth: born{weight: 2 << 20}}
	require.NoError(t, setPatch(store, "quiet", "0", heavy))
	var dropped []string
	for i := range 200 {
		some, err := store.SetPatch("busy", strconv.Itoa(i), heavy)
		require.NoError(t, err)
		dropped = append(dropped, some...)
	}
	require.Len(t, dropped, 74)
	assert.Equal(t, []string{"0", "1", "2"}, dropped[:3], "the oldest of the busy session")
	busy, err := store.Patches("busy")
	require.NoError(t, err)
	assert.True(t, busy["0"].Gone, "the job goes as a whole")
	assert.Same(t, heavy, busy["199"])
	quiet, err := store.Patches("quiet")
	require.NoError(t, err)
	assert.Same(t, heavy, quiet["0"])

	require.NoError(t, store.Clear("busy"))
	for i := range 100 {
		require.NoError(t, setPatch(store, "other", strconv.Itoa(i), heavy), "there is room again")
	}
	require.NoError(t, setPatch(store, "other", "0", &world.Patch{Gone: true}), "and what is replaced does not count twice")
}

// Many sessions with one patch each are bounded, too, although they change the same job.
func TestPatchesOfManySessionsAreBounded(t *testing.T) {
	t.Parallel()
	store := world.NewMemory(1)
	heavy := &world.Patch{Birth: born{weight: 2 << 20}}
	n := 0
	for i := range 150 {
		dropped, err := store.SetPatch(strconv.Itoa(i), "same", heavy)
		require.NoError(t, err)
		n += len(dropped)
	}
	assert.Equal(t, 23, n)
}

func TestPatchesAreBounded(t *testing.T) {
	t.Parallel()
	store := world.NewMemory(1)
	for i := range world.MaxPatches {
		require.NoError(t, setPatch(store, "s", strconv.Itoa(i), &world.Patch{Gone: true}))
	}
	require.ErrorIs(t, setPatch(store, "s", "one more", &world.Patch{}), world.ErrPatches)
	require.NoError(t, setPatch(store, "s", "0", &world.Patch{}), "one that is there already needs no room")
}

// TestPatchesInHandStayAsTheyWere would also be a data race, if they were changed.
func TestPatchesInHandStayAsTheyWere(t *testing.T) {
	t.Parallel()
	store := world.NewMemory(1)
	require.NoError(t, setPatch(store, "s", "a", &world.Patch{Gone: true}))
	before, err := store.Patches("s")
	require.NoError(t, err)
	require.NoError(t, setPatch(store, "s", "b", &world.Patch{}))
	assert.Len(t, before, 1)
	after, err := store.Patches("s")
	require.NoError(t, err)
	assert.Len(t, after, 2)
}

// TestEveryChangeRaisesTheRevision lists everything that changes a session's state, and
// what does not.
func TestEveryChangeRaisesTheRevision(t *testing.T) {
	t.Parallel()
	birth := func(int) world.Birth { return born{} }
	for _, c := range []struct {
		name    string
		do      func(s world.Store) error
		changes bool
	}{
		{"birth", func(s world.Store) error { _, _, err := s.Add("s", in("a"), birth); return err }, true},
		{"birth that drops one of another session", func(s world.Store) error {
			_, _, err := s.Add("t", in("a"), birth)
			return err
		}, true},
		{"patch", func(s world.Store) error { return setPatch(s, "s", "a", &world.Patch{}) }, true},
		{"deletion", func(s world.Store) error { return setPatch(s, "s", "a", &world.Patch{Gone: true}) }, true},
		{"count", func(s world.Store) error { _, _, err := s.Count("s", "a"); return err }, true},
		{"counter set", func(s world.Store) error { _, err := s.SetCounter("s", "a", 1); return err }, true},
		{"counters cleared", func(s world.Store) error { return s.ClearCounters("s") }, true},
		{"session cleared", func(s world.Store) error { return s.Clear("s") }, true},
		{"reading", func(s world.Store) error {
			_, err := s.Births("s", in("a"))
			_, perr := s.Patches("s")
			_, cerr := s.Counter("s", "a")
			return errors.Join(err, perr, cerr)
		}, false},
		{"another session", func(s world.Store) error { return setPatch(s, "other", "a", &world.Patch{}) }, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			store := world.NewMemory(1)
			_, _, err := store.Add("s", in("a"), birth)
			require.NoError(t, err)
			before, err := store.Revision("s")
			require.NoError(t, err)
			require.NoError(t, c.do(store))
			after, err := store.Revision("s")
			require.NoError(t, err)
			assert.Equal(t, c.changes, before != after, "from %d to %d", before, after)
		})
	}
}

func TestARevisionNeverComesBack(t *testing.T) {
	t.Parallel()
	store := world.NewMemory(1)
	seen := map[uint64]bool{}
	for range 3 {
		require.NoError(t, setPatch(store, "s", "a", &world.Patch{}))
		for range 2 {
			revision, err := store.Revision("s")
			require.NoError(t, err)
			require.False(t, seen[revision])
			seen[revision] = true
			require.NoError(t, store.Clear("s"))
		}
	}
}
