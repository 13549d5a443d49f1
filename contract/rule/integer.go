package rule

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/schemas/document"
)

// maxDepth is how deep the values of a record are looked at.
const maxDepth = 8

// exactIntegers: an integer beyond 2^53 is another one for every client that reads numbers as
// JavaScript does.
func exactIntegers(_ *observation.Observation, r observation.Record) (Break, verdict) {
	at, n, found := largeInteger(r.Fields, "", 0)
	if !found {
		return Break{}, kept
	}
	return Break{
		Expected: "an integer up to 9007199254740991, or a text", Got: observation.Name(at) + " " + n.String(), Pointer: at, Key: observation.Name(at),
	}, broken
}

func largeInteger(v any, at string, depth int) (string, json.Number, bool) {
	switch v := v.(type) {
	case json.Number:
		text := strings.TrimLeft(v.String(), "-")
		const largest = "9007199254740991"
		large := len(text) > len(largest) || len(text) == len(largest) && text > largest
		return at, v, large && !strings.ContainsAny(text, ".eE")
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			if depth < maxDepth {
				if place, n, found := largeInteger(v[name], at+"/"+document.EscapeToken(name), depth+1); found {
					return place, n, true
				}
			}
		}
	case []any:
		for _, element := range v[:min(len(v), 100)] {
			if depth < maxDepth {
				if place, n, found := largeInteger(element, at+"/-", depth+1); found {
					return place, n, true
				}
			}
		}
	}
	return "", "", false
}
