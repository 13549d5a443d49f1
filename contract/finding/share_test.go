package finding_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/ringer-api/ringer/contract/finding"
)

// polls are n responses each to two requests in turn.
func polls(n int) []finding.Moment {
	all := course(2 * n)
	for i := range all {
		all[i].Place = []string{"a", "b"}[i%2]
		all[i].Target = all[i].Place
	}
	return all
}

func TestRhythmIsThatOfEachRequest(t *testing.T) {
	t.Parallel()
	all := polls(12)
	third := numbers(all, func(n int) bool { return (n-1)/2%3 == 2 })
	assert.Equal(t, "every third response to the same request", finding.Rhythm(all, third))
	assert.Equal(t, "about every third response to the same request", finding.Rhythm(all, slices.Delete(slices.Clone(third), 3, 4)), "one could not be compared")
	assert.Empty(t, finding.Rhythm(all, third[:2]), "too few")
	assert.Empty(t, finding.Rhythm(all, []int{1, 2, 3, 7, 10, 11, 18, 20}), "scattered")
}

func TestVariesOnlyWithinOneRequest(t *testing.T) {
	t.Parallel()
	all := polls(4)
	assert.False(t, finding.Varies(all, []int{1, 3, 5, 7}), "one request always, the other never")
	assert.True(t, finding.Varies(all, []int{1, 3}))
}

func TestTallyTellsWhichValuesThereWere(t *testing.T) {
	t.Parallel()
	var tally finding.Tally
	assert.Empty(t, tally.String())
	tally.Add("a")
	assert.Empty(t, tally.String(), "the finding shows it")
	for _, v := range []string{"b", "a", "b"} {
		tally.Add(v)
	}
	assert.Equal(t, "2 different ones in turn: a (2 times), b (2 times)", tally.String())
	for _, v := range []string{"c", "d", "a"} {
		tally.Add(v)
	}
	assert.Equal(t, "4 different ones: a (3 times), b (2 times), 2 others once each", tally.String())
}
