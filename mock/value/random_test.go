package value_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"github.com/ringer-api/ringer/mock/value"
)

// anySchema draws a schema that some value keeps.
func anySchema(t *rapid.T, depth int) map[string]any {
	kinds := []string{"string", "integer", "number", "boolean", "enum", "pattern", "format"}
	if depth > 0 {
		kinds = append(kinds, "object", "object", "array", "map", "oneOf", "allOf", "nullable", "ref", "tuple")
	}
	small := rapid.IntRange(0, 6)
	switch kind := rapid.SampledFrom(kinds).Draw(t, "kind"); kind {
	case "string":
		n := small.Draw(t, "length")
		return map[string]any{"type": kind, "minLength": n, "maxLength": n + small.Draw(t, "more")}
	case "integer":
		n := rapid.IntRange(-1000, 1000).Draw(t, "minimum")
		step := rapid.IntRange(1, 7).Draw(t, "step")
		return map[string]any{"type": kind, "minimum": n, "maximum": n + step + small.Draw(t, "more"), "multipleOf": step}
	case "number":
		n := rapid.Float64Range(-1e6, 1e6).Draw(t, "minimum")
		return map[string]any{"type": kind, "exclusiveMinimum": n, "maximum": n + 1e-3 + rapid.Float64Range(0, 10).Draw(t, "more")}
	case "boolean":
		return map[string]any{"type": kind}
	case "enum":
		return map[string]any{"enum": []any{"a", 1, nil, rapid.String().Draw(t, "word"), []any{}}}
	case "pattern":
		return map[string]any{"type": "string", "pattern": rapid.SampledFrom([]string{`^[a-z]+$`, `\d{3}`, `^(a|bc)*$`, `x?`}).Draw(t, "pattern")}
	case "format":
		return map[string]any{"type": "string", "format": rapid.SampledFrom([]string{"uuid", "date-time", "email", "uri", "ipv6", "byte", "time"}).Draw(t, "format")}
	case "array":
		n := rapid.IntRange(0, 3).Draw(t, "minItems")
		return map[string]any{"type": kind, "items": anySchema(t, depth-1), "minItems": n, "maxItems": n + 2}
	case "tuple":
		return map[string]any{"type": "array", "prefixItems": []any{anySchema(t, depth-1), anySchema(t, depth-1)}, "minItems": 2, "items": false}
	case "map":
		return map[string]any{"type": "object", "additionalProperties": anySchema(t, depth-1), "minProperties": small.Draw(t, "minProperties")}
	case "oneOf":
		return map[string]any{kind: []any{anySchema(t, depth-1), anySchema(t, depth-1)}}
	case "nullable":
		return map[string]any{"anyOf": []any{anySchema(t, depth-1), map[string]any{"type": "null"}}}
	case "ref":
		return map[string]any{"$ref": "#/components/schemas/Node"}
	case "allOf":
		return map[string]any{kind: []any{anyObject(t, depth-1, "a"), anyObject(t, depth-1, "b")}}
	}
	return anyObject(t, depth-1, "p")
}

func anyObject(t *rapid.T, depth int, prefix string) map[string]any {
	properties, required := map[string]any{}, []string{}
	for i := range rapid.IntRange(0, 4).Draw(t, "properties") {
		name := fmt.Sprint(prefix, i)
		properties[name] = anySchema(t, depth)
		if rapid.Bool().Draw(t, "required") {
			required = append(required, name)
		}
	}
	return map[string]any{"type": "object", "properties": properties, "required": required}
}

func TestValuesOfAnySchemaKeepIt(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		types := map[string]any{"T": anySchema(rt, 4), "Node": map[string]any{"type": "object", "properties": map[string]any{
			"next": map[string]any{"$ref": "#/components/schemas/Node"}, "all": map[string]any{"type": "array", "items": map[string]any{"$ref": "#/components/schemas/T"}}}}}
		text, err := json.Marshal(types)
		if err != nil {
			rt.Fatal(err)
		}
		s := schemaOf(t, string(text))
		o := value.Options{Seed: rapid.Uint64().Draw(rt, "seed"), Request: rapid.Bool().Draw(rt, "request")}
		made, notes := value.New().Value(s, o)
		if found := s.Validate(made); len(found) > 0 || len(notes) > 0 {
			rt.Fatalf("%s\n%s\n%v\n%v", text, made, found, notes)
		}
		again, _ := value.New().Value(s, o)
		if string(again) != string(made) {
			rt.Fatalf("%s\nthen %s", made, again)
		}
	})
}
