package observation

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/document"
)

// Invalid stands in a record for a value that breaks its schema: what it should
// have been is unknown, so no rule may draw a conclusion from it. A rule that reads
// other fields of the record is not affected.
type Invalid struct {
	// Value is what the response has there; nil when a required property is absent.
	Value any
}

// MarshalJSON is the value as the response has it.
func (i Invalid) MarshalJSON() ([]byte, error) { return json.Marshal(i.Value) }

// HasInvalid reports whether something in a value, or the value itself, is Invalid.
func HasInvalid(v any) bool {
	switch v := v.(type) {
	case Invalid:
		return true
	case []any:
		return slices.ContainsFunc(v, HasInvalid)
	case map[string]any:
		for _, value := range v {
			if HasInvalid(value) {
				return true
			}
		}
	}
	return false
}

// marked is a copy of a value in which Invalid stands at the broken places. Only
// what is on the way to a place is copied. It is Invalid itself when nothing of it
// can be relied on.
func marked(v any, broken []schemas.BrokenPlace) any {
	for _, p := range broken {
		path := document.SplitPointer(p.Pointer)
		if p.Missing != "" {
			path = append(path, p.Missing)
		}
		v = markAt(v, path)
	}
	return v
}

func markAt(v any, path []string) any {
	if _, already := v.(Invalid); already {
		return v
	}
	if len(path) == 0 {
		return Invalid{v}
	}
	switch v := v.(type) {
	case map[string]any:
		v = maps.Clone(v)
		v[path[0]] = markAt(v[path[0]], path[1:])
		return v
	case []any:
		if i, err := strconv.Atoi(path[0]); err == nil && i >= 0 && i < len(v) {
			v = slices.Clone(v)
			v[i] = markAt(v[i], path[1:])
			return v
		}
	}
	return Invalid{v}
}
