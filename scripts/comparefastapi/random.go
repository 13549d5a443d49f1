package main

import (
	"encoding/json"
	"maps"
	"math/rand/v2"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// each is how many requests an operation of a random application gets.
const each = 25

// randomRequests makes requests for all operations of a document: mostly valid, with something
// wrong here and there.
func randomRequests(document string, seed uint64) ([]request, error) {
	var d any
	if err := json.Unmarshal([]byte(document), &d); err != nil {
		return nil, err
	}
	m := maker{document: d, rand: rand.New(rand.NewPCG(seed, seed))} //nolint:gosec // repeatable, not secret
	var all []request
	paths := object(get(d, "paths"))
	for _, path := range slices.Sorted(maps.Keys(paths)) {
		operations := object(paths[path])
		for _, method := range slices.Sorted(maps.Keys(operations)) {
			for range each {
				all = append(all, m.request(strings.ToUpper(method), path, operations[method]))
			}
		}
	}
	return all, nil
}

// maker makes values of schemas.
type maker struct {
	document any
	rand     *rand.Rand
}

func (m maker) chance(p float64) bool { return m.rand.Float64() < p }

func pick[T any](m maker, all []T) T { return all[m.rand.IntN(len(all))] }

func (m maker) request(method, path string, operation any) request {
	r := request{method: method}
	var query, cookies []string
	for _, p := range array(get(operation, "parameters")) {
		name := text(get(p, "name"))
		in := text(get(p, "in"))
		if in != "path" && m.chance(map[bool]float64{true: 0.08, false: 0.4}[get(p, "required") == true]) {
			continue
		}
		values := m.texts(get(p, "schema"))
		for _, v := range values {
			switch in {
			case "query":
				query = append(query, name+"="+url.QueryEscape(v))
			case "header":
				r.headers = append(r.headers, [2]string{name, plain(v, "\n\r\x00")})
			case "cookie":
				cookies = append(cookies, name+"="+plain(v, ";\" ,"))
			}
		}
		if in == "path" {
			if len(values) == 0 || values[0] == "" {
				values = []string{"x"}
			}
			path = strings.Replace(path, "{"+name+"}", url.PathEscape(values[0]), 1)
		}
	}
	if r.target = path; len(query) > 0 {
		r.target += "?" + strings.Join(query, "&")
	}
	if len(cookies) > 0 {
		r.headers = append(r.headers, [2]string{"Cookie", strings.Join(cookies, "; ")})
	}
	content := object(get(get(operation, "requestBody"), "content"))
	for kind, media := range content {
		schema := get(media, "schema")
		if kind == "application/json" {
			if r.body = m.value(schema, 0); m.chance(0.02) {
				r.body = r.body[:m.rand.IntN(len(r.body)+1)]
			}
			continue
		}
		r.headers = append(r.headers, [2]string{"Content-Type", kind})
		r.body = m.form(schema)
	}
	return r
}

func (m maker) form(schema any) string {
	properties := object(get(m.resolve(schema), "properties"))
	var pairs []string
	for _, name := range slices.Sorted(maps.Keys(properties)) {
		if m.chance(0.1) {
			continue
		}
		for _, v := range m.texts(properties[name]) {
			pairs = append(pairs, name+"="+url.QueryEscape(v))
		}
	}
	return strings.Join(pairs, "&")
}

// plain is a text of printable ASCII without some characters.
func plain(s, without string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' || strings.ContainsRune(without, r) {
			return -1
		}
		return r
	}, s))
}

// texts are the values of a parameter.
func (m maker) texts(schema any) []string {
	raw := m.value(schema, 0)
	var v any
	if json.Unmarshal([]byte(raw), &v) != nil {
		return []string{raw}
	}
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		var all []string
		for _, item := range v {
			written, err := json.Marshal(item)
			if err == nil {
				all = append(all, strings.Trim(string(written), `"`))
			}
		}
		return all
	}
	return []string{raw}
}

// odd are values that many types do not take.
var odd = []string{`null`, `true`, `false`, `0`, `1`, `-1`, `2`, `7`, `30`, `1.0`, `1.5`, `-0.0`, `2.25`, `1e3`, `1e20`, `12345678901234567890`, `NaN`, `-1e400`,
	`""`, `"a"`, `"abc"`, `"bbb"`, `"x y"`, `"1"`, `"1.0"`, `"-3"`, `" 7 "`, `"1_0"`, `"true"`, `"yes"`, `"off"`, `"red"`, `"one"`, `"it's"`, `"é"`, `"é\n\"<&>"`,
	`"2024-02-30"`, `"2024-01-01"`, `"2024-01-01T10:00:00Z"`, `"2024-01-01T10:00:00+05:30"`, `"2024-01-01 10:00"`, `"10:00"`, `"10:61"`, `"86400"`, `"1700000000.5"`, `"nan"`, `"inf"`,
	`"11111111-2222-4333-8444-555555555555"`, `"11111111222243338444555555555555"`, `[]`, `{}`, `[1]`, `["x",null]`, `{"a":1}`, `{"alpha":null}`, `[[1,2]]`, `[["a",1]]`}

// deepest is how deeply values are nested.
const deepest = 6

// value makes a value of a schema, as JSON.
func (m maker) value(schema any, depth int) string {
	s := m.resolve(schema)
	if m.chance(0.12) || depth > deepest {
		return pick(m, odd)
	}
	for _, keyword := range []string{"anyOf", "oneOf"} {
		if branches := array(get(s, keyword)); len(branches) > 0 {
			return m.value(pick(m, branches), depth+1)
		}
	}
	if c := get(s, "const"); c != nil {
		return written(c)
	}
	if enum := array(get(s, "enum")); len(enum) > 0 {
		return written(pick(m, enum))
	}
	switch get(s, "type") {
	case "object":
		return m.object(s, depth)
	case "array":
		return m.array(s, depth)
	case "integer":
		return strconv.Itoa(m.rand.IntN(30) - 8)
	case "number":
		return strconv.FormatFloat(float64(m.rand.IntN(100)-30)/4, 'f', -1, 64)
	case "boolean":
		return pick(m, []string{"true", "false"})
	case "string":
		return m.string(s)
	}
	return pick(m, odd)
}

func (m maker) string(s any) string {
	good := map[any]string{"uuid": "11111111-2222-4333-8444-555555555555", "date": "2024-02-29", "date-time": "2024-02-29T12:00:00Z", "time": "12:30:00"}
	if text, ok := good[get(s, "format")]; ok {
		return strconv.Quote(text)
	}
	return strconv.Quote(pick(m, []string{"", "a", "bb", "abc", "abcd", "abcde", "bbbbbbbb", "12", "123", "x", "yy", "x1 "}))
}

func (m maker) object(s any, depth int) string {
	required := array(get(s, "required"))
	properties := object(get(s, "properties"))
	var members []string
	names := slices.Sorted(maps.Keys(properties))
	m.rand.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	for _, name := range names {
		left := 0.5
		if slices.Contains(required, any(name)) {
			left = 0.06
		}
		if !m.chance(left) {
			members = append(members, strconv.Quote(name)+":"+m.value(properties[name], depth+1))
		}
	}
	if more := get(s, "additionalProperties"); more != nil && len(properties) == 0 {
		for i := range m.rand.IntN(3) {
			members = append(members, `"k`+strconv.Itoa(i)+`":`+m.value(more, depth+1))
		}
	} else if m.chance(0.12) {
		members = append(members, `"zz":1.0`, `"more":"é"`)
	}
	return "{" + strings.Join(members, ",") + "}"
}

func (m maker) array(s any, depth int) string {
	parts := array(get(s, "prefixItems"))
	if list := array(get(s, "items")); len(list) > 0 {
		parts = list
	}
	var items []string
	for _, part := range parts {
		items = append(items, m.value(part, depth+1))
	}
	n := m.rand.IntN(4)
	if len(parts) > 0 {
		n = 0
		if m.chance(0.1) {
			items = items[:len(items)-1]
		}
	}
	for range n {
		items = append(items, m.value(get(s, "items"), depth+1))
	}
	return "[" + strings.Join(items, ",") + "]"
}

// resolve follows references.
func (m maker) resolve(schema any) any {
	for range deepest {
		if all := array(get(schema, "allOf")); len(all) == 1 {
			schema = all[0]
		}
		ref := text(get(schema, "$ref"))
		if ref == "" {
			break
		}
		schema = m.document
		for step := range strings.SplitSeq(strings.TrimPrefix(ref, "#/"), "/") {
			schema = get(schema, step)
		}
	}
	return schema
}

func get(v any, name string) any { return object(v)[name] }

func object(v any) map[string]any {
	o, _ := v.(map[string]any) //nolint:errcheck // nil for another type
	return o
}

func array(v any) []any {
	a, _ := v.([]any) //nolint:errcheck // nil for another type
	return a
}

func text(v any) string {
	s, _ := v.(string) //nolint:errcheck // "" for another type
	return s
}

func written(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		return "null"
	}
	return string(data)
}
