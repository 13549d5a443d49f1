package schemas

import (
	"encoding/json"
	"slices"

	"github.com/ringer-api/ringer/schemas/document"
)

// Definition is one schema as it is written, keyword by keyword; nothing is
// expanded, and what it refers to is looked at when it is asked for. Whatever
// version the document has, keywords mean what JSON Schema 2020-12 says. Two
// Definitions are == when they are the same place of the description, so one can
// be the key of a map. The zero Definition is no schema: Exists is false, and
// every method gives its zero value. It is safe for concurrent use.
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

// Exists tells a schema from none at all.
func (x Definition) Exists() bool { return x.v != nil }

// Value is the schema as the document has it.
func (x Definition) Value() *document.Value { return x.v }

// Place is where it stands.
func (x Definition) Place() document.Place { return x.v.Place() }

// Name is the type's name: of what it is, or of what it refers to; else empty.
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

// Target is what the schema's $ref leads to in one step; the zero Definition
// when it has none, or one that leads nowhere. Keywords beside a $ref hold too.
func (x Definition) Target() Definition {
	if x.d == nil {
		return x
	}
	return x.d.definition(x.d.target(x.v))
}

// Title, Description and Format are what the keywords of those names say.
func (x Definition) Title() string { return x.v.TextOf("title") }

// Description is in CommonMark.
func (x Definition) Description() string { return x.v.TextOf("description") }

// Format is a name such as "date-time"; empty when there is none.
func (x Definition) Format() string { return x.v.TextOf("format") }

// Pattern is an ECMA-262 regular expression; empty when there is none.
func (x Definition) Pattern() string { return x.v.TextOf("pattern") }

// Types are the JSON types that the schema's own type keyword allows, null
// among them; none when it does not say.
func (x Definition) Types() []string { return x.v.Get("type").Strings() }

// Deprecated, ReadOnly and WriteOnly are false unless the schema says true.
func (x Definition) Deprecated() bool { return x.v.Get("deprecated").IsTrue() }

// ReadOnly tells what only the service sends.
func (x Definition) ReadOnly() bool { return x.v.Get("readOnly").IsTrue() }

// WriteOnly tells what only a client sends.
func (x Definition) WriteOnly() bool { return x.v.Get("writeOnly").IsTrue() }

// Field is one property of an object.
type Field struct {
	Name     string
	Required bool
	Definition
}

// Properties are those the schema itself names, in the order of the document.
func (x Definition) Properties() []Field {
	required := x.v.Get("required").Strings()
	var out []Field
	for _, m := range x.follow("properties").Members() {
		out = append(out, Field{m.Name, slices.Contains(required, m.Name), x.d.definition(m.Value)})
	}
	return out
}

// Property gives the property of that name, which may be the zero Field.
func (x Definition) Property(name string) Field {
	for _, f := range x.Properties() {
		if f.Name == name {
			return f
		}
	}
	return Field{}
}

// Required are the names that must be there, whether Properties has them or not.
func (x Definition) Required() []string { return x.v.Get("required").Strings() }

// Items is what each element of an array keeps.
func (x Definition) Items() Definition { return x.child("items") }

// Values is what each property keeps that Properties does not name.
func (x Definition) Values() Definition {
	if v := x.v.Get("additionalProperties"); v.IsObject() {
		return x.d.definition(v)
	}
	return Definition{}
}

// Closed tells that an object may have no property but those named.
func (x Definition) Closed() bool {
	v := x.v.Get("additionalProperties")
	return v != nil && v.Kind == 'f'
}

// Enum are the values that the schema's own enum or const allows, of any JSON
// type; none when it does not say.
func (x Definition) Enum() []*document.Value {
	if c := x.v.Get("const"); c != nil {
		return []*document.Value{c}
	}
	return x.v.Get("enum").Items()
}

// AnyOf, OneOf and AllOf are the schemas that the keywords list.
func (x Definition) AnyOf() []Definition { return x.list("anyOf") }

// OneOf lists the schemas of which exactly one has to be kept.
func (x Definition) OneOf() []Definition { return x.list("oneOf") }

// AllOf lists the schemas that are kept together.
func (x Definition) AllOf() []Definition { return x.list("allOf") }

// Not is the schema that must not be kept.
func (x Definition) Not() Definition { return x.child("not") }

// Discriminator says which property tells the branches of a oneOf apart.
type Discriminator struct {
	Property string
	// Mapping is from values of the property to their branches. A branch that
	// the document does not map has the name of its type as its value.
	Mapping map[string]Definition
}

// Discriminator gives the schema's own; false when it has none.
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

// mapped finds what a discriminator's mapping names: a type or a reference.
func (x Definition) mapped(entry *document.Value) Definition {
	if target := x.d.set.Mapped(entry); target != nil {
		return x.d.definition(target)
	}
	if s := x.d.schemas[entry.Text]; s != nil {
		return s.Definition()
	}
	return Definition{}
}

// Default is the value of the keyword; nil when there is none.
func (x Definition) Default() *document.Value { return x.v.Get("default") }

// Examples are the values of example and examples.
func (x Definition) Examples() []*document.Value {
	var out []*document.Value
	if e := x.v.Get("example"); e != nil {
		out = append(out, e)
	}
	return append(out, x.v.Get("examples").Items()...)
}

// Number gives a keyword that is a number, such as "minimum", "maxLength",
// "minItems" or "multipleOf"; false when it is not there.
func (x Definition) Number(keyword string) (json.Number, bool) {
	if v := x.v.Get(keyword); v != nil && v.Kind == '0' {
		return json.Number(v.Text), true
	}
	return "", false
}

// Unique tells that the elements of an array all differ.
func (x Definition) Unique() bool { return x.v.Get("uniqueItems").IsTrue() }

// Extension gives what stands under a name that starts with "x-"; nil when nothing.
func (x Definition) Extension(name string) *document.Value { return x.v.Get(name) }

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

// follow gives a member that documents refer to although OpenAPI does not allow it.
func (x Definition) follow(keyword string) *document.Value {
	if x.d == nil {
		return nil
	}
	return x.d.set.Get(x.v, keyword)
}
