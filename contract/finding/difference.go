package finding

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/schemas/display"
)

// Difference is one place at which two JSON values differ.
type Difference struct {
	// Pointer leads from the values to the place; empty for the values themselves.
	Pointer string `json:"pointer"`
	// Expected and Got are the JSON texts there; empty where nothing is.
	Expected string `json:"expected,omitempty"`
	Got      string `json:"got,omitempty"`
}

const (
	// maxDifferences bounds how many differences a finding shows, maxCompared how many
	// values are compared to find them.
	maxDifferences = 5
	maxCompared    = 10_000
	// maxDifferenceText is how many characters of each value are shown.
	maxDifferenceText = 100
)

// Differences returns the first places at which two JSON values differ, without secrets. It
// returns none unless one of them is an object or an array: others are seen at a glance.
func Differences(was, is any, pointer string, hide exchange.Redactor) []Difference {
	if !composite(was) && !composite(is) {
		return nil
	}
	d := &differing{left: maxCompared, hide: hide, above: pointer}
	d.compare("", was, is, true, true)
	return d.all
}

func composite(v any) bool {
	switch v.(type) {
	case []any, map[string]any:
		return true
	}
	return false
}

type differing struct {
	all   []Difference
	left  int
	hide  exchange.Redactor
	above string // pointer to the values
}

func (d *differing) compare(at string, was, is any, had, has bool) {
	d.left--
	if d.left < 0 || len(d.all) == maxDifferences {
		return
	}
	a, object := was.(map[string]any)
	b, alsoObject := is.(map[string]any)
	if object && alsoObject {
		for _, name := range slices.Sorted(maps.Keys(union(a, b))) {
			x, had := a[name]
			y, has := b[name]
			d.compare(at+"/"+escaped.Replace(name), x, y, had, has)
		}
		return
	}
	p, array := was.([]any)
	q, alsoArray := is.([]any)
	if array && alsoArray {
		for i := range max(len(p), len(q)) {
			var x, y any
			if i < len(p) {
				x = p[i]
			}
			if i < len(q) {
				y = q[i]
			}
			d.compare(at+"/"+strconv.Itoa(i), x, y, i < len(p), i < len(q))
		}
		return
	}
	if had != has || !reflect.DeepEqual(was, is) {
		d.all = append(d.all, Difference{Pointer: d.hide.Text(at), Expected: d.text(at, was, had), Got: d.text(at, is, has)})
	}
}

func union(a, b map[string]any) map[string]bool {
	all := map[string]bool{}
	for name := range a {
		all[name] = true
	}
	for name := range b {
		all[name] = true
	}
	return all
}

// text is a value as JSON; empty when there is none.
func (d *differing) text(at string, v any, there bool) string {
	if !there {
		return ""
	}
	b, err := json.Marshal(v)
	if err != nil {
		return "?"
	}
	return display.Text(d.hide.Cut(display.Excerpt(d.hide.Value(d.above+at, string(b)), maxDifferenceText)))
}

// escaped escapes a name as a step of a JSON pointer.
var escaped = strings.NewReplacer("~", "~0", "/", "~1")
