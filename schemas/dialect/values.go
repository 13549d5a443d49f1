package dialect

import (
	"slices"

	"github.com/ringer-api/ringer/schemas/document"
)

// enum makes the values of an enum match the schema's type: YAML reads 1.0 and true as a
// number and a boolean, and a type that allows null has no effect beside an enum without
// it.
func (d *dialect) enum(v *document.Value) {
	list, kinds := v.Get("enum"), v.Get("type").Strings()
	if list == nil || len(kinds) == 0 {
		return
	}
	items := slices.Clone(list.Items())
	for i, item := range items {
		if slices.Contains(kinds, "string") && !typeFits(item, kinds) && !item.IsObject() && !item.IsArray() && item.Kind != 'n' {
			d.note(document.Used, "enum", item, "%s is in an enum of strings; it is read as a text", item.Word())
			items[i] = item.AsText(item.Text)
		}
	}
	if slices.Contains(kinds, "null") && !hasNull(items) {
		d.note(document.Used, "enum", list, "the type allows null, and the enum beside it does not; null is allowed")
		items = append(items, list.AsScalar("null"))
	}
	if !slices.Equal(items, list.Items()) {
		members := slices.Clone(v.Members())
		for i, m := range members {
			if m.Name == "enum" {
				members[i].Value = list.AsArray(items...)
			}
		}
		v.SetMembers(members)
	}
}

// typeFits reports whether a value is of one of the types.
func typeFits(v *document.Value, kinds []string) bool {
	want := map[document.Kind]string{'{': "object", '[': "array", '"': "string", 't': "boolean",
		'f': "boolean", 'n': "null"}[v.Kind]
	if v.Kind == '0' {
		return slices.Contains(kinds, "number") || slices.Contains(kinds, "integer")
	}
	return slices.Contains(kinds, want)
}

// values notes a default and examples of another type; they are data, and are kept.
func (d *dialect) values(v *document.Value) {
	kinds := v.Get("type").Strings()
	if len(kinds) == 0 {
		return
	}
	said := append([]*document.Value{v.Get("default"), v.Get("example")}, v.Get("examples").Items()...)
	for _, value := range said {
		if value != nil && !typeFits(value, kinds) {
			d.note(document.Used, "example", value, "the value %s is not of the schema's type", clip(value.Word()))
		}
	}
}

// oneOf notes branches that match the same values: such values are accepted.
func (d *dialect) oneOf(v *document.Value) {
	list := v.Get("oneOf")
	if list == nil || v.Get("discriminator") != nil {
		return
	}
	open := map[string]int{}
	for i, branch := range list.Items() {
		b := d.set.Follow(branch)
		if !isOpen(b) {
			continue
		}
		for _, kind := range b.Get("type").Strings() {
			if other, twice := open[kind]; twice {
				d.note(document.Used, "oneOf", branch,
					"branches %d and %d of a oneOf can both match the same value; such a value is accepted", other, i)
				return
			}
			open[kind] = i
		}
	}
}

// isOpen reports whether a schema allows almost any value of its type.
func isOpen(v *document.Value) bool {
	for _, keyword := range []string{"required", "enum", "const", "pattern", "format", "minimum", "maximum",
		"maxLength", "minLength", "additionalProperties", "allOf", "anyOf", "oneOf", "items"} {
		if v.Get(keyword) != nil {
			return false
		}
	}
	return v.IsObject()
}

// tuple writes a list of items, as JSON Schema had it before 2020-12, as prefixItems. FastAPI
// with pydantic 1 describes tuples so, in any version of OpenAPI.
func tuple(v *document.Value) {
	if len(v.Get("items").Items()) == 0 || v.Get("prefixItems") != nil {
		return
	}
	members := slices.Clone(v.Members())
	for i := range members {
		if members[i].Name == "items" {
			members[i].Name = "prefixItems"
		}
	}
	v.SetMembers(members)
}
