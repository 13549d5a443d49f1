package generate_test

import (
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/llamacloud/execution"
	"github.com/ringer-api/ringer/mock/llamacloud/generate"
)

const (
	pipeline = "3fa85f64-5717-4562-b3fc-2c963f66afa6"
	dataset  = "7c9e6679-7425-40de-944b-e07fc1f90ae7"
)

var epoch = time.Date(2024, 10, 1, 12, 0, 0, 123456789, time.UTC)

// births returns those of the nth of many datasets.
func births(n int, g fixtures.Generate) []execution.Birth {
	return generate.Births(uint64(n), pipeline, "dataset-"+strconv.Itoa(n), epoch, g)
}

func count(n int) fixtures.Generate { return fixtures.Generate{Count: &n} }

func TestBirthsAreTheSameAgain(t *testing.T) {
	t.Parallel()
	for n := range 20 {
		assert.Equal(t, births(n, fixtures.Generate{}), births(n, fixtures.Generate{}))
	}
}

func TestBirthsDifferBySeedAndIDs(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for seed := range uint64(3) {
		for _, p := range []string{pipeline, dataset} {
			for _, d := range []string{pipeline, dataset} {
				for _, b := range generate.Births(seed, p, d, epoch, count(20)) {
					assert.False(t, seen[b.ID], "id %s comes twice", b.ID)
					seen[b.ID] = true
				}
			}
		}
	}
}

func TestBirthsAreOldestFirstAndNoneAfterTheEpoch(t *testing.T) {
	t.Parallel()
	for n := range 200 {
		last := epoch.Add(-6 * 24 * time.Hour)
		for _, b := range births(n, fixtures.Generate{}) {
			assert.False(t, b.CreatedAt.Before(last))
			assert.False(t, b.CreatedAt.After(epoch))
			assert.Zero(t, b.CreatedAt.Nanosecond()%1000, "finer than a microsecond")
			last = b.CreatedAt
		}
	}
}

func TestFewerBirthsAreAmongMore(t *testing.T) {
	t.Parallel()
	more := map[string]execution.Birth{}
	for _, b := range births(1, count(300)) {
		more[b.ID] = b
	}
	require.Len(t, more, 300)
	for _, n := range []int{1, 2, 7, 50} {
		few := births(1, count(n))
		assert.Len(t, few, n)
		for _, b := range few {
			assert.Equal(t, more[b.ID], b)
		}
	}
}

func TestTheNewestMove(t *testing.T) {
	t.Parallel()
	for n := range 200 {
		soonest := time.Duration(1 << 62)
		for _, b := range births(n, count(1+n%40)) {
			if next, found := b.Timeline().Next(epoch); found {
				soonest = min(soonest, next.At.Sub(epoch))
			}
		}
		assert.Less(t, soonest, 45*time.Second, "dataset %d", n)
	}
}
