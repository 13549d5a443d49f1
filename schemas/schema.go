package schemas

import (
	"slices"
	"strings"

	"github.com/ringer-api/ringer/schemas/document"
)

// Schema is one type of the description. It is read-only and safe for concurrent use. It
// is compiled when it first validates something.
type Schema struct {
	name string
	d    *Description
	root *document.Value
}

// schema returns the schema at a place; a plain reference to a type is that type.
func (d *Description) schema(name string, v *document.Value) *Schema {
	if typed := d.byPlace[v]; typed != nil {
		return typed
	}
	if target := d.target(v); target != nil && d.names.of[v] == "" && isMere(v) {
		if typed := d.byPlace[target]; typed != nil {
			return typed
		}
	}
	if item := d.target(v.Get("items")); item != nil && d.names.of[item] != "" && d.names.of[v] == "" {
		name = d.names.of[item] + "[]"
	}
	s := &Schema{name: name, d: d, root: v}
	d.byPlace[v] = s
	if _, taken := d.schemas[name]; !taken {
		d.schemas[name] = s
	}
	return s
}

// isMere reports whether a reference has no other keywords that require anything.
func isMere(v *document.Value) bool {
	return !slices.ContainsFunc(v.Members(), func(m document.Member) bool {
		switch m.Name {
		case "$ref", "title", "summary", "description", "default", "example", "examples":
			return false
		}
		return !strings.HasPrefix(m.Name, "x-")
	})
}

// Name is the type's name, such as "EvalDatasetJobRecord". An array of a type is named
// "NAME[]"; an inline schema is named after its operation and purpose: "list 200", "get
// session", "execute body".
func (s *Schema) Name() string { return s.name }

// Definition is the schema as it is written, keyword by keyword.
func (s *Schema) Definition() Definition { return s.d.definition(s.root) }

// Node is the schema as plain data, with references resolved.
func (s *Schema) Node() *Node {
	s.d.lazy.Lock()
	defer s.d.lazy.Unlock()
	return s.d.builder.node(s.root)
}

// Text is the unchanged text of the schema's file; for a schema that shares its file
// with others, its own part as compact JSON. The caller may change the copy.
func (s *Schema) Text() []byte {
	if s.root.Parent() == nil {
		return slices.Clone(s.d.set.Text(s.root.File()))
	}
	return s.root.AppendJSON(nil, isOrigin)
}

// Validate parses a document strictly and validates it against the schema. It returns
// nil for a valid document. A document that is not JSON has one violation, of keyword
// Syntax, and is not validated further. Of more than MaxViolations, the first are kept,
// and a last one of keyword More reports how many were left out.
func (s *Schema) Validate(document []byte) []Violation {
	v, broken := decode(document)
	if broken != nil {
		return []Violation{*broken}
	}
	found := s.judge(v)
	locate(document, found)
	return found
}
