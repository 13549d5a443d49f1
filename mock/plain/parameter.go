package plain

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/schemas"
)

// inputs are the inputs of one request outside the body, by place.
type inputs struct {
	operation *schemas.Operation
	path      []Param
	query     []pair
	raw       string // the query
	header    func(name string) []string
	cookies   []pair
}

func newInputs(r Request, m Match) *inputs {
	return &inputs{operation: m.Operation, path: m.Params, query: pairs(r.Query), raw: r.Query,
		header: r.Header.Values, cookies: cookies(r.Header.Values("Cookie"))}
}

// cookies reads Cookie headers. A value may be quoted.
func cookies(headers []string) []pair {
	var all []pair
	for text := range strings.SplitSeq(strings.Join(headers, ";"), ";") {
		name, value, ok := strings.Cut(strings.TrimSpace(text), "=")
		if !ok || len(all) == maxPairs {
			continue
		}
		if len(value) >= 2 && value[0] == '"' && value[len(value)-1] == '"' {
			value = value[1 : len(value)-1]
		}
		all = append(all, pair{name: name, raw: value})
	}
	return all
}

// value returns a parameter as JSON of its schema's type; false if the request lacks it.
func (in *inputs) value(p schemas.Parameter) (json.RawMessage, bool) {
	x := definition(p.Schema)
	switch p.In {
	case InPath:
		for _, param := range in.path {
			if param.Name == p.Name {
				return in.read(p, x, param.Value, param.Value), true
			}
		}
	case InHeader:
		if values := in.header(p.Name); len(values) > 0 {
			text := strings.Join(values, ",")
			return in.read(p, x, text, text), true
		}
	case InCookie:
		return in.fromPairs(p, x, in.cookies, func(v pair) string { return v.raw })
	case InQuery:
		return in.fromPairs(p, x, in.query, pair.value)
	case wholeQuery:
		return in.wholeQuery(p, x)
	}
	return nil, false
}

func definition(s *schemas.Schema) schemas.Definition {
	if s == nil {
		return schemas.Definition{}
	}
	return s.Definition()
}

// wholeQuery is the place of a parameter that is the whole query (OpenAPI 3.2).
const wholeQuery = "querystring"

// wholeQuery reads such a parameter.
func (in *inputs) wholeQuery(p schemas.Parameter, x schemas.Definition) (json.RawMessage, bool) {
	switch {
	case in.raw == "":
		return nil, false
	case schemas.IsJSON(p.ContentType):
		return json.RawMessage(decode(in.raw)), true
	}
	return formOf(in.query, x).as(x), true
}

// fromPairs reads a parameter of the query or of cookies.
func (in *inputs) fromPairs(p schemas.Parameter, x schemas.Definition, all []pair, value func(pair) string) (json.RawMessage, bool) {
	isObject := p.ContentType == "" && isObject(x)
	found := named(all, p.Name)
	if len(found) == 0 {
		found = named(all, p.Name+"[]")
	}
	switch {
	case p.Style == "deepObject" || isObject && len(found) == 0 && hasMembers(all, p.Name):
		return deepObject(p, x, all)
	case isObject && p.Explode && p.Style == "form" && len(found) == 0:
		return in.spread(p, x, all)
	case len(found) == 0:
		return nil, false
	case p.Explode && p.Style != "spaceDelimited" && p.Style != "pipeDelimited" && p.ContentType == "" || len(found) > 1:
		t := &text{}
		for _, f := range found {
			t.list = append(t.list, value(f))
		}
		return t.as(x), true
	}
	return in.read(p, x, value(found[0]), found[0].raw), true
}

// hasMembers reports whether there are pairs such as name[a]=b.
func hasMembers(all []pair, name string) bool {
	return slices.ContainsFunc(all, func(p pair) bool { return strings.HasPrefix(p.name, name+"[") })
}

// deepObject reads name[a]=b&name[c][d]=e.
func deepObject(p schemas.Parameter, x schemas.Definition, all []pair) (json.RawMessage, bool) {
	t := &text{}
	for _, v := range all {
		if inner, ok := strings.CutPrefix(v.name, p.Name+"["); ok && strings.HasSuffix(inner, "]") {
			path := strings.Split(inner[:len(inner)-1], "][")
			t.put(path[0], path[1:], v.value())
		}
	}
	if len(t.members) == 0 {
		for _, v := range named(all, p.Name) { // not an object: validation reports it
			t.list = append(t.list, v.value())
		}
	}
	return t.as(x), len(t.members)+len(t.list) > 0
}

// spread reads an object whose properties are pairs of their own: those that its schema
// names or, of an open object, all that no other parameter has.
func (in *inputs) spread(p schemas.Parameter, x schemas.Definition, all []pair) (json.RawMessage, bool) {
	fields := x.Fields(budget)
	t := &text{}
	for _, v := range all {
		name, path := steps(v.name)
		isField := slices.ContainsFunc(fields, func(f schemas.Combined) bool { return f.Name == name })
		if isField || len(fields) == 0 && !in.isTaken(p, name) {
			t.put(name, path, v.value())
		}
	}
	return t.as(x), len(t.members) > 0
}

func (in *inputs) isTaken(by schemas.Parameter, name string) bool {
	return slices.ContainsFunc(in.operation.Parameters, func(p schemas.Parameter) bool {
		return p.In == by.In && (p.Name == name || p.Name == name+"[]")
	})
}

// read reads a value that is one text. raw is the text as it is in the query, where an
// encoded separator is a character, unless the client encodes all of them.
func (in *inputs) read(p schemas.Parameter, x schemas.Definition, value, raw string) json.RawMessage {
	if p.ContentType != "" {
		if schemas.IsJSON(p.ContentType) {
			return json.RawMessage(value)
		}
		return scalarOf(x)(value)
	}
	kinds := x.Kinds()
	isList := slices.Contains(kinds, "array")
	value, raw = unwrap(p, value), unwrap(p, raw)
	if !isList && !isObject(x) || slices.Contains(kinds, "string") || isJSON(value, '[') || isJSON(value, '{') {
		return scalarOf(x)(value)
	}
	parts := split(p, value, raw)
	if isList {
		return (&text{list: parts}).as(x)
	}
	return objectOf(parts).as(x)
}

// isObject reports whether a schema allows objects: by its type, or by properties alone.
func isObject(x schemas.Definition) bool {
	kinds := x.Kinds()
	return slices.Contains(kinds, "object") || len(kinds) == 0 && len(x.Fields(budget)) > 0
}

// unwrap removes what the styles label and matrix write before a value.
func unwrap(p schemas.Parameter, value string) string {
	switch p.Style {
	case "label":
		return strings.TrimPrefix(value, ".")
	case "matrix":
		value = strings.TrimPrefix(value, ";")
		return strings.TrimPrefix(value, p.Name+"=")
	}
	return value
}

// split splits a list or an object into its parts.
func split(p schemas.Parameter, value, raw string) []string {
	switch {
	case value == "":
		return nil
	case p.In == InHeader:
		parts := strings.Split(value, ",")
		for i, part := range parts {
			parts[i] = strings.TrimSpace(part)
		}
		return parts
	case p.Style == "label" && p.Explode:
		return strings.Split(value, ".")
	case p.Style == "matrix" && p.Explode:
		parts := strings.Split(value, ";")
		for i, part := range parts {
			parts[i] = strings.TrimPrefix(part, p.Name+"=")
		}
		return parts
	case p.Style == "spaceDelimited":
		return strings.Split(value, " ")
	}
	separator := ","
	if p.Style == "pipeDelimited" {
		separator = "|"
	}
	if p.In == InQuery && strings.Contains(raw, separator) {
		parts := strings.Split(raw, separator)
		for i, part := range parts {
			parts[i] = pair{raw: part}.value()
		}
		return parts
	}
	return strings.Split(value, separator)
}

// objectOf reads a=b,c=d or a,b,c,d, whichever the parts are.
func objectOf(parts []string) *text {
	t := &text{}
	if !slices.ContainsFunc(parts, func(part string) bool { return !strings.Contains(part, "=") }) {
		for _, part := range parts {
			name, value, _ := strings.Cut(part, "=")
			t.at(name).list = []string{value}
		}
		return t
	}
	for i := 0; i+1 < len(parts); i += 2 {
		t.at(parts[i]).list = []string{parts[i+1]}
	}
	if len(parts)%2 == 1 { // not an object: validation reports it
		return leaf(strings.Join(parts, ","))
	}
	return t
}
