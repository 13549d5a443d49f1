package v2

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/ringer-api/ringer/mock/pydantic"
	"github.com/ringer-api/ringer/mock/python"
)

func (c check) string() python.Value {
	if c.v.Kind() != python.String {
		return c.wrong("string_type", "Input should be a valid string")
	}
	least, most := c.t.MinSize, c.t.MaxSize
	if least == nil && most == nil && c.t.Pattern == nil {
		c.errors.Unshowable = c.errors.Unshowable || !utf8.ValidString(c.v.Text())
		return c.v
	}
	if !c.v.Renderable() {
		return c.wrong("string_unicode", "Input should be a valid string, unable to parse raw data as a unicode string")
	}
	size := utf8.RuneCountInString(c.v.Text())
	switch pattern := c.t.Pattern; {
	case most != nil && size > *most:
		return c.wrongFor("string_too_long", "String should have at most "+counted(*most, "character"), "max_length", python.IntOf(*most))
	case least != nil && size < *least:
		return c.wrongFor("string_too_short", "String should have at least "+counted(*least, "character"), "min_length", python.IntOf(*least))
	case pattern != nil && pattern.Regexp != nil && !pattern.MatchString(c.v.Text()):
		return c.wrongFor("string_pattern_mismatch", "String should match pattern '"+pattern.Written+"'", "pattern", python.TextOf(pattern.Written))
	}
	return c.v
}

func counted(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return strconv.Itoa(n) + " " + noun
}

// choice is a value of an enum, or of a literal.
func (c check) choice(kind string) python.Value {
	for _, choice := range c.t.Choices {
		if equal(choice, c.v) {
			return choice
		}
	}
	if c.t.Kind == pydantic.Enum && allOf(c.t.Choices, python.Int) {
		whole := c // a whole number in any form; what is wrong with it does not matter
		whole.errors = c.errors.Trial()
		n, ok := whole.asInt()
		if ok && !n.IsInt64() {
			return c.wrongAt(c.at, python.BigOf(n.String()), "int_parsing_size", intTooLarge)
		}
		if ok && slices.ContainsFunc(c.t.Choices, func(v python.Value) bool { return v.Text() == n.String() }) {
			return python.BigOf(n.String())
		}
	}
	expected := orList(c.t.Choices)
	return c.wrongFor(kind, "Input should be "+expected, "expected", python.TextOf(expected))
}

// equal compares as Python does: true is 1, and 1.0 is 1.
func equal(a, b python.Value) bool {
	if a.Kind() == python.String || b.Kind() == python.String {
		return a.Kind() == b.Kind() && a.Text() == b.Text()
	}
	x, ok := number(a)
	y, also := number(b)
	return ok && also && x == y
}

func number(v python.Value) (string, bool) {
	switch v.Text() {
	case "true":
		return "1", true
	case "false":
		return "0", true
	}
	return strings.TrimSuffix(v.Text(), ".0"), v.Kind() == python.Int || v.Kind() == python.Float
}

func allOf(all []python.Value, kind python.Kind) bool {
	return !slices.ContainsFunc(all, func(v python.Value) bool { return v.Kind() != kind })
}

// orList returns 'A', 'B' or 'C'.
func orList(all []python.Value) string {
	last := len(all) - 1
	if last == 0 {
		return python.Repr(all[0])
	}
	return reprs(all[:last], ", ") + " or " + python.Repr(all[last])
}

func reprs(all []python.Value, separator string) string {
	texts := make([]string, len(all))
	for i, v := range all {
		texts[i] = python.Repr(v)
	}
	return strings.Join(texts, separator)
}
