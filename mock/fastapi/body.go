package fastapi

import (
	"slices"
	"strings"

	"github.com/ringer-api/ringer/schemas"
)

// ReadBody parses a request's body as the framework does before validation: JSON if the
// content type is JSON or missing, and any other body as one string. No body is null.
// Errors are those of ReadJSON.
func ReadBody(contentType string, body []byte) (Value, error) {
	switch {
	case len(body) == 0:
		return Value{}, nil
	case isJSON(contentType):
		return ReadJSON(body)
	}
	return text(string(body)), nil
}

func isJSON(contentType string) bool {
	if contentType == "" {
		return true
	}
	essence, _, _ := strings.Cut(contentType, ";")
	subtype, ok := strings.CutPrefix(strings.ToLower(strings.TrimSpace(essence)), "application/")
	if !ok || strings.Contains(subtype, "/") {
		return false
	}
	return subtype == "json" || strings.HasSuffix(subtype, "+json")
}

// model2 validates values by a description as pydantic 2 does. Each method
// returns the value as the endpoint gets it, ids in canonical form.
//
// Numbers, booleans, unions and formats other than uuid are not validated: no body
// of this service has one.
type model2 struct {
	*detail
}

// body validates the whole body; null is a missing body.
func (m model2) body(n *schemas.Node, v Value) Value {
	at := &place{name: "body"}
	if v.IsNull() {
		m.add(problem{kind: "missing", at: at, message: "Field required"})
		return v
	}
	return m.value(n, v, at)
}

func (m model2) value(n *schemas.Node, v Value, at *place) Value {
	switch {
	case n == nil || n.Nullable && v.IsNull():
		return v
	case len(n.Enum) > 0:
		return m.enum(n, v, at)
	}
	switch n.Type {
	case "object":
		return m.object(n, v, at)
	case "array":
		return m.array(n, v, at)
	case "string":
		return m.string(n, v, at)
	}
	return v
}

func (m model2) wrong(kind, message string, v Value, at *place) Value {
	m.add(problem{kind: kind, at: at, message: message, input: v})
	return v
}

// object validates fields in the order of the model and keeps unknown keys unchanged.
func (m model2) object(n *schemas.Node, v Value, at *place) Value {
	if v.kind != Object {
		return m.wrong("model_attributes_type",
			"Input should be a valid dictionary or object to extract fields from", v, at)
	}
	judged := v.clone()
	for _, p := range n.Properties {
		index := slices.Index(v.Names(), p.Name)
		switch {
		case index >= 0:
			judged.parts.items[index] = m.value(p.Node, v.parts.items[index], at.named(p.Name))
		case p.Required:
			m.wrong("missing", "Field required", v, at.named(p.Name))
		}
	}
	return judged
}

func (m model2) array(n *schemas.Node, v Value, at *place) Value {
	if v.kind != Array {
		return m.wrong("list_type", "Input should be a valid list", v, at)
	}
	judged := v.clone()
	for i, item := range v.Items() {
		judged.parts.items[i] = m.value(n.Items, item, at.item(i))
	}
	return judged
}

func (m model2) string(n *schemas.Node, v Value, at *place) Value {
	if n.Format == "uuid" {
		return m.uuid(v, at)
	}
	if v.kind != String {
		return m.wrong("string_type", "Input should be a valid string", v, at)
	}
	if !v.Renderable() {
		return m.wrong("string_unicode", "Input should be a valid string, "+
			"unable to parse raw data as a unicode string", v, at)
	}
	return v
}

func (m model2) uuid(v Value, at *place) Value {
	if v.kind != String {
		return m.wrong("uuid_type", "UUID input should be a string, bytes or UUID object", v, at)
	}
	canonical, wrong := UUID(v.text)
	if wrong != "" {
		m.add(problem{
			kind:    "uuid_parsing",
			at:      at,
			message: "Input should be a valid UUID, " + wrong,
			input:   v,
			context: object([]string{"error"}, text(wrong)),
		})
		return v
	}
	return text(canonical)
}

func (m model2) enum(n *schemas.Node, v Value, at *place) Value {
	if member(n.Enum, v) {
		return v
	}
	expected := orList(n.Enum)
	m.add(problem{
		kind:    "enum",
		at:      at,
		message: "Input should be " + expected,
		input:   v,
		context: object([]string{"expected"}, text(expected)),
	})
	return v
}

func member(names []string, v Value) bool {
	for _, name := range names {
		if v.kind == String && v.text == name {
			return true
		}
	}
	return false
}

// orList returns 'A', 'B' or 'C'.
func orList(names []string) string {
	quoted := commaList(names[:len(names)-1])
	last := commaList(names[len(names)-1:])
	if quoted == "" {
		return last
	}
	return quoted + " or " + last
}

// commaList returns 'A', 'B', 'C'.
func commaList(names []string) string {
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = "'" + name + "'"
	}
	return strings.Join(quoted, ", ")
}

// invalidJSON2 is how pydantic 2 reports a text that is not JSON.
func invalidJSON2(d *detail, wrong *SyntaxError) {
	d.add(problem{
		kind:    "json_invalid",
		at:      (&place{name: "body"}).item(wrong.Position),
		message: "JSON decode error",
		input:   object(nil),
		context: object([]string{"error"}, text(wrong.Reason)),
	})
}
