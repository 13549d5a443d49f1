package fault

import (
	"bytes"
	"math/rand/v2"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// node is a value in a JSON text with its position, so that it can be changed without
// changing any other byte.
type node struct {
	text       []byte // the whole text
	start, end int    // the value itself
	pointer    string
	// cut and cutEnd span the member with its name and one comma; both are 0 when the
	// value is not a member of an object.
	cut, cutEnd int
	// nameStart and nameEnd span the member's name with its quotes.
	nameStart, nameEnd int
	name               string
}

func (n node) raw() []byte         { return n.text[n.start:n.end] }
func (n node) kind() jsontext.Kind { return jsontext.Value(n.raw()).Kind() }
func (n node) isMember() bool      { return n.cutEnd > 0 }
func (n node) nameRaw() string     { return string(n.text[n.nameStart:n.nameEnd]) }

// unquoted returns the text of a string value, or "".
func (n node) unquoted() string {
	if n.kind() != '"' {
		return ""
	}
	text, err := jsontext.AppendUnquote(nil, n.raw())
	if err != nil {
		return ""
	}
	return string(text)
}

// splice returns a copy of the text with a span replaced.
func splice(text []byte, from, to int, by string) []byte {
	out := make([]byte, 0, len(text)-(to-from)+len(by))
	out = append(out, text[:from]...)
	out = append(out, by...)
	return append(out, text[to:]...)
}

// document returns the root value; false when the text is not JSON.
func document(text []byte) (node, bool) {
	d := decoder(text)
	value, err := d.ReadValue()
	if err != nil {
		return node{}, false
	}
	end := int(d.InputOffset())
	if len(bytes.TrimSpace(text[end:])) > 0 {
		return node{}, false
	}
	return node{text: text, start: end - len(value), end: end}, true
}

// decoder returns a decoder that accepts duplicate names and invalid UTF-8, which an
// earlier fault may have added.
func decoder(text []byte) *jsontext.Decoder {
	return jsontext.NewDecoder(bytes.NewBuffer(text),
		jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
}

// children returns the values directly in n: the members of an object or the elements of
// an array. The text has been parsed before, so it is JSON.
func (n node) children() []node {
	object := n.kind() == '{'
	if !object && n.kind() != '[' {
		return nil
	}
	d := decoder(n.raw())
	if _, err := d.ReadToken(); err != nil {
		return nil
	}
	var list []node
	for d.PeekKind() != '}' && d.PeekKind() != ']' {
		child := node{text: n.text}
		if object {
			name, err := d.ReadValue()
			if err != nil {
				return nil
			}
			child.nameEnd = n.start + int(d.InputOffset())
			child.nameStart = child.nameEnd - len(name)
			key, _ := jsontext.AppendUnquote(nil, name)
			child.name = string(key)
		}
		value, err := d.ReadValue()
		if err != nil {
			return nil
		}
		child.end = n.start + int(d.InputOffset())
		child.start = child.end - len(value)
		child.pointer = n.pointer + "/" + strconv.Itoa(len(list))
		if object {
			child.pointer = string(jsontext.Pointer(n.pointer).AppendToken(child.name))
		}
		list = append(list, child)
	}
	if object {
		giveCommas(list)
	}
	return list
}

// giveCommas extends each member's span by the comma after it, or for the last member by
// the one before it.
func giveCommas(members []node) {
	for i := range members {
		m := &members[i]
		m.cut, m.cutEnd = m.nameStart, m.end
		if i+1 < len(members) {
			m.cutEnd = members[i+1].nameStart
		} else if i > 0 {
			m.cut = members[i-1].end
		}
	}
}

// below returns the values in n at any depth that fit, in order.
func (n node) below(fits func(node) bool) []node {
	var list []node
	for _, child := range n.children() {
		if fits(child) {
			list = append(list, child)
		}
		list = append(list, child.below(fits)...)
	}
	return list
}

// pick draws a value that fits from n and everything below it. In an array it draws the
// element first, so that a long list need not be read completely.
func (n node) pick(r *rand.Rand, fits func(node) bool) (node, bool) {
	parts := []node{n}
	if n.kind() == '[' {
		if parts = n.step("random", r); len(parts) == 0 {
			parts = []node{n}
		}
	}
	for _, part := range parts {
		list := part.below(fits)
		if fits(part) {
			list = append(list, part)
		}
		if len(list) > 0 {
			return list[r.IntN(len(list))], true
		}
	}
	return node{}, false
}
