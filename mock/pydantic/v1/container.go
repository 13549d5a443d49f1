package v1

import (
	"slices"
	"strconv"

	"github.com/ringer-api/ringer/mock/pydantic"
	"github.com/ringer-api/ringer/mock/python"
)

// list validates the size before the elements. Kind is list or set.
func (c check) list(kind string) python.Value {
	if c.v.Kind() != python.Array {
		return c.wrong("type_error."+kind, "value is not a valid "+kind)
	}
	n := len(c.v.Items())
	if kind == "set" && (c.t.MinSize != nil || c.t.MaxSize != nil) {
		n = distinct(c.v.Items())
	}
	if least := c.t.MinSize; least != nil && n < *least {
		return c.limited("value_error."+kind+".min_items", "has at least "+strconv.Itoa(*least)+" items", python.IntOf(*least))
	}
	if most := c.t.MaxSize; most != nil && n > *most {
		return c.limited("value_error."+kind+".max_items", "has at most "+strconv.Itoa(*most)+" items", python.IntOf(*most))
	}
	if c.t.Item == nil {
		return c.v
	}
	judged := make([]python.Value, len(c.v.Items()))
	for i, item := range c.v.Items() {
		judged[i] = Validate(c.t.Item, item, c.at.Item(i), c.errors)
	}
	return c.v.With(judged)
}

func distinct(items []python.Value) int {
	seen := map[string]bool{}
	for _, item := range items {
		key := python.Repr(item)
		if item.Kind() != python.String {
			key = number(item)
		}
		seen[key] = true
	}
	return len(seen)
}

func (c check) tuple() python.Value {
	if c.v.Kind() != python.Array {
		return c.wrong("type_error.tuple", "value is not a valid tuple")
	}
	actual, expected := len(c.v.Items()), len(c.t.Parts)
	if actual != expected {
		return c.wrongFor("value_error.tuple.length", "wrong tuple length "+strconv.Itoa(actual)+", expected "+strconv.Itoa(expected),
			[]string{"actual_length", "expected_length"}, python.IntOf(actual), python.IntOf(expected))
	}
	judged := make([]python.Value, actual)
	for i, item := range c.v.Items() {
		judged[i] = Validate(c.t.Parts[i], item, c.at.Item(i), c.errors)
	}
	return c.v.With(judged)
}

func (c check) dict() python.Value {
	all, ok := dictionary(c.v)
	if !ok {
		return c.wrong("type_error.dict", "value is not a valid dict")
	}
	if c.t.Item == nil && c.t.Key == nil {
		return all.object()
	}
	for i, key := range all.keys {
		before := c.errors.Count()
		all.keys[i] = Validate(c.key(), key, c.at.Named("__key__"), c.errors)
		if c.t.Item != nil && c.errors.Count() == before {
			all.items[i] = Validate(c.t.Item, all.items[i], c.entry(key), c.errors)
		}
	}
	return all.object()
}

var text = &pydantic.Type{Kind: pydantic.String}

// key is the type of a dict's keys.
func (c check) key() *pydantic.Type {
	if c.t.Key != nil {
		return c.t.Key
	}
	return text
}

// entry is the place of a dict's value.
func (c check) entry(key python.Value) *pydantic.Place {
	if n, err := strconv.Atoi(key.Text()); err == nil && key.Kind() == python.Int {
		return c.at.Item(n)
	}
	return c.at.Named(key.Text())
}

// model validates fields in the order of the model; then the names that it does not have, sorted.
func (c check) model() python.Value {
	all, ok := dictionary(c.v)
	switch {
	case !ok:
		return c.wrong("type_error.dict", "value is not a valid dict")
	case slices.ContainsFunc(all.keys, func(k python.Value) bool { return k.Kind() != python.String }):
		return c.wrong("type_error", "keywords must be strings")
	}
	object := all.object()
	names, items := object.Names(), object.Items()
	for i := range c.t.Fields {
		f := &c.t.Fields[i]
		switch at := slices.Index(names, f.Name); {
		case at >= 0:
			items[at] = Validate(f.Type, items[at], c.at.Named(f.Name), c.errors)
		case f.Required:
			c.missing(f.Name)
		}
	}
	if c.t.Extra == pydantic.Forbidden {
		sorted := slices.Clone(names)
		slices.Sort(sorted)
		for _, name := range sorted {
			if !c.t.Has(name) {
				c.errors.Add(pydantic.Error{Type: "value_error.extra", At: c.at.Named(name), Message: "extra fields not permitted"})
			}
		}
	}
	return object
}

func (c check) missing(name string) {
	c.errors.Add(pydantic.Error{Type: "value_error.missing", At: c.at.Named(name), Message: "field required"})
}
