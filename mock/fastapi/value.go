package fastapi

import (
	"slices"
	"strconv"
	"unicode/utf8"
)

// Kind is the type of a Value.
type Kind uint8

// The kinds of values. Python distinguishes whole numbers from others by how they are
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

// Value is a JSON value as Python represents it: exact numbers, keys in order, the last of
// duplicate keys in the place of the first. It is read-only and safe for concurrent use.
// The zero Value is null.
type Value struct {
	kind Kind
	// text is a String's characters, or the JSON of a number or boolean. Half a surrogate
	// pair is stored as its three bytes.
	text  string
	parts *parts
}

type parts struct {
	names []string // nil for an array
	items []Value
}

// Kind returns the kind of the value.
func (v Value) Kind() Kind { return v.kind }

// IsNull reports whether the value is null or absent.
func (v Value) IsNull() bool { return v.kind == Null }

// String returns the text of a String, and the JSON of any other value.
func (v Value) String() string {
	if v.kind == String {
		return v.text
	}
	return string(AppendJSON(nil, v))
}

// Items returns the elements of an array or the values of an object, in order. The caller
// must not change them.
func (v Value) Items() []Value {
	if v.parts == nil {
		return nil
	}
	return v.parts.items
}

// Names returns the keys of an object, in order: Names()[i] belongs to Items()[i].
// The caller must not change them.
func (v Value) Names() []string {
	if v.parts == nil {
		return nil
	}
	return v.parts.names
}

// Get returns the member of that name, and whether there is one. A value that is not an
// object has none.
func (v Value) Get(name string) (Value, bool) {
	if at := slices.Index(v.Names(), name); at >= 0 {
		return v.parts.items[at], true
	}
	return Value{}, false
}

// Strings returns the texts of an array's strings; other elements are left out.
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

// Renderable reports whether the service can write the value to a response: it cannot if
// the value contains NaN, an infinity or half a surrogate pair, and then responds with 500.
func (v Value) Renderable() bool {
	switch v.kind {
	case Float:
		// NaN, Infinity and -Infinity end with a letter, every other float with a digit.
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

// clone returns the value with a copy of its elements, which may be changed before the
// clone is shared.
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
