package accept

import (
	"bytes"
	"encoding/json"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Source is where schemas come from.
type Source struct {
	// Open returns the text of the schema at an address, as the validator gets it.
	Open func(address string) ([]byte, error)
	// Format returns the check of a format; nil for one that allows any text.
	Format func(name string) func(text string) bool
}

// Compile compiles the schema at an address, and those that it refers to. What it does not
// know in them accepts nothing.
func Compile(address string, from Source) *Schema {
	c := compiler{from: from, known: map[string]*Schema{}}
	return c.at(address)
}

type compiler struct {
	from  Source
	known map[string]*Schema // by address
}

// at compiles the schema at an address. It is known before it is finished, because schemas
// may refer to each other in cycles.
func (c *compiler) at(address string) *Schema {
	if s := c.known[address]; s != nil {
		return s
	}
	s := &Schema{}
	c.known[address] = s
	text, err := c.from.Open(address)
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var said any
	if err != nil || d.Decode(&said) != nil {
		return nothing(s)
	}
	c.fill(s, said)
	return s
}

func nothing(s *Schema) *Schema {
	*s = Schema{nothing: true}
	return s
}

func (c *compiler) schema(said any) *Schema {
	s := &Schema{}
	c.fill(s, said)
	return s
}

func (c *compiler) fill(s *Schema, said any) {
	keywords, isObject := said.(map[string]any)
	if !isObject {
		s.nothing = said != true
		return
	}
	s.kinds = everyKind
	s.maxItems, s.maxLength, s.maxMembers = maxInt, maxInt, maxInt
	for name, value := range keywords {
		if !annotates(name) && !c.keyword(s, name, value) {
			nothing(s)
			return
		}
	}
	c.members(s, keywords)
	s.only = len(keywords) > 0 && len(s.also)+len(s.choices) > 0 && !slices.ContainsFunc(names(keywords), isOwn)
}

func names(of map[string]any) (all []string) {
	for name := range of {
		all = append(all, name)
	}
	slices.Sort(all)
	return all
}

// isOwn reports whether a keyword is checked by the schema that has it, not by another one.
func isOwn(keyword string) bool {
	return !annotates(keyword) && keyword != "$ref" && keyword != "allOf" && keyword != "anyOf"
}

// annotates reports whether the validator requires nothing by a keyword.
func annotates(keyword string) bool {
	switch keyword {
	case "title", "summary", "description", "default", "example", "examples", "deprecated", "readOnly", "writeOnly",
		"externalDocs", "xml", "$comment", "contentEncoding", "contentMediaType", "contentSchema", "$defs", "definitions":
		return true
	}
	return strings.HasPrefix(keyword, "x-")
}

// keyword reads one keyword; false if it is not known, or not in this form.
func (c *compiler) keyword(s *Schema, name string, value any) bool {
	ok := true
	switch name {
	case "type":
		s.kinds, ok = kindsOf(value)
	case "enum", "const":
		list, isList := value.([]any)
		if name == "const" {
			list, isList = []any{value}, true
		}
		s.sets, ok = append(s.sets, setOf(list)), isList
	case "$ref":
		address, isText := value.(string)
		if ok = isText; ok {
			s.also = append(s.also, c.at(address))
		}
	case "allOf":
		s.also, ok = append(s.also, c.list(value)...), isList(value)
	case "anyOf":
		s.choices, ok = c.list(value), isList(value)
	case "properties", "required", "additionalProperties":
		// see members
	case "items":
		_, several := value.([]any)
		s.items, ok = c.schema(value), !several
	case "uniqueItems":
		s.unique, ok = value.(bool)
	case "minItems":
		s.minItems, ok = count(value)
	case "maxItems":
		s.maxItems, ok = count(value)
	case "minLength":
		s.minLength, ok = count(value)
	case "maxLength":
		s.maxLength, ok = count(value)
	case "minProperties":
		s.minMembers, ok = count(value)
	case "maxProperties":
		s.maxMembers, ok = count(value)
	case "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum":
		var b bound
		b, ok = boundOf(name, value)
		s.bounds = append(s.bounds, b)
	case "format":
		text, isText := value.(string)
		s.format, ok = c.from.Format(text), isText
	case "pattern":
		text, _ := value.(string)
		var err error
		s.pattern, err = regexp.Compile(text)
		ok = err == nil && text != ""
	default:
		ok = false
	}
	return ok
}

func isList(value any) bool {
	list, ok := value.([]any)
	return ok && len(list) > 0
}

func (c *compiler) list(value any) (all []*Schema) {
	list, _ := value.([]any)
	for _, said := range list {
		all = append(all, c.schema(said))
	}
	return all
}

// members reads the keywords about the members of objects together.
func (c *compiler) members(s *Schema, keywords map[string]any) {
	if said, there := keywords["additionalProperties"]; there {
		s.others = c.schema(said)
	}
	known, isObject := keywords["properties"].(map[string]any)
	if _, there := keywords["properties"]; there && !isObject {
		nothing(s)
		return
	}
	s.place = map[string]int{}
	for _, name := range names(known) {
		s.add(name, c.schema(known[name]))
	}
	required, isList := keywords["required"].([]any)
	if _, there := keywords["required"]; there && !isList {
		nothing(s)
		return
	}
	for _, said := range required {
		name, isText := said.(string)
		if !isText {
			nothing(s)
			return
		}
		if _, there := s.place[name]; !there {
			s.add(name, s.others)
		}
		i := s.place[name]
		s.required[i/64] |= 1 << (i % 64)
	}
}

// add adds a member that is told from others by its place.
func (s *Schema) add(name string, of *Schema) {
	s.place[name] = len(s.members)
	s.members = append(s.members, member{name, of})
	if len(s.members) > 64*len(s.required) {
		s.required = append(s.required, 0)
	}
}

func count(value any) (int, bool) {
	number, _ := value.(json.Number)
	n, err := strconv.Atoi(number.String())
	return n, err == nil && n >= 0
}

func kindsOf(value any) (all kinds, ok bool) {
	list, several := value.([]any)
	if !several {
		list = []any{value}
	}
	for _, said := range list {
		name, _ := said.(string)
		kind, known := kindNames[name]
		if !known {
			return 0, false
		}
		all |= kind
	}
	return all, len(list) > 0
}

// setOf is the set of those values that can be compared as text: no objects and arrays.
func setOf(list []any) set {
	out := set{texts: map[string]bool{}, rest: map[string]bool{}}
	for _, value := range list {
		switch value := value.(type) {
		case string:
			out.texts[value] = true
		case json.Number:
			out.rest[value.String()] = true
		case bool:
			out.rest[strconv.FormatBool(value)] = true
		case nil:
			out.rest["null"] = true
		}
	}
	return out
}

// boundOf reads a bound. Only one that is written as a small integer is known to equal numbers.
func boundOf(keyword string, value any) (b bound, ok bool) {
	number, _ := value.(json.Number)
	limit, err := strconv.ParseFloat(number.String(), 64)
	exclusive := strings.HasPrefix(keyword, "exclusive")
	upper := strings.HasSuffix(strings.ToLower(keyword), "maximum")
	whole := !strings.ContainsAny(number.String(), ".eE") && math.Abs(limit) < exact
	return bound{limit: limit, upper: upper, inclusive: !exclusive && whole}, err == nil
}
