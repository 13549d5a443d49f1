package contract_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/contract"
	"github.com/ringer-api/ringer/schemas"
)

// schemaMutants break each keyword of each documented answer, in one place: the
// last element of every array, so that of many records one is wrong.
func schemaMutants() []mutant {
	var all []mutant
	for _, op := range schemas.Default().Operations() {
		for _, status := range []int{200, 422} {
			for _, k := range op.Responses[status].Schema.Keywords() {
				if !k.Shadowed {
					all = append(all, keywordMutants(op.ID, status, k)...)
				}
			}
		}
	}
	return all
}

func keywordMutants(operation string, status int, k schemas.Keyword) []mutant {
	var all []mutant
	for _, e := range editsOf(k) {
		m := mutant{
			name: fmt.Sprintf("%s.%d.%s.%s.%s", operation, status, placeName(k.Place), k.Name, e.name),
			rule: "schema.body", tune: needs(operation),
			spoil: onAnswer(operation, func(a *answer) {
				if a.status == status {
					a.body = edited(a.body, k, e.change)
				}
			}),
		}
		if k.Name == "required" {
			m.name = fmt.Sprintf("%s.%d.%s.%s", operation, status, placeName(k.Place), e.name)
		}
		all = append(all, m)
	}
	return all
}

// needs is what must be allowed for an operation to be requested.
func needs(operation string) func(*contract.Target) {
	return func(t *contract.Target) { t.AllowWrites = operation == "execute" }
}

// placeName is a pattern of places as one types it.
func placeName(place string) string {
	if place == "" {
		return "body"
	}
	return strings.ReplaceAll(strings.ReplaceAll(place[1:], "*", "each"), "/", ".")
}

// edit is a small change of a value, after which it breaks a keyword.
type edit struct {
	name   string
	change func(old any) any
}

func to(name string, value any) edit { return edit{name, func(any) any { return value }} }

// otherTypes has small values of every type, by its name.
var otherTypes = []struct {
	name  string
	value any
}{
	{"null", nil}, {"boolean", true}, {"number", 1.5}, {"integer", 7}, {"string", "7"},
	{"array", []any{}}, {"object", map[string]any{}},
}

func editsOf(k schemas.Keyword) []edit {
	var word string
	if k.Name != "anyOf" && k.Name != "enum" && json.Unmarshal(k.Value, &word) != nil {
		panic("a keyword that no edit is known for: " + k.Name)
	}
	switch k.Name {
	case "type":
		return typeEdits(k, word)
	case "required":
		return []edit{{"without-" + word, func(old any) any {
			delete(old.(map[string]any), word)
			return old
		}}}
	case "format":
		return formatEdits[word]
	case "enum":
		return []edit{
			to("unknown", "SOMETHING_ELSE"), to("empty", ""),
			{"space", func(old any) any { return fmt.Sprint(old, " ") }},
		}
	case "anyOf":
		return anyOfEdits(k)
	}
	panic("a keyword that no edit is known for: " + k.Name)
}

// typeEdits take the types that are told apart most easily in code and least
// easily by eye; null always, where it is not allowed.
func typeEdits(k schemas.Keyword, word string) []edit {
	wrong := map[string][]string{
		"string": {"null", "integer", "array"}, "integer": {"null", "number", "string"},
		"number": {"null", "string"}, "boolean": {"null", "integer", "string"},
		"object": {"null", "string", "array"}, "array": {"null", "string", "object"},
	}[word]
	var edits []edit
	for _, other := range otherTypes {
		if slices.Contains(wrong, other.name) && !(other.name == "null" && k.Nullable) {
			edits = append(edits, to(other.name, other.value))
		}
	}
	return edits
}

var formatEdits = map[string][]edit{
	"uuid": {
		to("empty", ""), to("word", "none"), to("no-hyphens", "7d1a0f5e111142228333444455556666"),
		to("one-digit-short", "7d1a0f5e-1111-4222-8333-44445555666"),
		to("no-hex-digit", "7d1a0f5e-1111-4222-8333-44445555666g"),
	},
	"date-time": {
		to("empty", ""), to("no-offset", "2024-10-01T12:00:09"), to("space", "2024-10-01 12:00:09Z"),
		to("date-alone", "2024-10-01"), to("thirteenth-month", "2024-13-01T12:00:09Z"),
		to("unix", "1727784009"),
	},
}

func anyOfEdits(k schemas.Keyword) []edit {
	var branches []struct{ Type, Ref string }
	text := strings.ReplaceAll(string(k.Value), `"$ref"`, `"ref"`)
	if err := json.Unmarshal([]byte(text), &branches); err != nil {
		panic(err)
	}
	allowed := []string{"number"} // an integer may be allowed, and 1.5 is told apart
	for _, b := range branches {
		if b.Ref != "" {
			b.Type = "object"
		}
		allowed = append(allowed, b.Type)
	}
	var edits []edit
	for _, other := range otherTypes {
		if !slices.Contains(allowed, other.name) {
			edits = append(edits, to(other.name, other.value))
		}
	}
	return edits
}

// edited is a copy of the body in which one value is changed.
func edited(body any, k schemas.Keyword, change func(any) any) any {
	text, err := json.Marshal(body)
	if err != nil {
		panic(err)
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var fresh any
	if err := decoder.Decode(&fresh); err != nil {
		panic(err)
	}
	steps := strings.Split(k.Place, "/")[1:]
	fresh, done := editAt(fresh, steps, wildcards(k.Path), change)
	if !done {
		return body
	}
	return fresh
}

// wildcards tells for each "*" of a place whether it stands for an index.
func wildcards(path string) (indices []bool) {
	for _, step := range strings.Split(path, "/") {
		if step == "items" || step == "additionalProperties" {
			indices = append(indices, step == "items")
		}
	}
	return indices
}

// editAt changes the last value that the steps lead to; false when none does.
func editAt(v any, steps []string, indices []bool, change func(any) any) (any, bool) {
	if len(steps) == 0 {
		return change(v), true
	}
	rest := indices
	if steps[0] == "*" {
		rest = indices[1:]
	}
	switch c := v.(type) {
	case []any:
		if steps[0] != "*" || !indices[0] {
			return v, false
		}
		for i := len(c) - 1; i >= 0; i-- {
			if fresh, done := editAt(c[i], steps[1:], rest, change); done {
				c[i] = fresh
				return c, true
			}
		}
	case map[string]any:
		if steps[0] == "*" && indices[0] {
			return v, false
		}
		for _, name := range namesOf(c, steps[0]) {
			if fresh, done := editAt(c[name], steps[1:], rest, change); done {
				c[name] = fresh
				return c, true
			}
		}
	}
	return v, false
}

func namesOf(v map[string]any, step string) []string {
	var names []string
	for name := range v {
		if step == "*" || step == name {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}
