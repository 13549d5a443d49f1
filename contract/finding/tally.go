package finding

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
)

// Tally counts different values, up to maxTally of them.
type Tally struct {
	times map[string]int
	more  bool // there were others
	last  string
	turns int // how often a value followed another one
	all   int
}

const maxTally = 100

// Add counts a value.
func (t *Tally) Add(value string) {
	if t.times == nil {
		t.times = map[string]int{}
	}
	if t.all++; value != t.last {
		t.turns++
	}
	t.last = value
	if _, known := t.times[value]; !known && len(t.times) == maxTally {
		t.more = true
		return
	}
	t.times[value]++
}

// String says which values there were, the most frequent first; empty for none.
func (t *Tally) String() string {
	if len(t.times) == 0 {
		return ""
	}
	values := slices.SortedFunc(maps.Keys(t.times), func(a, b string) int {
		if d := t.times[b] - t.times[a]; d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	var texts []string
	once := 0
	for i, v := range values {
		switch n := t.times[v]; {
		case n == 1 && len(values) > 3:
			once++
		case i < 3 || len(values) == 4:
			texts = append(texts, fmt.Sprintf("%s (%s)", v, exchange.Count(n, "time")))
		}
	}
	switch rest := len(values) - len(texts) - once; {
	case len(values) == 1:
		return ""
	case t.more:
		texts = append(texts, fmt.Sprintf("more than %d others", len(values)-len(texts)))
	case once > 0 && rest > 0:
		texts = append(texts, fmt.Sprintf("%d others", rest), fmt.Sprintf("%d once each", once))
	case once > 0:
		texts = append(texts, fmt.Sprintf("%d others once each", once))
	case rest > 0:
		texts = append(texts, fmt.Sprintf("%d others", rest))
	}
	turn := ""
	if len(values) < 4 && t.all >= 2*len(values) && 10*t.turns >= 9*t.all {
		turn = " in turn"
	}
	return fmt.Sprintf("%d different ones%s: %s", len(values), turn, strings.Join(texts, ", "))
}
