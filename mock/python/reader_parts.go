package python

import (
	"strconv"
	"strings"
)

// array parses what follows an opening bracket.
func (r *reader) array() (Value, error) {
	var items []Value
	if r.take(']') {
		return ArrayOf(), nil
	}
	for {
		item, err := r.value()
		if err != nil {
			return Value{}, err
		}
		items = append(items, item)
		if done, err := r.separator(']', "array"); done || err != nil {
			return ArrayOf(items...), err
		}
	}
}

// object parses what follows an opening brace.
func (r *reader) object() (Value, error) {
	if r.take('}') {
		return ObjectOf(nil), nil
	}
	var m Members
	for {
		if r.next() != '"' {
			return Value{}, r.wrong("Expecting property name enclosed in double quotes", r.at)
		}
		name, err := r.string()
		if err != nil {
			return Value{}, err
		}
		r.space()
		if !r.take(':') {
			return Value{}, r.wrong("Expecting ':' delimiter", r.at)
		}
		r.space()
		item, err := r.value()
		if err != nil {
			return Value{}, err
		}
		m.Set(name, item)
		if done, err := r.separator('}', "object"); done || err != nil {
			return m.Object(), err
		}
	}
}

// separator skips what follows an element: the closing bracket, or a comma.
func (r *reader) separator(closer byte, noun string) (done bool, err error) {
	r.space()
	if r.take(closer) {
		return true, nil
	}
	if !r.take(',') {
		return false, r.wrong("Expecting ',' delimiter", r.at)
	}
	comma := r.at - 1
	r.space()
	if r.commas && r.next() == closer {
		return false, r.wrong("Illegal trailing comma before end of "+noun, comma)
	}
	return false, nil
}

// Members collects an object's members: the last of duplicate names, in the place of the first.
// The zero Members is empty.
type Members struct {
	names []string
	items []Value
	index map[string]int
}

// few is up to how many members are searched one by one.
const few = 8

// Set sets a member.
func (m *Members) Set(name string, item Value) {
	if at := m.find(name); at >= 0 {
		m.items[at] = item
		return
	}
	if m.index != nil {
		m.index[name] = len(m.names)
	}
	m.names = append(m.names, name)
	m.items = append(m.items, item)
}

// Object returns the object of all members.
func (m *Members) Object() Value { return ObjectOf(m.names, m.items...) }

func (m *Members) find(name string) int {
	if m.index == nil && len(m.names) > few {
		m.index = make(map[string]int)
		for i, known := range m.names {
			m.index[known] = i
		}
	}
	if m.index != nil {
		if at, ok := m.index[name]; ok {
			return at
		}
		return -1
	}
	for i, known := range m.names {
		if known == name {
			return i
		}
	}
	return -1
}

// number parses a number up to where it is valid, so not a dot or an exponent without digits.
func (r *reader) number() (Value, error) {
	start := r.at
	r.take('-')
	if digits := r.at; !r.take('0') && r.digits() == 0 {
		r.at = digits
		return Value{}, r.wrong("Expecting value", start)
	}
	end := r.at
	if r.take('.') && r.digits() > 0 {
		end = r.at
	}
	r.at = end
	if r.take('e') || r.take('E') {
		if !r.take('-') {
			r.take('+')
		}
		if r.digits() > 0 {
			end = r.at
		}
	}
	r.at = end
	return numberValue(r.text[start:end])
}

func (r *reader) digits() int {
	start := r.at
	for r.at < len(r.text) && r.text[r.at] >= '0' && r.text[r.at] <= '9' {
		r.at++
	}
	return r.at - start
}

func numberValue(written string) (Value, error) {
	if strings.ContainsAny(written, ".eE") {
		f, _ := strconv.ParseFloat(written, 64) // out of range it is an infinity, as in Python
		return FloatOf(f), nil
	}
	if len(strings.TrimPrefix(written, "-")) > MaxDigits {
		return Value{}, ErrUnreadable
	}
	if written == "-0" {
		written = "0"
	}
	return Value{kind: Int, text: written}, nil
}
