package fastapi

import (
	"slices"
	"strconv"
	"unicode/utf8"
)

// Kind is what a Value is.
type Kind uint8

// The kinds of values. Python tells whole numbers from others by how they are
// written: 1 is an Int, 1.0 and 1e0 are Floats.
const (
	Null Kind = iota
	Bool
	Int
	Float
	String
	Array
	Object
)

// Value is a JSON value as Python holds it: numbers exact, keys in order, the
// last of two equal keys at the place of the first. It is read-only and safe
// for concurrent use. The zero Value is null.
type Value struct {
	kind Kind
	// text is a String's characters or how anything else but null, an array or
	// an object is written. Half a surrogate pair is held as its three bytes.
	text  string
	parts *parts
}

type parts struct {
	names []string // nil for an array
	items []Value
}

// Kind is what the value is.
func (v Value) Kind() Kind { return v.kind }

// IsNull tells whether the value is null, or absent.
func (v Value) IsNull() bool { return v.kind == Null }

// String is the text of a String, and of anything else its JSON.
func (v Value) String() string {
	if v.kind == String {
		return v.text
	}
	return string(AppendJSON(nil, v))
}

// Items are the elements of an array or the values of an object, in order. The
// caller must not change them.
func (v Value) Items() []Value {
	if v.parts == nil {
		return nil
	}
	return v.parts.items
}

// Names are the keys of an object, in order: Names()[i] belongs to Items()[i].
// The caller must not change them.
func (v Value) Names() []string {
	if v.parts == nil {
		return nil
	}
	return v.parts.names
}

// Get gives the member of that name, and whether there is one. Of what is no
// object there is none.
func (v Value) Get(name string) (Value, bool) {
	if at := slices.Index(v.Names(), name); at >= 0 {
		return v.parts.items[at], true
	}
	return Value{}, false
}

// Strings are the texts of an array's strings; other elements are left out.
func (v Value) Strings() []string {
	if v.kind != Array {
		return nil
	}
	var all []string
	for _, item := range v.Items() {
		if item.kind == String {
			all = append(all, item.text)
		}
	}
	return all
}

// Renderable tells whether the service can write the value into an answer: it
// cannot where NaN, an infinity or half a surrogate pair stands in it, and then
// answers 500.
func (v Value) Renderable() bool {
	switch v.kind {
	case Float:
		// NaN, Infinity and -Infinity end in a letter, every other float in a digit.
		return v.text[len(v.text)-1] <= '9'
	case String:
		return utf8.ValidString(v.text)
	}
	for _, name := range v.Names() {
		if !utf8.ValidString(name) {
			return false
		}
	}
	for _, item := range v.Items() {
		if !item.Renderable() {
			return false
		}
	}
	return true
}

// clone is the value with elements of its own, to be changed before anybody
// else sees it.
func (v Value) clone() Value {
	v.parts = &parts{names: v.parts.names, items: slices.Clone(v.parts.items)}
	return v
}

func boolean(b bool) Value       { return Value{kind: Bool, text: strconv.FormatBool(b)} }
func whole(n int) Value          { return Value{kind: Int, text: strconv.Itoa(n)} }
func text(s string) Value        { return Value{kind: String, text: s} }
func array(items ...Value) Value { return Value{kind: Array, parts: &parts{items: items}} }
func float(f float64) Value      { return Value{kind: Float, text: string(AppendFloat(nil, f))} }
func object(names []string, items ...Value) Value {
	return Value{kind: Object, parts: &parts{names: names, items: items}}
}
