package operation

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

// relation is how a value must compare with that of a filter.
type relation int

const (
	equal relation = iota
	unequal
	above
	atLeast
	below
	atMost
)

// relations are the words that name one: created_after, price_lte, min_price, created[gte].
var relations = map[string]relation{
	"gt": above, "after": above, "gte": atLeast, "ge": atLeast, "min": atLeast, "since": atLeast, "from": atLeast,
	"lt": below, "before": below, "lte": atMost, "le": atMost, "max": atMost, "until": atMost, "to": atMost,
	"not": unequal, "ne": unequal, "neq": unequal,
}

// ranged splits the name of a parameter that compares a property: its words without the one
// that says how. False if it has none.
func ranged(name string) (property string, how relation, ok bool) {
	words := vocabulary.Parts(name)
	if len(words) > 2 && slices.Contains([]string{"filter", "filters", "where"}, words[0]) {
		words = words[1:]
	}
	if len(words) < 2 {
		return "", equal, false
	}
	if how, ok = relations[words[len(words)-1]]; ok {
		return strings.Join(words[:len(words)-1], " "), how, true
	}
	if first := words[0]; slices.Contains([]string{"min", "max", "after", "before", "since", "until", "not"}, first) {
		return strings.Join(words[1:], " "), relations[first], true
	}
	return "", equal, false
}

// holds reports whether a value of a record, as a query writes it, compares as wanted with that
// of the filter.
func (how relation) holds(value, wanted string) bool {
	one, other, ok := measures(value, wanted)
	if !ok {
		return false
	}
	switch how {
	case above:
		return one > other
	case atLeast:
		return one >= other
	case below:
		return one < other
	case atMost:
		return one <= other
	}
	return false
}

// measures are two numbers, or two times as seconds: a record with a number of seconds can be
// compared with a date.
func measures(a, b string) (one, other float64, ok bool) {
	one, okA := measure(a)
	other, okB := measure(b)
	return one, other, okA && okB
}

func measure(text string) (float64, bool) {
	if n, err := strconv.ParseFloat(text, 64); err == nil {
		return n, true
	}
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05", time.DateTime, "2006-01-02T15:04", time.DateOnly} {
		if at, err := time.Parse(layout, text); err == nil {
			return float64(at.UnixNano()) / 1e9, true
		}
	}
	return 0, false
}
