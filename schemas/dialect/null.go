package dialect

import (
	"slices"
	"strings"

	"github.com/ringer-api/ringer/schemas/document"
)

// siblings leaves out keywords beside a $ref, which OpenAPI 3.0 ignores. Descriptive
// ones stay, and so does nullable, because its author meant it.
func (d *dialect) siblings(v *document.Value) {
	if !v.Get("$ref").IsString() {
		return
	}
	var kept []document.Member
	for _, m := range v.Members() {
		switch {
		case m.Name == "$ref", m.Name == "nullable", describes(m.Name):
			kept = append(kept, m)
		default:
			d.note(document.LeftOut, "sibling", m.Value,
				"%s is beside a $ref, where OpenAPI 3.0 ignores it: it is left out", m.Name)
		}
	}
	v.SetMembers(kept)
}

// describes reports whether a keyword has no effect on validation.
func describes(keyword string) bool {
	switch keyword {
	case "title", "description", "summary", "default", "example", "examples", "deprecated",
		"readOnly", "writeOnly", "externalDocs", "xml", "$comment":
		return true
	}
	return strings.HasPrefix(keyword, "x-")
}

// exclusive converts the boolean exclusiveMinimum and exclusiveMaximum of 3.0 to
// numbers.
func (d *dialect) exclusive(v *document.Value) {
	d.exclude(v, "minimum", "exclusiveMinimum")
	d.exclude(v, "maximum", "exclusiveMaximum")
}

func (d *dialect) exclude(v *document.Value, bound, keyword string) {
	flag := v.Get(keyword)
	if flag == nil || flag.Kind == '0' {
		return
	}
	members := slices.Clone(v.Members())
	drop := func(name string) {
		members = slices.DeleteFunc(members, func(m document.Member) bool { return m.Name == name })
	}
	drop(keyword)
	limit := v.Get(bound)
	switch {
	case flag.Kind != 't' && flag.Kind != 'f':
		d.note(document.LeftOut, "keyword", flag, "%s is %s, but should be a number: it is left out", keyword, clip(flag.Word()))
	case !d.old:
		d.note(document.Used, keyword, flag, "%s is a boolean, as in OpenAPI 3.0; it is read that way", keyword)
	}
	if flag.IsTrue() && limit != nil {
		drop(bound)
		members = append(members, document.Member{Name: keyword, Value: limit})
	}
	v.SetMembers(members)
}

// nullable converts OpenAPI 3.0's keyword to the type null.
func (d *dialect) nullable(v *document.Value) {
	flag := v.Get("nullable")
	if flag == nil {
		return
	}
	if !d.old {
		d.note(document.Used, "nullable", flag, "nullable is not a keyword of OpenAPI 3.1; it is read as in 3.0")
	}
	members := slices.DeleteFunc(slices.Clone(v.Members()), func(m document.Member) bool { return m.Name == "nullable" })
	v.SetMembers(members)
	if !flag.IsTrue() {
		return
	}
	if slices.ContainsFunc(members, func(m document.Member) bool { return combines(m.Name) }) {
		d.orNull(v, flag)
		return
	}
	d.addNull(v, flag)
}

func combines(keyword string) bool {
	switch keyword {
	case "$ref", "allOf", "anyOf", "oneOf", "not", "if":
		return true
	}
	return false
}

// orNull turns a schema into one of two branches, of which the other is null.
func (d *dialect) orNull(v, flag *document.Value) {
	var outside, inside []document.Member
	for _, m := range v.Members() {
		if describes(m.Name) {
			outside = append(outside, m)
		} else {
			inside = append(inside, m)
		}
	}
	null := flag.AsObject(document.Member{Name: "type", Value: flag.AsText("null")})
	rest := v.AsObject(inside...)
	d.seen[null] = true
	v.SetMembers(append(outside, document.Member{Name: "anyOf", Value: v.AsArray(rest, null)}))
}

// addNull adds null to the types and to the enum of a schema.
func (d *dialect) addNull(v, flag *document.Value) {
	members := slices.Clone(v.Members())
	for i, m := range members {
		switch {
		case m.Name == "type" && !slices.Contains(m.Strings(), "null"):
			list := []*document.Value{}
			for _, t := range m.Strings() {
				list = append(list, m.AsText(t))
			}
			members[i].Value = m.AsArray(append(list, m.AsText("null"))...)
		case m.Name == "enum" && !hasNull(m.Items()):
			d.note(document.Used, "enum", m.Value, "nullable is beside an enum without null; null is allowed")
			members[i].Value = m.AsArray(append(slices.Clone(m.Items()), flag.AsScalar("null"))...)
		}
	}
	v.SetMembers(members)
}

func hasNull(items []*document.Value) bool {
	return slices.ContainsFunc(items, func(v *document.Value) bool { return v.Kind == 'n' })
}
