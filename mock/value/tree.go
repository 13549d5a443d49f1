package value

import (
	"encoding/json"
	"slices"

	"github.com/ringer-api/ringer/schemas/document"
)

// tree is a value while it is made.
type tree struct {
	kind document.Kind
	json []byte // of a scalar
	// names and kids are the members of an object; kids alone the elements of an array.
	names []string
	kids  []*tree
	by    By
	shape *shape // nil within an example or a default
}

func (t *tree) append(dst []byte) []byte {
	switch t.kind {
	case '{':
		dst = append(dst, '{')
		for i, kid := range t.kids {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = append(document.AppendString(dst, t.names[i]), ':')
			dst = kid.append(dst)
		}
		return append(dst, '}')
	case '[':
		dst = append(dst, '[')
		for i, kid := range t.kids {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = kid.append(dst)
		}
		return append(dst, ']')
	}
	return append(dst, t.json...)
}

func (t *tree) bytes() []byte { return t.append(nil) }

// member returns a member of an object; nil if there is none.
func (t *tree) member(name string) *tree {
	if i := slices.Index(t.names, name); i >= 0 {
		return t.kids[i]
	}
	return nil
}

func (t *tree) drop(name string) {
	if i := slices.Index(t.names, name); i >= 0 {
		t.names = slices.Delete(t.names, i, i+1)
		t.kids = slices.Delete(t.kids, i, i+1)
	}
}

// text is the text of a string; empty for anything else.
func (t *tree) text() string {
	var s string
	if t.kind != '"' || json.Unmarshal(t.json, &s) != nil {
		return ""
	}
	return s
}

// count returns the number of values.
func (t *tree) count() int {
	n := 1
	for _, kid := range t.kids {
		n += kid.count()
	}
	return n
}

func null() *tree { return &tree{kind: 'n', json: []byte("null")} }

func textTree(s string, by By) *tree {
	return &tree{kind: '"', json: document.AppendString(nil, s), by: by}
}

func numberTree(text string, by By) *tree { return &tree{kind: '0', json: []byte(text), by: by} }

// given converts a value of the document.
func given(v *document.Value, by By) *tree {
	t := &tree{kind: v.Kind, by: by}
	switch v.Kind {
	case '{':
		for _, m := range v.Members() {
			t.names = append(t.names, m.Name)
			t.kids = append(t.kids, given(m.Value, by))
		}
	case '[':
		for _, item := range v.Items() {
			t.kids = append(t.kids, given(item, by))
		}
	default:
		t.json = v.AppendJSON(nil, nil)
	}
	return t
}
