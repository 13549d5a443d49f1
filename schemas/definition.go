package schemas

import (
	"encoding/json"
	"slices"

	"github.com/ringer-api/ringer/schemas/document"
)

// Definition is one schema as it is written, keyword by keyword. Nothing is expanded:
// the targets of references are looked at on demand. Keywords have the meaning of JSON
// Schema 2020-12, whatever the version of the document. Two Definitions are == if they
// are the same place of the description, so one can be the key of a map. The zero
// Definition means no schema: Exists is false, and every method returns its zero value.
// It is safe for concurrent use.
type Definition struct {
	d *Description
	v *document.Value
}

func (d *Description) definition(v *document.Value) Definition {
	if v == nil {
		return Definition{}
	}
	return Definition{d, v}
}

// Exists reports whether there is a schema.
func (x Definition) Exists() bool { return x.v != nil }

// Value is the schema as it is in the document.
func (x Definition) Value() *document.Value { return x.v }

// Place is the position of the schema.
func (x Definition) Place() document.Place { return x.v.Place() }

// Name is the type's name: its own, or that of the type that it refers to; else empty.
func (x Definition) Name() string {
	if x.d == nil {
		return ""
	}
	if name := x.d.names.of[x.v]; name != "" {
		return name
	}
	if target := x.d.target(x.v); target != nil {
		return x.d.names.of[target]
	}
	return ""
}

// Target is the target of the schema's $ref, one step away; the zero Definition if there
// is none. Keywords beside a $ref apply as well.
func (x Definition) Target() Definition {
	if x.d == nil {
		return x
	}
	return x.d.definition(x.d.target(x.v))
}

// Title is the title keyword; empty if there is none.
func (x Definition) Title() string { return x.v.TextOf("title") }

// Description is in CommonMark; empty if there is none.
func (x Definition) Description() string { return x.v.TextOf("description") }

// Format is a name such as "date-time"; empty if there is none.
func (x Definition) Format() string { return x.v.TextOf("format") }

// Pattern is an ECMA-262 regular expression; empty if there is none.
func (x Definition) Pattern() string { return x.v.TextOf("pattern") }

// Types are the JSON types of the schema's own type keyword, null among them; empty if
// there is no such keyword.
func (x Definition) Types() []string { return x.v.Get("type").Strings() }

// Deprecated reports whether the schema is marked as deprecated.
func (x Definition) Deprecated() bool { return x.v.Get("deprecated").IsTrue() }

// ReadOnly reports whether only the service sends the value.
func (x Definition) ReadOnly() bool { return x.v.Get("readOnly").IsTrue() }

// WriteOnly reports whether only a client sends the value.
func (x Definition) WriteOnly() bool { return x.v.Get("writeOnly").IsTrue() }

// Field is one property of an object.
type Field struct {
	Name     string
	Required bool
	Definition
}

// Properties are those of the schema's own keyword, in the order of the document.
func (x Definition) Properties() []Field {
	required := x.v.Get("required").Strings()
	var out []Field
	for _, m := range x.follow("properties").Members() {
		out = append(out, Field{m.Name, slices.Contains(required, m.Name), x.d.definition(m.Value)})
	}
	return out
}

// Property returns the property of that name; the zero Field if there is none.
func (x Definition) Property(name string) Field {
	for _, f := range x.Properties() {
		if f.Name == name {
			return f
		}
	}
	return Field{}
}

// Required are the names that are required, whether or not they are in Properties.
func (x Definition) Required() []string { return x.v.Get("required").Strings() }

// Items is the schema of an array's elements.
func (x Definition) Items() Definition { return x.child("items") }

// Values is the schema of the properties that are not in Properties.
func (x Definition) Values() Definition {
	if v := x.v.Get("additionalProperties"); v.IsObject() {
		return x.d.definition(v)
	}
	return Definition{}
}

// Closed reports whether an object may have only the properties that are named.
func (x Definition) Closed() bool {
	v := x.v.Get("additionalProperties")
	return v != nil && v.Kind == 'f'
}

// Enum are the values of the schema's own enum or const, of any JSON type; empty if it
// has neither.
func (x Definition) Enum() []*document.Value {
	if c := x.v.Get("const"); c != nil {
		return []*document.Value{c}
	}
	return x.v.Get("enum").Items()
}

// AnyOf lists the schemas of which at least one must match.
func (x Definition) AnyOf() []Definition { return x.list("anyOf") }

// OneOf lists the schemas of which exactly one must match.
func (x Definition) OneOf() []Definition { return x.list("oneOf") }

// AllOf lists the schemas that must all match.
func (x Definition) AllOf() []Definition { return x.list("allOf") }

// Not is the schema that must not match.
func (x Definition) Not() Definition { return x.child("not") }

// Discriminator names the property that selects a branch of a oneOf.
type Discriminator struct {
	Property string
	// Mapping is from values of the property to branches. For a branch that the document
	// does not map, the value is the name of its type.
	Mapping map[string]Definition
}

// Discriminator returns the schema's own discriminator; false if it has none.
func (x Definition) Discriminator() (Discriminator, bool) {
	v := x.v.Get("discriminator")
	out := Discriminator{Property: v.TextOf("propertyName"), Mapping: map[string]Definition{}}
	if out.Property == "" {
		return out, false
	}
	for _, branch := range append(x.OneOf(), x.AnyOf()...) {
		if name := branch.Name(); name != "" {
			out.Mapping[name] = branch
		}
	}
	for _, m := range x.d.set.Get(v, "mapping").Members() {
		if branch := x.mapped(m.Value); branch.Exists() {
			out.Mapping[m.Name] = branch
		}
	}
	return out, true
}

// mapped finds the schema that a discriminator's mapping names: by type or by reference.
func (x Definition) mapped(entry *document.Value) Definition {
	if target := x.d.set.Mapped(entry); target != nil {
		return x.d.definition(target)
	}
	if s := x.d.schemas[entry.Text]; s != nil {
		return s.Definition()
	}
	return Definition{}
}

// Default is the value of the default keyword; nil if there is none.
func (x Definition) Default() *document.Value { return x.v.Get("default") }

// Examples are the values of example and examples.
func (x Definition) Examples() []*document.Value {
	var out []*document.Value
	if e := x.v.Get("example"); e != nil {
		out = append(out, e)
	}
	return append(out, x.v.Get("examples").Items()...)
}

// Number returns the value of a keyword that is a number, such as "minimum",
// "maxLength", "minItems" or "multipleOf"; false if there is none.
func (x Definition) Number(keyword string) (json.Number, bool) {
	if v := x.v.Get(keyword); v != nil && v.Kind == '0' {
		return json.Number(v.Text), true
	}
	return "", false
}

// Unique reports whether the elements of an array must differ.
func (x Definition) Unique() bool { return x.v.Get("uniqueItems").IsTrue() }

// Extension returns the value under a name that starts with "x-"; nil if there is none.
func (x Definition) Extension(name string) *document.Value { return x.v.Get(name) }

// Sub is the schema that is the value of a keyword, such as "contains" or "if".
func (x Definition) Sub(keyword string) Definition { return x.child(keyword) }

// List lists the schemas that are the value of a keyword, such as "prefixItems".
func (x Definition) List(keyword string) []Definition { return x.list(keyword) }

// Named lists the schemas that are the value of a keyword under names, such as
// "patternProperties", in the order of the document.
func (x Definition) Named(keyword string) []Field {
	var out []Field
	for _, m := range x.follow(keyword).Members() {
		out = append(out, Field{Name: m.Name, Definition: x.d.definition(m.Value)})
	}
	return out
}

// Validate is Schema.Validate for any schema of the description.
func (x Definition) Validate(document []byte) []Violation {
	if x.d == nil {
		return CheckJSON(document)
	}
	return (&Schema{name: x.Name(), d: x.d, root: x.v}).Validate(document)
}

func (x Definition) child(keyword string) Definition {
	v := x.v.Get(keyword)
	if v == nil {
		return Definition{}
	}
	return x.d.definition(v)
}

func (x Definition) list(keyword string) []Definition {
	var out []Definition
	for _, item := range x.follow(keyword).Items() {
		out = append(out, x.d.definition(item))
	}
	return out
}

// follow returns a member that may be a reference in real documents, although OpenAPI
// does not allow it.
func (x Definition) follow(keyword string) *document.Value {
	if x.d == nil {
		return nil
	}
	return x.d.set.Get(x.v, keyword)
}
