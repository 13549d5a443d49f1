package document

import (
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// Value is one value of a document with its position. Values do not change once they are
// read, so they are safe for concurrent use. A nil *Value is a missing value, and all
// methods accept it.
type Value struct {
	// Kind is '{', '[', '"', '0', 't', 'f' or 'n', whatever the file's syntax.
	Kind Kind
	// Text is the text of a string, and the JSON of any other scalar.
	Text    string
	members []Member
	items   []*Value
	parent  *Value // of a derived value: the one that it was made from
	file    *string
	line    int32
	column  int32
	index   int32  // in the parent's items
	key     string // in the parent's members
	derived bool
}

// Kind is a JSON type.
type Kind = jsontext.Kind

// Member is one named value of an object.
type Member struct {
	Name string
	*Value
}

// IsObject reports whether v is an object.
func (v *Value) IsObject() bool { return v != nil && v.Kind == '{' }

// IsArray reports whether v is an array.
func (v *Value) IsArray() bool { return v != nil && v.Kind == '[' }

// IsString reports whether v is a string.
func (v *Value) IsString() bool { return v != nil && v.Kind == '"' }

// IsTrue reports whether v is the boolean true.
func (v *Value) IsTrue() bool { return v != nil && v.Kind == 't' }

// Members returns an object's members in the order of the file; nil for anything else.
// The caller must not change the list.
func (v *Value) Members() []Member {
	if v == nil {
		return nil
	}
	return v.members
}

// Items returns an array's elements; nil for anything else. The caller must not change
// the list.
func (v *Value) Items() []*Value {
	if v == nil {
		return nil
	}
	return v.items
}

// Get returns an object's member of that name; nil if there is none.
func (v *Value) Get(name string) *Value {
	for _, m := range v.Members() {
		if m.Name == name {
			return m.Value
		}
	}
	return nil
}

// TextOf returns the text of the member of that name; empty if it is not a string.
func (v *Value) TextOf(name string) string {
	if m := v.Get(name); m.IsString() {
		return m.Text
	}
	return ""
}

// Strings returns the strings of an array, or a single string as a list of one.
func (v *Value) Strings() []string {
	if v.IsString() {
		return []string{v.Text}
	}
	var out []string
	for _, item := range v.Items() {
		if item.IsString() {
			out = append(out, item.Text)
		}
	}
	return out
}

// At follows a JSON pointer; nil if it has no target.
func (v *Value) At(pointer string) *Value {
	for _, token := range SplitPointer(pointer) {
		switch {
		case v.IsObject():
			v = v.Get(token)
		case v.IsArray():
			i, err := strconv.Atoi(token)
			if err != nil || i < 0 || i >= len(v.items) {
				return nil
			}
			v = v.items[i]
		default:
			return nil
		}
	}
	return v
}

// Word returns a value's form in messages: its JSON, or its type if that is long.
func (v *Value) Word() string {
	switch {
	case v == nil:
		return "nothing"
	case v.IsObject():
		return "an object"
	case v.IsArray():
		return "a list"
	case v.IsString():
		return string(AppendString(nil, v.Text))
	}
	return v.Text
}
