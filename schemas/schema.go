package schemas

import "slices"

// Schema is one compiled type of the description. It is read-only and safe for
// concurrent use.
type Schema struct {
	name   string
	node   *Node
	text   []byte
	engine *engine
	root   *value
	bundle *value
}

// Name is the type's name, such as "EvalDatasetJobRecord". An array of a type
// is called "NAME[]"; a schema that is written in place has the name of its
// operation and what it is there for: "list 200", "get session", "execute body".
func (s *Schema) Name() string { return s.name }

// Node is the schema as plain data, references resolved.
func (s *Schema) Node() *Node { return s.node }

// Text is the schema's file as it is; for a schema that shares its file with
// others, its own part as compact JSON. The caller may change the copy.
func (s *Schema) Text() []byte { return slices.Clone(s.text) }

// Validate reads a document strictly and holds it against the schema. It gives
// nil for one that keeps it. A document that is not JSON has one violation, of
// keyword Syntax, and is not judged further. Of more than MaxViolations, the
// first are kept and a last one, of keyword More, tells how many were left out.
func (s *Schema) Validate(document []byte) []Violation {
	v, broken := decode(document)
	if broken != nil {
		return []Violation{*broken}
	}
	found := s.judge(v)
	locate(document, found)
	return found
}
