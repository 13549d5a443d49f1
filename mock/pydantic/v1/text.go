package v1

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/ringer-api/ringer/mock/python"
)

// string converts numbers and booleans to texts.
func (c check) string() python.Value {
	switch c.v.Kind() {
	case python.Array, python.Object, python.Foreign:
		return c.wrong("type_error.str", "str type expected")
	case python.String:
		c.errors.Unshowable = c.errors.Unshowable || !utf8.ValidString(c.v.Text())
	default:
		c.v = python.TextOf(python.Repr(c.v))
	}
	size, least, most := python.Characters(c.v.Text()), c.t.MinSize, c.t.MaxSize
	switch pattern := c.t.Pattern; {
	case least != nil && size < *least:
		return c.limited("value_error.any_str.min_length", "has at least "+python.IntOf(*least).String()+" characters", python.IntOf(*least))
	case most != nil && size > *most:
		return c.limited("value_error.any_str.max_length", "has at most "+python.IntOf(*most).String()+" characters", python.IntOf(*most))
	case pattern != nil && pattern.Regexp != nil && !pattern.MatchString(c.v.Text()):
		return c.wrongFor("value_error.str.regex", `string does not match regex "`+pattern.Written+`"`,
			[]string{"pattern"}, python.TextOf(pattern.Written))
	}
	return c.v
}

func (c check) enum() python.Value {
	v := c.v
	if !slices.ContainsFunc(c.t.Choices, func(v python.Value) bool { return v.Kind() != python.Int }) {
		n, ok := asInt(v)
		if !ok {
			return c.wrong("type_error.integer", "value is not a valid integer")
		}
		v = python.BigOf(n.String())
	}
	for _, choice := range c.t.Choices {
		if equal(choice, v) {
			return choice
		}
	}
	return c.wrongFor("type_error.enum", "value is not a valid enumeration member; permitted: "+reprs(c.t.Choices),
		[]string{"enum_values"}, python.ArrayOf(c.t.Choices...))
}

func (c check) literal() python.Value {
	if kind := c.v.Kind(); kind == python.Array || kind == python.Object {
		return c.unhashable()
	}
	for _, choice := range c.t.Choices {
		if equal(choice, c.v) {
			return choice
		}
	}
	return c.wrongFor("value_error.const", "unexpected value; permitted: "+reprs(c.t.Choices),
		[]string{"given", "permitted"}, c.v, python.ArrayOf(c.t.Choices...))
}

// unhashable is a value that cannot be in a set.
func (c check) unhashable() python.Value {
	return c.wrong("type_error", "unhashable type: '"+classes[c.v.Kind()]+"'")
}

// equal compares as Python does: true is 1, and 1.0 is 1.
func equal(a, b python.Value) bool {
	if a.Kind() == python.String || b.Kind() == python.String {
		return a.Kind() == b.Kind() && a.Text() == b.Text()
	}
	return number(a) != "" && number(a) == number(b)
}

// number is the text of a number or boolean; "" for anything else.
func number(v python.Value) string {
	switch v.Text() {
	case "true":
		return "1"
	case "false":
		return "0"
	}
	return strings.TrimSuffix(v.Text(), ".0")
}

// reprs returns 'A', 'B', 'C'.
func reprs(all []python.Value) string {
	texts := make([]string, len(all))
	for i, v := range all {
		texts[i] = python.Repr(v)
	}
	return strings.Join(texts, ", ")
}

// union validates by each member in turn; if none is valid, the errors of all are listed.
func (c check) union() python.Value {
	failed := c.errors.Trial()
	for _, member := range c.t.Parts {
		if !c.errors.Try() {
			return c.v
		}
		trial := c.errors.Trial()
		judged := Validate(member, c.v, c.at, trial)
		switch {
		case trial.Crashed:
			return c.crash() // an exception ends the whole union
		case !trial.Any():
			return judged
		}
		failed.Take(trial)
	}
	c.errors.Take(failed)
	return c.v
}

// tagged validates by the member that a field selects.
func (c check) tagged() python.Value {
	key := c.t.Discriminator
	tag, ok := c.v.Get(key)
	switch {
	case !ok:
		return c.wrongFor("value_error.discriminated_union.missing_discriminator", "Discriminator "+python.Repr(python.TextOf(key))+" is missing in value",
			[]string{"discriminator_key"}, python.TextOf(key))
	case tag.Kind() == python.Array || tag.Kind() == python.Object:
		return c.crash()
	}
	var allowed []python.Value
	for i, known := range c.t.Tags {
		if tag.Kind() == python.String && tag.Text() == known {
			part, _ := c.t.Parts[i].Resolve()
			return Validate(c.t.Parts[i], c.v, c.at.Named(part.Name), c.errors)
		}
		allowed = append(allowed, python.TextOf(known))
	}
	return c.wrongFor("value_error.discriminated_union.invalid_discriminator",
		"No match for discriminator "+python.Repr(python.TextOf(key))+" and value "+python.Repr(tag)+" (allowed values: "+reprs(allowed)+")",
		[]string{"discriminator_key", "discriminator_value", "allowed_values"}, python.TextOf(key), tag, python.TextOf(reprs(allowed)))
}
