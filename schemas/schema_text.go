package schemas

import (
	"bytes"

	"github.com/ringer-api/ringer/schemas/document"
)

// schemaWriter writes schemas with references to the addresses that refer returns.
type schemaWriter struct {
	d     *Description
	refer func(target *document.Value) string
	// exact keeps every keyword. For the library, oneOf becomes anyOf: documents use
	// oneOf for branches that overlap, and their authors mean to allow a value that
	// matches two of them. And tuples are written as in 2019-09.
	exact bool
	// left is how many more inline schemas are written; the others become schemas that
	// allow any value. nil means no limit.
	left *int
}

func (w schemaWriter) schema(dst []byte, v *document.Value) []byte {
	if !v.IsObject() {
		return v.AppendJSON(dst, nil)
	}
	if w.left != nil {
		if *w.left--; *w.left < 0 {
			return append(dst, "true"...)
		}
	}
	dst = append(dst, '{')
	for _, m := range v.Members() {
		dst = w.keyword(dst, v, m)
	}
	return append(bytes.TrimSuffix(dst, []byte(",")), '}')
}

func (w schemaWriter) keyword(dst []byte, v *document.Value, m document.Member) []byte {
	name := m.Name
	switch {
	case name == "$id", name == "$schema":
		return dst // the address of a schema replaces it
	case name == "oneOf" && !w.exact && v.Get("anyOf") == nil:
		name = "anyOf"
	case name == originKey, name == "discriminator" && !w.exact:
		return dst
	case name == "discriminator":
		return w.discriminator(dst, m.Value)
	case name == "prefixItems" && !w.exact:
		name = "items"
	case name == "items" && !w.exact && v.Get("prefixItems") != nil:
		name = "additionalItems"
	}
	target := w.d.target(v)
	if name == "$ref" && target == nil {
		return dst // it has no target, which is noted
	}
	dst = append(document.AppendString(dst, name), ':')
	switch {
	case name == "$ref":
		dst = document.AppendString(dst, w.refer(target))
	case document.IsData(name):
		dst = m.AppendJSON(dst, nil)
	case document.IsMap(name) && m.IsObject():
		dst = w.named(dst, m.Value)
	case m.IsArray():
		dst = append(dst, '[')
		for _, item := range m.Items() {
			dst = append(w.schema(dst, item), ',')
		}
		dst = append(bytes.TrimSuffix(dst, []byte(",")), ']')
	default:
		dst = w.schema(dst, m.Value)
	}
	return append(dst, ',')
}

// discriminator writes a discriminator with its mapping converted like references.
func (w schemaWriter) discriminator(dst []byte, v *document.Value) []byte {
	if !v.IsObject() {
		return dst
	}
	dst = document.AppendString(append(dst, `"discriminator":{"propertyName":`...), v.TextOf("propertyName"))
	dst = append(dst, `,"mapping":{`...)
	for _, m := range v.Get("mapping").Members() {
		target := w.d.set.Mapped(m.Value)
		if s := w.d.schemas[m.Text]; target == nil && s != nil {
			target = s.root
		}
		if target != nil {
			dst = append(document.AppendString(dst, m.Name), ':')
			dst = append(document.AppendString(dst, w.refer(target)), ',')
		}
	}
	return append(bytes.TrimSuffix(dst, []byte(",")), "}},"...)
}

// named writes schemas under names chosen by an author.
func (w schemaWriter) named(dst []byte, v *document.Value) []byte {
	dst = append(dst, '{')
	for _, m := range v.Members() {
		dst = append(document.AppendString(dst, m.Name), ':')
		dst = append(w.schema(dst, m.Value), ',')
	}
	return append(bytes.TrimSuffix(dst, []byte(",")), '}')
}
