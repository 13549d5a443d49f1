package python

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
	// Foreign is an object that JSON cannot express: an uploaded file. Its text is its name.
	Foreign
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

// With returns an array or object with other elements: as many, under the same names.
func (v Value) With(items []Value) Value {
	v.parts = &parts{names: v.Names(), items: items}
	return v
}

// Text is the characters of a String; of a number or boolean its JSON, of others "".
func (v Value) Text() string { return v.text }

// BoolOf returns a boolean.
func BoolOf(b bool) Value { return Value{kind: Bool, text: strconv.FormatBool(b)} }

// IntOf returns a whole number.
func IntOf(n int) Value { return Value{kind: Int, text: strconv.Itoa(n)} }

// BigOf returns a whole number from its decimal digits, with "-" before those of a negative one.
func BigOf(digits string) Value { return Value{kind: Int, text: digits} }

// FloatOf returns a number with a fraction, an infinity or NaN.
func FloatOf(f float64) Value { return Value{kind: Float, text: string(AppendFloat(nil, f))} }

// TextOf returns a string.
func TextOf(s string) Value { return Value{kind: String, text: s} }

// ArrayOf returns an array.
func ArrayOf(items ...Value) Value { return Value{kind: Array, parts: &parts{items: items}} }

// ObjectOf returns an object with these names and values, in order. No name is there twice.
func ObjectOf(names []string, items ...Value) Value {
	return Value{kind: Object, parts: &parts{names: names, items: items}}
}

// ForeignOf returns an object that JSON cannot express.
func ForeignOf(name string) Value { return Value{kind: Foreign, text: name} }
