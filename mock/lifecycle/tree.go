package lifecycle

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/ringer-api/ringer/mock/edit"
)

// tree is a JSON value that is parsed only along the places that are changed: the order of
// its members stays, and so do all other bytes. A record has some twenty places to change,
// and copying the whole text for each would cost more than generating it.
type tree struct {
	raw     []byte
	members []member
	items   []*tree
	opened  bool
}

type member struct {
	name  string
	value *tree
}

func parse(text []byte) (*tree, error) {
	text = bytes.TrimSpace(text)
	if !jsontext.Value(text).IsValid() {
		return nil, fmt.Errorf("the generated record is not JSON: %s", edit.Excerpt(text))
	}
	return &tree{raw: text}, nil
}

func (t *tree) kind() byte {
	if t == nil || len(t.raw) == 0 {
		return 0
	}
	return t.raw[0]
}

func (t *tree) isObject() bool { return t.kind() == '{' }
func (t *tree) isArray() bool  { return t.kind() == '[' }
func (t *tree) isNull() bool   { return t.kind() == 'n' }

// open splits an object or an array. The text is valid JSON, so nothing can fail.
func (t *tree) open() {
	if t == nil || t.opened || !t.isObject() && !t.isArray() {
		return
	}
	t.opened = true
	d := jsontext.NewDecoder(bytes.NewReader(t.raw), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	if _, err := d.ReadToken(); err != nil {
		return
	}
	for k := d.PeekKind(); k != '}' && k != ']' && k != 0; k = d.PeekKind() {
		name := ""
		if t.isObject() {
			token, err := d.ReadToken()
			if err != nil {
				return
			}
			name = token.String()
		}
		value, err := d.ReadValue()
		if err != nil {
			return
		}
		end := int(d.InputOffset())
		child := &tree{raw: t.raw[end-len(value) : end]}
		if t.isObject() {
			t.members = append(t.members, member{name, child})
		} else {
			t.items = append(t.items, child)
		}
	}
}

// child returns a member or an element; nil if there is none. "-" is the last element.
func (t *tree) child(token string) *tree {
	if t == nil {
		return nil
	}
	t.open()
	if t.isArray() {
		n := len(t.items) - 1
		if token != "-" {
			n = index(token)
		}
		if n < 0 || n >= len(t.items) {
			return nil
		}
		return t.items[n]
	}
	for _, m := range t.members {
		if m.name == token {
			return m.value
		}
	}
	return nil
}

func index(token string) int {
	n, err := strconv.Atoi(token)
	if err != nil {
		return -1
	}
	return n
}

func (t *tree) at(tokens []string) *tree {
	for _, token := range tokens {
		if t == nil {
			return nil
		}
		t = t.child(token)
	}
	return t
}

// set replaces the value at a place, or adds a member to an object that is there; it
// reports whether it could.
func (t *tree) set(tokens []string, raw []byte) bool { return t.insert(tokens, raw, nil) }

// insert is set with the names of the members that a new one follows; nil puts it at the
// end.
func (t *tree) insert(tokens []string, raw []byte, ahead []string) bool {
	if len(tokens) == 0 {
		*t = tree{raw: raw}
		return true
	}
	parent := t.at(tokens[:len(tokens)-1])
	last := tokens[len(tokens)-1]
	if parent == nil || !parent.isObject() && !parent.isArray() {
		return false
	}
	if old := parent.child(last); old != nil {
		*old = tree{raw: raw}
		return true
	}
	if !parent.isObject() {
		return false
	}
	to := len(parent.members)
	if ahead != nil {
		for to > 0 && !slices.Contains(ahead, parent.members[to-1].name) {
			to--
		}
	}
	parent.members = slices.Insert(parent.members, to, member{last, &tree{raw: raw}})
	return true
}

// remove deletes a member.
func (t *tree) remove(tokens []string) {
	if len(tokens) == 0 {
		return
	}
	parent := t.at(tokens[:len(tokens)-1])
	if !parent.isObject() {
		return
	}
	parent.open()
	kept := parent.members[:0]
	for _, m := range parent.members {
		if m.name != tokens[len(tokens)-1] {
			kept = append(kept, m)
		}
	}
	parent.members = kept
}

// text is the value as JSON.
func (t *tree) text() []byte { return t.append(nil) }

func (t *tree) append(dst []byte) []byte {
	switch {
	case !t.opened:
		return append(dst, t.raw...)
	case t.isArray():
		dst = append(dst, '[')
		for i, item := range t.items {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = item.append(dst)
		}
		return append(dst, ']')
	}
	dst = append(dst, '{')
	for i, m := range t.members {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(append(dst, edit.Quote(m.name)...), ':')
		dst = m.value.append(dst)
	}
	return append(dst, '}')
}

// string is the text of a JSON string; empty for anything else.
func (t *tree) string() string {
	if t.kind() != '"' {
		return ""
	}
	return edit.Text(t.raw, "")
}

// number is the value of a JSON number; false for anything else.
func (t *tree) number() (float64, bool) {
	if k := t.kind(); k != '-' && (k < '0' || k > '9') {
		return 0, false
	}
	n, err := strconv.ParseFloat(string(t.raw), 64)
	return n, err == nil
}

func isObject(text []byte) bool {
	t, err := parse(text)
	return err == nil && t.isObject()
}
