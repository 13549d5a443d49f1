package schemas

import (
	"encoding/json"
	"slices"
	"strconv"

	"github.com/ringer-api/ringer/schemas/document"
)

// MaxPlaces is the maximum number of places that are listed. Schemas that contain each
// other can have far more.
const MaxPlaces = 20_000

// Keyword is one assertion of a schema at one place of its documents: a requirement that
// a document can violate.
type Keyword struct {
	// Place is the pattern of the instance location: a JSON pointer in which "*" means
	// any index of an array and any other name of an object, such as
	// "/*/parameters/eval_question_ids/*"; of a required, the object that must have the
	// property.
	Place string
	// Name and Path are the Keyword and KeywordPath of a Violation of it.
	Name, Path string
	// Value is the keyword's value as compact JSON; of a required, the name of one
	// property.
	Value json.RawMessage
	// Nullable reports whether null is allowed in addition.
	Nullable bool
	// Shadowed reports whether no document can violate this keyword alone, because
	// another branch of the anyOf allows the same type and requires less.
	Shadowed bool
	// Source is its position, as "FILE:LINE"; Origin is where it comes from.
	Source string
	Origin Origin
}

// Keywords lists every assertion of the schema at every place, in the order of the
// description. A required has one entry for each property; the types of the branches of
// an anyOf become the one entry of the anyOf; a const beside an enum is left out, as in
// Validate. The list ends after MaxPlaces places.
func (s *Schema) Keywords() []Keyword {
	w := keywordWalk{d: s.d, above: map[*document.Value]bool{}}
	w.schema(s.root, spot{})
	return w.found
}

type keywordWalk struct {
	d     *Description
	above map[*document.Value]bool
	found []Keyword
	steps int
}

// spot is a place of a schema, and how it was reached.
type spot struct {
	place, path        string
	nullable, shadowed bool
	branch             bool // it is a branch of an anyOf with several
}

func (at spot) down(place, path string) spot {
	return spot{place: at.place + place, path: at.path + path}
}

func (w *keywordWalk) schema(v *document.Value, at spot) {
	if w.steps++; v == nil || v.Kind != '{' || w.above[v] || w.steps > MaxPlaces {
		return
	}
	w.above[v] = true
	defer delete(w.above, v)
	w.assertions(v, at)
	if ref := v.Get("$ref"); ref != nil {
		next := at
		next.path += "/$ref"
		w.schema(w.d.target(v), next)
	}
	for _, m := range v.Get("properties").Members() {
		token := "/" + document.EscapeToken(m.Name)
		w.schema(m.Value, at.down(token, "/properties"+token))
	}
	w.schema(v.Get("items"), at.down("/*", "/items"))
	w.schema(v.Get("additionalProperties"), at.down("/*", "/additionalProperties"))
	w.branches(v, at)
}

func (w *keywordWalk) assertions(v *document.Value, at spot) {
	for _, m := range v.Members() {
		switch {
		case m.Name == "required":
			for _, item := range m.Items() {
				k := w.keyword(v, m.Name, item, at)
				k.Source, k.Origin = m.Source(), originOf(v, m.Name, item.Text)
				w.found = append(w.found, k)
			}
		case m.Name == "type" && at.branch, m.Name == "const" && v.Get("enum") != nil:
		case isAssertion(m):
			w.found = append(w.found, w.keyword(v, m.Name, m.Value, at))
		}
	}
}

func (w *keywordWalk) keyword(v *document.Value, name string, of *document.Value, at spot) Keyword {
	return Keyword{
		Place: at.place, Name: name, Path: at.path + "/" + name,
		Value: of.AppendJSON(nil, nil), Nullable: at.nullable, Shadowed: at.shadowed,
		Source: of.Source(), Origin: originOf(v, name, ""),
	}
}

func isAssertion(m document.Member) bool {
	switch m.Name {
	case "type", "format", "enum", "const", "pattern", "minLength", "maxLength",
		"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
		"minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties":
		return true
	case "additionalProperties":
		return m.Kind == 'f'
	}
	return false
}

func (w *keywordWalk) branches(v *document.Value, at spot) {
	for _, keyword := range []string{"anyOf", "oneOf", "allOf"} {
		list := v.Get(keyword)
		if list == nil {
			continue
		}
		isNull := func(b *document.Value) bool { return b.TextOf("type") == "null" }
		nullable := keyword != "allOf" && slices.ContainsFunc(list.Items(), isNull)
		several := keyword != "allOf" && len(list.Items()) > 2 ||
			len(list.Items()) == 2 && !nullable && keyword != "allOf"
		if several {
			k := w.keyword(v, keyword, list, at)
			k.Nullable = k.Nullable || nullable
			w.found = append(w.found, k)
		}
		for i, item := range list.Items() {
			if keyword != "allOf" && isNull(item) {
				continue
			}
			next := at
			next.path += "/" + keyword + "/" + strconv.Itoa(i)
			next.nullable = at.nullable || nullable
			next.branch = at.branch || several
			next.shadowed = at.shadowed || several && w.rivals(list.Items(), i)
			w.schema(item, next)
		}
	}
}

// rivals reports whether another branch has the same type.
func (w *keywordWalk) rivals(items []*document.Value, i int) bool {
	mine := w.typeOf(items[i])
	for j, other := range items {
		if j != i && w.typeOf(other) == mine {
			return true
		}
	}
	return false
}

func (w *keywordWalk) typeOf(v *document.Value) string {
	if target := w.d.target(v); target != nil {
		v = target
	}
	return v.TextOf("type")
}
