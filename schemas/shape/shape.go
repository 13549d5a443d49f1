// Package shape describes the files that people write, such as scenarios and settings, and writes
// the description as a JSON Schema for editors. What a shape allows is never less than what the reader
// of the file accepts, so that an editor marks nothing that works.
package shape

import (
	"bytes"
	"encoding/json"
)

// Draft is the version of JSON Schema that editors know best.
const Draft = "http://json-schema.org/draft-07/schema#"

// Shape is what a value may be. The zero Shape is any value.
type Shape struct {
	Title string
	About string // what the value is for
	Types []string
	Enum  []any
	Least *int
	Most  *int
	// Items is the shape of a list's items.
	Items *Shape
	// Keys are those of a mapping. With Closed it has no others, with Values others have that shape.
	Keys   []Key
	Closed bool
	Values *Shape
	// Any are alternatives.
	Any []Shape
	// Examples are texts that an editor offers.
	Examples []string
}

// Key is a key of a mapping.
type Key struct {
	Name string
	Shape
}

// Text is any text.
func Text(about string) Shape { return Shape{Types: []string{"string"}, About: about} }

// Names are some texts.
func Names(names ...string) []any {
	all := make([]any, len(names))
	for i, name := range names {
		all[i] = name
	}
	return all
}

type schema struct {
	Draft      string           `json:"$schema,omitempty"`
	Title      string           `json:"title,omitempty"`
	About      string           `json:"description,omitempty"`
	Type       any              `json:"type,omitempty"`
	Enum       []any            `json:"enum,omitempty"`
	Examples   []string         `json:"examples,omitempty"`
	Least      *int             `json:"minimum,omitempty"`
	Most       *int             `json:"maximum,omitempty"`
	Items      *Shape           `json:"items,omitempty"`
	Properties map[string]Shape `json:"properties,omitempty"`
	Others     any              `json:"additionalProperties,omitempty"`
	Any        []Shape          `json:"anyOf,omitempty"`
}

// MarshalJSON returns the shape as a JSON Schema, for a place inside another.
func (s Shape) MarshalJSON() ([]byte, error) { return marshal(s.schema()) }

func (s Shape) schema() schema {
	out := schema{Title: s.Title, About: s.About, Enum: s.Enum, Examples: s.Examples, Least: s.Least, Most: s.Most, Items: s.Items, Any: s.Any}
	switch len(s.Types) {
	case 0:
	case 1:
		out.Type = s.Types[0]
	default:
		out.Type = s.Types
	}
	if len(s.Keys) > 0 {
		out.Properties = map[string]Shape{}
		for _, k := range s.Keys {
			out.Properties[k.Name] = k.Shape
		}
	}
	switch {
	case s.Closed:
		out.Others = false
	case s.Values != nil:
		out.Others = s.Values
	}
	return out
}

// Schema is the shape as a document of its own.
func (s Shape) Schema() ([]byte, error) {
	out := s.schema()
	out.Draft = Draft
	return marshal(out)
}

// marshal leaves <, > and & as they are.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(v)
	return bytes.TrimRight(b.Bytes(), "\n"), err
}
