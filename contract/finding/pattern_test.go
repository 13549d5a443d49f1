package finding_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/ringer-api/ringer/contract/finding"
)

// course is n responses one after the other, every one with status 200.
func course(n int) []finding.Moment {
	all := make([]finding.Moment, n)
	for i := range all {
		all[i] = finding.Moment{Number: i + 1, Status: 200, Start: int64(10*i + 1), End: int64(10*i + 5)}
	}
	return all
}

// numbers are those of a course for which the condition holds.
func numbers(of []finding.Moment, shows func(n int) bool) (shown []int) {
	for _, m := range of {
		if shows(m.Number) {
			shown = append(shown, m.Number)
		}
	}
	return shown
}

func TestPatternsAreTold(t *testing.T) {
	t.Parallel()
	scattered := map[int]bool{2: true, 3: true, 9: true, 17: true, 18: true, 30: true}
	for _, c := range []struct {
		name  string
		shows func(n int) bool
		want  string
	}{
		{"every", func(int) bool { return true }, "every response"},
		{"since", func(n int) bool { return n >= 20 }, "every response since number 20"},
		{"since-about", func(n int) bool { return n >= 20 && n != 21 }, "every response since about number 20"},
		{"until", func(n int) bool { return n <= 9 }, "every response until number 9"},
		{"second", func(n int) bool { return n%2 == 0 }, "every second response"},
		{"third", func(n int) bool { return n%3 == 1 }, "every third response"},
		{"seventh", func(n int) bool { return n%7 == 0 }, "every 7th response"},
		{"about-third", func(n int) bool { return n%3 == 1 && n != 19 || n == 20 }, "about every third response"},
		{"scattered", func(n int) bool { return scattered[n] }, ""},
		{"few", func(n int) bool { return n%20 == 0 }, ""},
		{"none", func(int) bool { return false }, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			all := course(40)
			assert.Equal(t, c.want, finding.Pattern(all, numbers(all, c.shows), all, true))
		})
	}
}

func TestPatternAmongResponsesOfOneStatus(t *testing.T) {
	t.Parallel()
	all := course(40)
	for i := range all {
		if i%4 == 3 {
			all[i].Status = 422
		}
	}
	shown := numbers(all, func(n int) bool { return n > 20 && n%4 != 0 })
	assert.Equal(t, "every response with status 200 since number 21", finding.Pattern(all, shown, all, true))
	assert.NotContains(t, finding.Pattern(all, shown, all, false), "status", "where the status is the finding, it explains nothing")
}

// Each fifth request overlaps with one that is not examined.
func TestPatternOfRequestsUnderWayTogether(t *testing.T) {
	t.Parallel()
	examined := course(40)
	all := append([]finding.Moment{}, examined...)
	busy := map[int]bool{3: true, 4: true, 9: true, 21: true, 22: true, 37: true}
	for _, m := range examined {
		if busy[m.Number] {
			all = append(all, finding.Moment{Number: 100 + m.Number, Start: m.Start + 1, End: m.Start + 2})
		}
	}
	shown := numbers(examined, func(n int) bool { return busy[n] })
	assert.Equal(t, "only when several requests are under way", finding.Pattern(examined, shown, all, true))
	assert.Empty(t, finding.Pattern(examined, append(shown, 12), all, true), "one stood alone")
	for i := range examined {
		examined[i].End = 0
	}
	assert.Empty(t, finding.Pattern(examined, shown, all, true), "times are not known")
}

// A finding that was seen more often than is kept has no pattern.
func TestPatternNeedsAllThatShowedIt(t *testing.T) {
	t.Parallel()
	all := course(40)
	assert.Empty(t, finding.Pattern(all, []int{1, 2, 3, 4, 99}, all, true))
}
