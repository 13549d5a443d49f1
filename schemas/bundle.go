package schemas

import (
	"slices"
	"strings"

	"github.com/ringer-api/ringer/schemas/document"
)

// bundle returns the description as one OpenAPI 3.1 document.
func (d *Description) bundle() []byte {
	b := bundler{d: d, above: map[*document.Value]bool{}}
	out := b.copy(d.set.Main)
	if version := out.Get("openapi"); strings.HasPrefix(version.Text, "3.0") {
		out = out.With("openapi", version.AsText("3.1.0")) // the version of the converted schemas
	}
	return b.adopt(out).AppendJSON(nil, isOrigin)
}

func isOrigin(name string) bool { return name == originKey }

// bundler copies a document and makes all references internal: a type in another file
// becomes a component, anything else is copied to the place of the reference.
type bundler struct {
	d       *Description
	adopted []*document.Value // types of other files, in the order in which they were found
	above   map[*document.Value]bool
}

func (b *bundler) copy(v *document.Value) *document.Value {
	switch {
	case b.d.names.alias[v] != nil:
		return b.body(b.d.names.alias[v])
	case b.d.target(v) != nil:
		return b.reference(v, b.d.target(v))
	case b.d.names.of[b.d.set.Mapped(v)] != "":
		target := b.d.set.Mapped(v)
		b.take(target)
		return v.AsText("#/components/schemas/" + document.EscapeToken(b.d.names.of[target]))
	}
	return b.inside(v)
}

func (b *bundler) inside(v *document.Value) *document.Value {
	switch {
	case v.IsObject():
		members := make([]document.Member, 0, len(v.Members()))
		for _, m := range v.Members() {
			members = append(members, document.Member{Name: m.Name, Value: b.copy(m.Value)})
		}
		return v.AsObject(members...)
	case v.IsArray():
		items := make([]*document.Value, 0, len(v.Items()))
		for _, item := range v.Items() {
			items = append(items, b.copy(item))
		}
		return v.AsArray(items...)
	}
	return v
}

// body copies a type that is a file of its own, for use as a component.
func (b *bundler) body(file *document.Value) *document.Value {
	v := b.inside(file)
	return v.AsObject(slices.DeleteFunc(v.Members(), func(m document.Member) bool {
		return m.Name == "$schema" || m.Name == "$id"
	})...)
}

// reference copies a reference, with the keywords beside it.
func (b *bundler) reference(v, target *document.Value) *document.Value {
	name := b.d.names.of[target]
	switch {
	case name != "":
		b.take(target)
	case target.File() == b.d.file:
	case b.above[target]:
		return v.AsObject()
	default:
		b.above[target] = true
		defer delete(b.above, target)
		return b.copy(target)
	}
	out := b.inside(v)
	if name == "" {
		return out
	}
	for i, m := range out.Members() {
		if m.Name == "$ref" {
			out.Members()[i].Value = m.AsText("#/components/schemas/" + document.EscapeToken(name))
		}
	}
	return out
}

// take makes a type of another file a component.
func (b *bundler) take(target *document.Value) {
	inPlace := target.File() == b.d.file || b.d.names.files[target]
	if !inPlace && !slices.Contains(b.adopted, target) {
		b.adopted = append(b.adopted, target)
	}
}

// adopt adds the types of other files to the components.
func (b *bundler) adopt(root *document.Value) *document.Value {
	var more []document.Member
	for i := 0; i < len(b.adopted); i++ { // the list grows in the loop
		more = append(more, document.Member{Name: b.d.names.of[b.adopted[i]], Value: b.body(b.adopted[i])})
	}
	if more == nil {
		return root
	}
	components := root.Get("components")
	if components == nil {
		components = root.AsObject()
	}
	list := root.AsObject(append(slices.Clone(components.Get("schemas").Members()), more...)...)
	return root.With("components", components.With("schemas", list))
}
