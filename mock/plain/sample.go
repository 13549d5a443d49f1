package plain

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/document"
)

// maxDepth limits the nesting of a sample and of what is looked at in it.
const maxDepth = 6

// sample returns a simple value of a schema: its enum, example, default, or type. It may
// violate the schema.
func sample(x schemas.Definition, depth int) json.RawMessage {
	if words, closed := x.Words(budget); closed && len(words) > 0 {
		return words[0].Value.AppendJSON(nil, nil)
	}
	kinds := x.Kinds()
	parts := x.Parts(budget)
	if ways := x.Branches(budget); len(ways) > 0 {
		parts = append(parts, ways[0].Parts(budget)...)
		if own := ways[0].Kinds(); len(own) > 0 {
			kinds = own
		}
	}
	if v := given(parts, kinds); v != nil {
		return v.AppendJSON(nil, nil)
	}
	switch {
	case len(kinds) == 0 && len(x.Fields(budget)) == 0:
		return json.RawMessage(`{}`)
	case len(kinds) == 0 || kinds[0] == "object":
		return sampleObject(x, depth)
	}
	switch kinds[0] {
	case "array":
		return sampleArray(x, parts, depth)
	case "string":
		return quote(sampleText(parts))
	case "integer", "number":
		for _, part := range parts {
			if n, ok := part.Number("minimum"); ok {
				return json.RawMessage(n)
			}
		}
		return json.RawMessage(`0`)
	case "boolean":
		return json.RawMessage(`false`)
	}
	return json.RawMessage(`null`)
}

// given returns the first example or default of a fitting type that is not an object or array,
// whose parts may be outdated.
func given(parts []schemas.Definition, kinds []string) *document.Value {
	for _, part := range parts {
		for _, v := range append(part.Examples(), part.Default()) {
			if v == nil {
				continue
			}
			isKind := map[document.Kind][]string{'"': {"string"}, '0': {"number", "integer"}, 't': {"boolean"}, 'f': {"boolean"}}[v.Kind]
			if slices.ContainsFunc(isKind, func(kind string) bool { return slices.Contains(kinds, kind) }) {
				return v
			}
		}
	}
	return nil
}

func sampleObject(x schemas.Definition, depth int) json.RawMessage {
	out := []byte{'{'}
	seen := map[string]bool{}
	for _, f := range x.Fields(budget) {
		if !f.Required || f.Branch > 0 || seen[f.Name] || depth >= maxDepth {
			continue
		}
		seen[f.Name] = true
		if len(out) > 1 {
			out = append(out, ',')
		}
		out = append(append(out, quote(f.Name)...), ':')
		out = append(out, sample(narrowest(f), depth+1)...)
	}
	return append(out, '}')
}

// narrowest returns the schema of a property, of several the one that allows the fewest values.
func narrowest(f schemas.Combined) schemas.Definition {
	for _, x := range f.Said {
		if _, closed := x.Words(budget); closed {
			return x
		}
	}
	for _, x := range f.Said {
		if len(x.Kinds()) > 0 {
			return x
		}
	}
	return f.Definition()
}

func sampleArray(x schemas.Definition, parts []schemas.Definition, depth int) json.RawMessage {
	for _, part := range parts {
		if n, ok := part.Number("minItems"); ok && n.String() != "0" && depth < maxDepth {
			return append(append([]byte{'['}, sample(itemsOf(x), depth+1)...), ']')
		}
	}
	return json.RawMessage(`[]`)
}

func sampleText(parts []schemas.Definition) string {
	formats := map[string]string{
		"date-time": "2026-01-01T00:00:00Z", "date": "2026-01-01", "uuid": "00000000-0000-4000-8000-000000000000",
		"uri": "about:blank", "email": "user@example.com",
	}
	for _, part := range parts {
		if text, ok := formats[part.Format()]; ok {
			return text
		}
	}
	text := "string"
	for _, part := range parts {
		n, ok := part.Number("minLength")
		if least, err := n.Int64(); ok && err == nil && least < 1000 {
			text += strings.Repeat("-", max(0, int(least)-len(text)))
		}
	}
	return text
}
