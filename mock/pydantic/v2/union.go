package v2

import (
	"strings"

	"github.com/ringer-api/ringer/mock/pydantic"
	"github.com/ringer-api/ringer/mock/python"
)

// union validates by each member. One that changes nothing goes first; if none is valid, the
// errors of all are listed, each under the name of its member.
func (c check) union() python.Value {
	var first *python.Value
	failed := c.errors.Trial()
	for _, member := range c.t.Parts {
		if !c.errors.Try() {
			return c.v
		}
		trial := c.errors.Trial()
		judged := Validate(member, c.v, c.at.Named(label(member)), trial)
		if trial.Any() {
			failed.Take(trial)
			continue
		}
		if judged.Kind() == c.v.Kind() {
			return judged
		}
		if first == nil {
			first = &judged
		}
	}
	if first != nil {
		return *first
	}
	c.errors.Take(failed)
	return c.v
}

// tagged validates by the member that a field selects.
func (c check) tagged() python.Value {
	name := c.t.Discriminator
	if c.v.Kind() != python.Object {
		return c.wrong("model_attributes_type", "Input should be a valid dictionary or object to extract fields from")
	}
	tag, ok := c.v.Get(name)
	if !ok {
		return c.wrongFor("union_tag_not_found", "Unable to extract tag using discriminator '"+name+"'",
			"discriminator", python.TextOf("'"+name+"'"))
	}
	for i, known := range c.t.Tags {
		if tag.Kind() == python.String && tag.Text() == known {
			return Validate(c.t.Parts[i], c.v, c.at.Named(known), c.errors)
		}
	}
	expected := "'" + strings.Join(c.t.Tags, "', '") + "'"
	found := tag.Text()
	if tag.Kind() != python.String {
		found = python.Repr(tag)
	}
	c.errors.Add(pydantic.Error{Type: "union_tag_invalid", At: c.at, Input: c.v,
		Message: "Input tag '" + found + "' found using '" + name + "' does not match any of the expected tags: " + expected,
		Context: python.ObjectOf([]string{"discriminator", "tag", "expected_tags"},
			python.TextOf("'"+name+"'"), python.TextOf(found), python.TextOf(expected))})
	return c.v
}

// maxLabel limits the length of a label, for types that contain themselves.
const maxLabel = 200

var labels = map[pydantic.Kind]string{
	pydantic.Any: "any", pydantic.None: "none", pydantic.Bool: "bool", pydantic.Int: "int", pydantic.Float: "float",
	pydantic.Decimal: "decimal", pydantic.String: "str", pydantic.UUID: "uuid", pydantic.Date: "date",
	pydantic.DateTime: "datetime", pydantic.Time: "time", pydantic.Duration: "timedelta", pydantic.File: "function-plain[validate()]",
}

// label is the name of a union's member in the place of an error.
func label(t *pydantic.Type) string { return labelWithin(t, maxLabel) }

func labelWithin(t *pydantic.Type, room int) string {
	if room <= 0 {
		return "..."
	}
	t, nullable := t.Resolve()
	inner := func(t *pydantic.Type) string {
		if t == nil {
			return "any"
		}
		return labelWithin(t, room/2)
	}
	name := labels[t.Kind]
	switch t.Kind {
	case pydantic.Int, pydantic.Float:
		if t.Bounds.Some() {
			name = "constrained-" + name
		}
	case pydantic.String:
		if t.MinSize != nil || t.MaxSize != nil || t.Pattern != nil {
			name = "constrained-str"
		}
	case pydantic.Enum:
		name = "enum[" + t.Name + "]"
		if allOf(t.Choices, python.String) {
			name = "str-" + name
		} else if allOf(t.Choices, python.Int) {
			name = "int-" + name
		}
	case pydantic.Literal:
		name = "literal[" + reprs(t.Choices, ",") + "]"
	case pydantic.List:
		name = "list[" + inner(t.Item) + "]"
	case pydantic.Set:
		name = "set[" + inner(t.Item) + "]"
	case pydantic.Dict:
		key := "str"
		if t.Key != nil {
			key = inner(t.Key)
		}
		name = "dict[" + key + "," + inner(t.Item) + "]"
	case pydantic.Tuple:
		name = "tuple[" + joined(t.Parts, ", ", inner) + "]"
	case pydantic.Union:
		name = "union[" + joined(t.Parts, ",", inner) + "]"
	case pydantic.Tagged:
		name = "tagged-union[" + joined(t.Parts, ",", inner) + "]"
	case pydantic.Model:
		name = t.Name
	}
	if nullable {
		return "nullable[" + name + "]"
	}
	return name
}

func joined(all []*pydantic.Type, separator string, label func(*pydantic.Type) string) string {
	var names []string
	for _, t := range all {
		names = append(names, label(t))
	}
	return strings.Join(names, separator)
}
