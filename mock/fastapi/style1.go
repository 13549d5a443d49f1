package fastapi

import (
	"slices"

	"github.com/ringer-api/ringer/schemas"
)

// model1 validates values by a description as pydantic 1 does.
type model1 struct {
	*detail
}

func (m model1) body(n *schemas.Node, v Value) Value {
	at := &place{name: "body"}
	if v.IsNull() {
		return m.wrong("value_error.missing", "field required", v, at)
	}
	return m.value(n, v, at)
}

func (m model1) wrong(kind, message string, v Value, at *place) Value {
	m.add(problem{kind: kind, at: at, message: message})
	return v
}

func (m model1) value(n *schemas.Node, v Value, at *place) Value {
	switch {
	case n == nil || n.Nullable && v.IsNull():
		return v
	case v.IsNull():
		return m.wrong("type_error.none.not_allowed", "none is not an allowed value", v, at)
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

func (m model1) object(n *schemas.Node, v Value, at *place) Value {
	judged, ok := dictionary(v)
	if !ok {
		return m.wrong("type_error.dict", "value is not a valid dict", v, at)
	}
	for _, p := range n.Properties {
		index := slices.Index(judged.Names(), p.Name)
		switch {
		case index >= 0:
			item := judged.parts.items[index]
			judged.parts.items[index] = m.value(p.Node, item, at.named(p.Name))
		case p.Required:
			m.wrong("value_error.missing", "field required", v, at.named(p.Name))
		}
	}
	return judged
}

func (m model1) array(n *schemas.Node, v Value, at *place) Value {
	if v.kind != Array {
		return m.wrong("type_error.list", "value is not a valid list", v, at)
	}
	judged := v.clone()
	for i, item := range v.Items() {
		judged.parts.items[i] = m.value(n.Items, item, at.item(i))
	}
	return judged
}

func (m model1) enum(n *schemas.Node, v Value, at *place) Value {
	if member(n.Enum, v) {
		return v
	}
	var names []Value
	for _, name := range n.Enum {
		names = append(names, text(name))
	}
	m.add(problem{
		kind:    "type_error.enum",
		at:      at,
		message: "value is not a valid enumeration member; permitted: " + commaList(n.Enum),
		context: object([]string{"enum_values"}, array(names...)),
	})
	return v
}

func (m model1) string(n *schemas.Node, v Value, at *place) Value {
	if n.Format == "uuid" {
		return m.uuid(v, at)
	}
	switch v.kind {
	case Array, Object:
		return m.wrong("type_error.str", "str type expected", v, at)
	case String:
		// Valid, but the response could not contain it.
		m.hidden = m.hidden || !v.Renderable()
	}
	return text(pythonString(v))
}

func (m model1) uuid(v Value, at *place) Value {
	if canonical, ok := pythonUUID(v.text); ok && v.kind == String {
		return text(canonical)
	}
	return m.wrong("type_error.uuid", "value is not a valid uuid", v, at)
}

// pythonString returns Python's str of a scalar: numbers, booleans and similar values are
// accepted as strings.
func pythonString(v Value) string {
	switch v.text {
	case "true", "false", "NaN", "Infinity", "-Infinity":
		if v.kind != String {
			return pythonWords[v.text]
		}
	}
	return v.text
}

var pythonWords = map[string]string{
	"true": "True", "false": "False", "NaN": "nan", "Infinity": "inf", "-Infinity": "-inf",
}

// invalidJSON1 is how pydantic 1 reports a text that is not JSON.
func invalidJSON1(d *detail, wrong *SyntaxError) {
	d.add(problem{
		kind:    "value_error.jsondecode",
		at:      (&place{name: "body"}).item(wrong.Position),
		message: wrong.Error(),
		context: object([]string{"msg", "doc", "pos", "lineno", "colno"},
			text(wrong.Reason), text(wrong.Text), whole(wrong.Position),
			whole(wrong.Line), whole(wrong.Column)),
	})
}
