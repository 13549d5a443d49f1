package explore

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/document"
)

// keyword is a keyword of a parameter's schema, which may be in the target of its reference
// or in a branch.
func keyword(s *schemas.Schema, name string) *document.Value {
	if s == nil {
		return nil
	}
	return keywordOf(s.Definition(), name, 0)
}

func keywordOf(x schemas.Definition, name string, depth int) *document.Value {
	if !x.Exists() || depth > maxDepth {
		return nil
	}
	if v := x.Value().Get(name); v != nil {
		return v
	}
	if v := keywordOf(x.Target(), name, depth+1); v != nil {
		return v
	}
	for _, group := range []string{"allOf", "anyOf", "oneOf"} {
		for _, branch := range x.Value().Get(group).Items() {
			if v := branch.Get(name); v != nil {
				return v
			}
		}
	}
	return nil
}

// number is a numeric keyword.
func number(s *schemas.Schema, name string) (float64, bool) {
	v := keyword(s, name)
	if v == nil || v.Kind != '0' {
		return 0, false
	}
	n, err := strconv.ParseFloat(string(v.AppendJSON(nil, nil)), 64)
	return n, err == nil
}

// textsOf are values of the document as texts outside JSON; those of a list are its first.
func textsOf(values ...*document.Value) (all []string) {
	for _, v := range values {
		if v == nil {
			continue
		}
		var plain any
		decoder := json.NewDecoder(strings.NewReader(string(v.AppendJSON(nil, nil))))
		decoder.UseNumber()
		if decoder.Decode(&plain) != nil {
			continue
		}
		if list, ok := plain.([]any); ok && len(list) > 0 {
			plain = list[0]
		}
		switch plain.(type) {
		case nil, map[string]any, []any:
			continue
		}
		if text := observation.Text(plain); text != "" && !slices.Contains(all, text) {
			all = append(all, text)
		}
	}
	return all
}

// enumOf are the values that a parameter may have, where they are listed.
func enumOf(p schemas.Parameter) []string {
	s := p.Schema
	if s == nil {
		return nil
	}
	if c := keyword(s, "const"); c != nil {
		return textsOf(c)
	}
	if all := keyword(s, "enum"); all != nil {
		return textsOf(all.Items()...)
	}
	if items := s.Node().Items; items != nil && len(items.Enum) > 0 {
		return items.Enum
	}
	return s.Node().Enum
}

// examplesOf are the values that the description has as examples, and the default.
func examplesOf(p schemas.Parameter) []string {
	all := slices.Clone(p.Examples)
	for _, name := range []string{"example", "default"} {
		if v := keyword(p.Schema, name); v != nil {
			all = append(all, v)
		}
	}
	if v := keyword(p.Schema, "examples"); v != nil {
		all = append(all, v.Items()...)
	}
	return textsOf(all...)
}

// typeOf is the JSON type of a parameter; of one with branches, the first that is not null.
func typeOf(p schemas.Parameter) (kind, format string) {
	if p.Schema == nil {
		return "", ""
	}
	n := p.Schema.Node()
	for depth := 0; n.Type == "" && len(n.AnyOf) > 0 && depth < maxDepth; depth++ {
		n = n.AnyOf[0]
	}
	return n.Type, n.Format
}

// invented is a well-formed value, which no service need know.
func invented(p schemas.Parameter) string {
	if all := examplesOf(p); len(all) > 0 {
		return all[0]
	}
	if all := enumOf(p); len(all) > 0 {
		return all[0]
	}
	kind, format := typeOf(p)
	switch kind {
	case "integer", "number":
		if low, ok := number(p.Schema, "minimum"); ok {
			return strconv.FormatFloat(low, 'f', -1, 64)
		}
		return "1"
	case "boolean":
		return "true"
	}
	switch format {
	case "uuid":
		return "b1e5c0de-0000-4000-8000-000000000000"
	case "date-time":
		return "2026-01-01T00:00:00Z"
	case "date":
		return "2026-01-01"
	case "uri", "url":
		return "https://example.com/"
	case "email":
		return "ringer@example.com"
	}
	text := "ringer-none"
	if least, ok := number(p.Schema, "minLength"); ok && len(text) < int(least) && least < 1000 {
		text += strings.Repeat("0", int(least)-len(text))
	}
	if most, ok := number(p.Schema, "maxLength"); ok && len(text) > int(most) && most > 0 {
		text = text[:int(most)]
	}
	return text
}

// wrong is a value that a parameter must not have.
type wrong struct {
	name, text string
	// bound reports whether the value is only beyond a limit, which a service may apply
	// instead of refusing.
	bound bool
}

// wrongValues are values that break the schema of a parameter, by type, enum, format, limit
// and length.
func wrongValues(p schemas.Parameter) (all []wrong) {
	if p.Schema == nil {
		return nil
	}
	if n := p.Schema.Node(); len(n.AnyOf) > 0 || n.Type == "array" || n.Type == "object" || n.Type == "" {
		return nil // what one branch refuses another may allow
	}
	kind, format := typeOf(p)
	if values := enumOf(p); len(values) > 0 {
		all = append(all, wrong{"not-in-enum", "ringer-no-such-value", false})
	}
	switch kind {
	case "integer":
		all = append(all, wrong{"no-integer", "abc", false}, wrong{"fraction", "1.5", false})
	case "number":
		all = append(all, wrong{"no-number", "abc", false})
	case "boolean":
		all = append(all, wrong{"no-boolean", "perhaps", false})
	case "string":
		switch format {
		case "uuid":
			all = append(all, wrong{"no-uuid", "not-a-uuid", false}, wrong{"short-uuid", "3fa85f64-5717-4562-b3fc-2c963f66afa", false})
		case "date-time", "date":
			all = append(all, wrong{"no-date", "not-a-date", false})
		}
	}
	for _, limit := range []struct {
		keyword string
		by      float64
	}{{"minimum", -1}, {"maximum", 1}, {"exclusiveMinimum", 0}, {"exclusiveMaximum", 0}} {
		if n, ok := number(p.Schema, limit.keyword); ok && (kind == "integer" || kind == "number") {
			all = append(all, wrong{"beyond-" + limit.keyword, strconv.FormatFloat(n+limit.by, 'f', -1, 64), true})
		}
	}
	if most, ok := number(p.Schema, "maxLength"); ok && most < 2000 {
		all = append(all, wrong{"beyond-maxLength", strings.Repeat("a", int(most)+1), true})
	}
	return slices.DeleteFunc(all, func(w wrong) bool { return valid(p, w.text) })
}

// valid reports whether a text is a valid value of a parameter, in either form that it may be
// read.
func valid(p schemas.Parameter, text string) bool {
	quoted, _ := json.Marshal(text)
	forms := [][]byte{quoted}
	if json.Valid([]byte(text)) {
		forms = append(forms, []byte(text))
	}
	for _, form := range forms {
		if len(p.Schema.Validate(form)) == 0 {
			return !formatBroken(p, text)
		}
	}
	return false
}

// formatBroken reports whether a text breaks a format that validation need not check.
func formatBroken(p schemas.Parameter, text string) bool {
	_, format := typeOf(p)
	return slices.Contains([]string{"uuid", "date", "date-time"}, format) && (strings.HasPrefix(text, "not-") || format == "uuid" && len(text) != 36)
}

func whyWrong(p schemas.Parameter, w wrong) string {
	return fmt.Sprintf("%s %s that is %s is refused", p.In, p.Name, strings.ReplaceAll(w.name, "-", " "))
}
