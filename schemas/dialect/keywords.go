package dialect

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/schemas/document"
)

// holding is the type of a keyword's value.
type holding int

const (
	anything holding = iota
	oneSchema
	listOfSchemas
	mapOfSchemas
	aCount  // a non-negative integer
	aNumber // any number
	aFactor // a positive number
	aText
	aBoolean
	aList
	names // a list of strings
	types // one JSON type, or several
	aRegex
	nameLists // an object of lists of strings
)

// holds covers the core, applicator and validation vocabularies of JSON Schema 2020-12.
var holds = map[string]holding{
	"not": oneSchema, "if": oneSchema, "then": oneSchema, "else": oneSchema, "items": oneSchema,
	"additionalProperties": oneSchema, "contains": oneSchema, "propertyNames": oneSchema,
	"unevaluatedItems": oneSchema, "unevaluatedProperties": oneSchema, "contentSchema": oneSchema,
	"allOf": listOfSchemas, "anyOf": listOfSchemas, "oneOf": listOfSchemas, "prefixItems": listOfSchemas,
	"properties": mapOfSchemas, "patternProperties": mapOfSchemas, "$defs": mapOfSchemas,
	"definitions": mapOfSchemas, "dependentSchemas": mapOfSchemas,
	"maxLength": aCount, "minLength": aCount, "maxItems": aCount, "minItems": aCount,
	"maxProperties": aCount, "minProperties": aCount, "minContains": aCount, "maxContains": aCount,
	"minimum": aNumber, "maximum": aNumber, "multipleOf": aFactor,
	"title": aText, "description": aText, "format": aText, "$ref": aText, "$comment": aText,
	"contentEncoding": aText, "contentMediaType": aText,
	"uniqueItems": aBoolean, "readOnly": aBoolean, "writeOnly": aBoolean, "deprecated": aBoolean,
	"enum": aList, "required": names, "type": types, "pattern": aRegex, "dependentRequired": nameLists,
}

// wanted describes the types in words.
var wanted = map[holding]string{
	oneSchema: "a schema", listOfSchemas: "a non-empty list of schemas", mapOfSchemas: "an object of schemas",
	aCount: "an integer of at least 0", aNumber: "a number", aFactor: "a number above 0", aText: "a string",
	aBoolean: "true or false", aList: "a non-empty list of values", names: "a list of distinct names",
	types:  "array, boolean, integer, null, number, object or string, or a list of these without duplicates",
	aRegex: "a string", nameLists: "an object of lists of names",
}

// keywords leaves out keywords that no reader could understand, and those that the
// engine would interpret differently.
func (d *dialect) keywords(v *document.Value) {
	kept := make([]document.Member, 0, len(v.Members()))
	for _, m := range v.Members() {
		fixed, ok := d.keyword(v, m)
		if ok {
			kept = append(kept, document.Member{Name: m.Name, Value: fixed})
		}
	}
	if slices.Equal(kept, v.Members()) {
		return
	}
	lost := v.Get("patternProperties") != nil
	v.SetMembers(kept)
	if lost && v.Get("patternProperties") == nil { // which properties are additional is unknown now
		v.SetMembers(slices.DeleteFunc(kept, func(m document.Member) bool {
			return m.Name == "additionalProperties" || m.Name == "unevaluatedProperties"
		}))
	}
}

func (d *dialect) keyword(v *document.Value, m document.Member) (*document.Value, bool) {
	switch m.Name {
	case "$dynamicRef", "$recursiveRef":
		d.note(document.LeftOut, "keyword", m.Value, "%s is not supported: what it requires is not checked", m.Name)
		return nil, false
	case "$anchor", "$dynamicAnchor", "$recursiveAnchor", "$vocabulary":
		return nil, false // references are resolved already
	}
	value := m.Value
	if value.IsObject() && value.Get("$ref").IsString() && holds[m.Name] >= mapOfSchemas {
		// Not allowed in such a place, but common.
		d.note(document.Used, "reference", value, "a $ref is not allowed as the value of %s; it is followed all the same", m.Name)
		if value = d.set.Follow(value); value == nil {
			return nil, false
		}
	}
	fixed := d.fix(m.Name, value)
	if fixed != nil {
		return fixed, true
	}
	switch {
	case m.Name == "required" && (value.Kind == 't' || value.Kind == 'f'):
		d.note(document.LeftOut, "required", m.Value,
			"required is %s, but it lists the names of an object's properties: it is left out", value.Text)
	case m.Name == "pattern" && value.IsString():
		d.note(document.LeftOut, "pattern", m.Value,
			"the pattern %s is not checked: Go's regular expressions do not support it", clip(value.Word()))
	case m.Name == "patternProperties" && value.IsObject():
		d.note(document.LeftOut, "pattern", m.Value,
			"patternProperties is not checked: Go's regular expressions do not support one of its patterns")
	default:
		d.note(document.LeftOut, "keyword", m.Value, "%s is %s, but should be %s: it is left out",
			m.Name, clip(value.Word()), wanted[holds[m.Name]])
	}
	return nil, false
}

// fix returns the value in a usable form; nil if there is none.
func (d *dialect) fix(name string, v *document.Value) *document.Value {
	fits := true
	switch holds[name] {
	case oneSchema, anything: // schema checks each value itself
	case listOfSchemas, aList:
		fits = len(v.Items()) > 0
	case mapOfSchemas, nameLists:
		fits = v.IsObject()
	case aCount:
		return d.count(name, v)
	case aNumber, aFactor:
		return d.number(name, v)
	case aText:
		fits = v.IsString()
	case aBoolean:
		fits = v.Kind == 't' || v.Kind == 'f'
	case names:
		return d.names(v)
	case types:
		return d.types(v)
	case aRegex:
		return regex(v)
	}
	if !fits {
		return nil
	}
	if name == "patternProperties" {
		return d.patterns(v)
	}
	return v
}

// number accepts a number in quotes, too.
func (d *dialect) number(name string, v *document.Value) *document.Value {
	text := v.Text
	n, err := strconv.ParseFloat(text, 64)
	if v.Kind != '0' && !v.IsString() || err != nil || n != n || holds[name] == aFactor && n <= 0 {
		return nil
	}
	if v.Kind == '0' {
		return v
	}
	d.note(document.Used, "number", v, "%s is the text %s; it is read as a number", name, clip(v.Word()))
	return v.AsScalar(strconv.FormatFloat(n, 'g', -1, 64))
}

func (d *dialect) count(name string, v *document.Value) *document.Value {
	fixed := d.number(name, v)
	if fixed == nil {
		return nil
	}
	n, err := strconv.ParseFloat(fixed.Text, 64)
	if err != nil || n < 0 || n != float64(int64(n)) {
		return nil
	}
	return fixed
}

// names drops duplicates and values that are not strings.
func (d *dialect) names(v *document.Value) *document.Value {
	if !v.IsArray() {
		return nil
	}
	seen := map[string]bool{}
	var kept []*document.Value
	for _, item := range v.Items() {
		if item.IsString() && !seen[item.Text] {
			seen[item.Text] = true
			kept = append(kept, item)
		}
	}
	if len(kept) == len(v.Items()) {
		return v
	}
	d.note(document.Used, "required", v, "a list of names has one that appears twice or is not a text")
	return v.AsArray(kept...)
}

var jsonTypes = []string{"array", "boolean", "integer", "null", "number", "object", "string"}

// types returns the value if it names JSON types; nil otherwise.
func (d *dialect) types(v *document.Value) *document.Value {
	if v.IsString() {
		if slices.Contains(jsonTypes, v.Text) {
			return v
		}
		if lower := strings.ToLower(v.Text); slices.Contains(jsonTypes, lower) {
			d.note(document.Used, "type", v, "the type %s should be written %s", clip(v.Word()), lower)
			return v.AsText(lower)
		}
		return nil
	}
	seen := map[string]bool{}
	var kept []*document.Value
	for _, item := range v.Items() {
		if item.IsString() && slices.Contains(jsonTypes, item.Text) && !seen[item.Text] {
			seen[item.Text] = true
			kept = append(kept, item)
		}
	}
	if len(kept) == 0 || len(kept) < len(v.Items()) {
		return nil
	}
	return v
}

// regex translates ECMA-262 syntax that Go writes differently; nil if Go has no
// equivalent.
func regex(v *document.Value) *document.Value {
	if !v.IsString() {
		return nil
	}
	text, ok := goRegex(v.Text)
	switch {
	case !ok:
		return nil
	case text == v.Text:
		return v
	}
	return v.AsText(text)
}

var unicodeEscape = regexp.MustCompile(`\\u\{?([0-9a-fA-F]{4,6})\}?`)

func goRegex(pattern string) (string, bool) {
	if _, err := regexp.Compile(pattern); err == nil {
		return pattern, true
	}
	pattern = unicodeEscape.ReplaceAllString(pattern, `\x{$1}`)
	_, err := regexp.Compile(pattern)
	return pattern, err == nil
}

// patterns keeps the members whose names Go can match; nil if one of them cannot be
// matched.
func (d *dialect) patterns(v *document.Value) *document.Value {
	for _, m := range v.Members() {
		if _, err := regexp.Compile(m.Name); err != nil {
			return nil
		}
	}
	return v
}

func clip(text string) string {
	const most = 80
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}
