package v2

import (
	"strconv"

	"github.com/ringer-api/ringer/mock/pydantic"
	"github.com/ringer-api/ringer/mock/python"
)

func (c check) list() python.Value {
	if c.v.Kind() != python.Array {
		return c.wrong("list_type", "Input should be a valid list")
	}
	n := len(c.v.Items())
	if most := c.t.MaxSize; most != nil && n > *most {
		return c.tooLong("List", *most, n)
	}
	judged, ok := c.items()
	if least := c.t.MinSize; ok && least != nil && n < *least {
		return c.tooShort("List", *least, n)
	}
	return judged
}

// items validates the elements, and reports whether all are valid.
func (c check) items() (python.Value, bool) {
	if c.t.Item == nil {
		return c.v, true
	}
	before := c.errors.Count()
	judged := make([]python.Value, len(c.v.Items()))
	for i, item := range c.v.Items() {
		judged[i] = Validate(c.t.Item, item, c.at.Item(i), c.errors)
	}
	return c.v.With(judged), c.errors.Count() == before
}

func (c check) tooLong(noun string, most, n int) python.Value {
	return c.size("too_long", noun+" should have at most "+counted(most, "item")+" after validation, not "+strconv.Itoa(n),
		noun, "max_length", most, python.IntOf(n))
}

func (c check) tooShort(noun string, least, n int) python.Value {
	return c.size("too_short", noun+" should have at least "+counted(least, "item")+" after validation, not "+strconv.Itoa(n),
		noun, "min_length", least, python.IntOf(n))
}

func (c check) size(kind, message, noun, limit string, of int, actual python.Value) python.Value {
	c.errors.Add(pydantic.Error{Type: kind, At: c.at, Message: message, Input: c.v,
		Context: python.ObjectOf([]string{"field_type", limit, "actual_length"}, python.TextOf(noun), python.IntOf(of), actual)})
	return c.v
}

func (c check) set() python.Value {
	if c.v.Kind() != python.Array {
		return c.wrong("set_type", "Input should be a valid set")
	}
	judged, ok := c.items()
	if !ok {
		return judged
	}
	var distinct []python.Value
	seen := map[string]bool{}
	for _, item := range judged.Items() {
		if key, _ := number(item); item.Kind() == python.String || !seen[key] {
			if item.Kind() == python.String {
				key = python.Repr(item)
			}
			if !seen[key] {
				distinct = append(distinct, item)
			}
			seen[key] = true
		}
	}
	n := len(distinct)
	if most := c.t.MaxSize; most != nil && n > *most {
		return c.size("too_long", "Set should have at most "+counted(*most, "item")+" after validation, not more",
			"Set", "max_length", *most, python.Value{})
	}
	if least := c.t.MinSize; least != nil && n < *least {
		return c.tooShort("Set", *least, n)
	}
	return python.ArrayOf(distinct...)
}

func (c check) tuple() python.Value {
	if c.v.Kind() != python.Array {
		return c.wrong("tuple_type", "Input should be a valid tuple")
	}
	parts, items := c.t.Parts, c.v.Items()
	if len(items) > len(parts) {
		return c.tooLong("Tuple", len(parts), len(items))
	}
	judged := make([]python.Value, len(items))
	for i, part := range parts {
		if i >= len(items) {
			c.wrongAt(c.at.Item(i), c.v, "missing", "Field required")
			continue
		}
		judged[i] = Validate(part, items[i], c.at.Item(i), c.errors)
	}
	return c.v.With(judged)
}

func (c check) dict() python.Value {
	if c.v.Kind() != python.Object {
		return c.wrong("dict_type", "Input should be a valid dictionary")
	}
	n, before := len(c.v.Items()), c.errors.Count()
	judged := make([]python.Value, n)
	for i, item := range c.v.Items() {
		name := c.v.Names()[i]
		if c.t.Key != nil {
			Validate(c.t.Key, python.TextOf(name), c.at.Named(name).Named("[key]"), c.errors)
		}
		judged[i] = item
		if c.t.Item != nil {
			judged[i] = Validate(c.t.Item, item, c.at.Named(name), c.errors)
		}
	}
	if c.errors.Count() == before {
		if least := c.t.MinSize; least != nil && n < *least {
			return c.tooShort("Dictionary", *least, n)
		}
		if most := c.t.MaxSize; most != nil && n > *most {
			return c.tooLong("Dictionary", *most, n)
		}
	}
	return c.v.With(judged)
}

// model validates fields in the order of the model, then finds those that it does not have.
func (c check) model() python.Value {
	if c.v.Kind() != python.Object {
		return c.wrong("model_attributes_type", "Input should be a valid dictionary or object to extract fields from")
	}
	judged := append([]python.Value(nil), c.v.Items()...)
	names := c.v.Names()
	for i := range c.t.Fields {
		f := &c.t.Fields[i]
		switch at := indexOf(names, f.Name); {
		case at >= 0:
			judged[at] = Validate(f.Type, judged[at], c.at.Named(f.Name), c.errors)
		case f.Required:
			c.wrongAt(c.at.Named(f.Name), c.v, "missing", "Field required")
		}
	}
	if c.t.Extra == pydantic.Forbidden {
		for i, name := range names {
			if !c.t.Has(name) {
				c.wrongAt(c.at.Named(name), c.v.Items()[i], "extra_forbidden", "Extra inputs are not permitted")
			}
		}
	}
	return c.v.With(judged)
}

func indexOf(names []string, name string) int {
	for i, n := range names {
		if n == name {
			return i
		}
	}
	return -1
}
