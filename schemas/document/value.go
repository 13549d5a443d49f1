package document

import (
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// Value is one value of a document that knows where it stands. Values are not
// changed once they are read: they are safe for concurrent use. A nil *Value is
// one that is not there, and every method takes it.
type Value struct {
	// Kind is '{', '[', '"', '0', 't', 'f' or 'n', whatever the file's syntax.
	Kind Kind
	// Text is the text of a string, and the JSON of any other scalar.
	Text    string
	members []Member
	items   []*Value
	parent  *Value // of a derived value, the one that it was made of
	file    *string
	line    int32
	column  int32
	index   int32  // among the parent's items
	key     string // among the parent's members
	derived bool
}

// Kind tells JSON's kinds of values apart.
type Kind = jsontext.Kind

// Member is one named value of an object.
type Member struct {
	Name string
	*Value
}

// IsObject tells an object.
func (v *Value) IsObject() bool { return v != nil && v.Kind == '{' }

// IsArray tells an array.
func (v *Value) IsArray() bool { return v != nil && v.Kind == '[' }

// IsString tells a string.
func (v *Value) IsString() bool { return v != nil && v.Kind == '"' }

// IsTrue tells the boolean true.
func (v *Value) IsTrue() bool { return v != nil && v.Kind == 't' }

// Members gives an object's members in the order of the file; nil for anything
// else. The caller must not change the list.
func (v *Value) Members() []Member {
	if v == nil {
		return nil
	}
	return v.members
}

// Items gives an array's elements; nil for anything else. The caller must not
// change the list.
func (v *Value) Items() []*Value {
	if v == nil {
		return nil
	}
	return v.items
}

// Get gives an object's member of that name; nil when there is none.
func (v *Value) Get(name string) *Value {
	for _, m := range v.Members() {
		if m.Name == name {
			return m.Value
		}
	}
	return nil
}

// TextOf gives the text of the member of that name; empty when it is no string.
func (v *Value) TextOf(name string) string {
	if m := v.Get(name); m.IsString() {
		return m.Text
	}
	return ""
}

// Strings gives the strings of an array, or the one string that stands alone.
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

// At follows a JSON pointer; nil when it leads nowhere.
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

// Word is how a value is named in a message: its JSON, or what it is when that
// is long.
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
