package schemas

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// value is one JSON value of a description's file that knows where it stands.
// A bundle moves values between documents; the place they came from stays.
type value struct {
	file    string
	line    int    // of the member's name, or of the value's first character
	pointer string // inside the file
	kind    jsontext.Kind
	text    string   // the text of a string, the raw JSON of any other scalar
	members []member // of an object, in the order of the file
	items   []*value // of an array
}

type member struct {
	name string
	*value
}

func (v *value) source() string { return v.file + ":" + strconv.Itoa(v.line) }

// get gives the member of that name; nil when there is none.
func (v *value) get(name string) *value {
	if v == nil {
		return nil
	}
	for _, m := range v.members {
		if m.name == name {
			return m.value
		}
	}
	return nil
}

// string gives the text of the member of that name; empty when it is no string.
func (v *value) string(name string) string {
	if m := v.get(name); m != nil && m.kind == '"' {
		return m.text
	}
	return ""
}

func (v *value) membersOf() []member {
	if v == nil {
		return nil
	}
	return v.members
}

// strings gives the texts of an array of strings, or of one string.
func (v *value) strings() []string {
	if v == nil {
		return nil
	}
	if v.kind == '"' {
		return []string{v.text}
	}
	var out []string
	for _, item := range v.items {
		if item.kind == '"' {
			out = append(out, item.text)
		}
	}
	return out
}

// at follows a JSON pointer; nil when it leads nowhere.
func (v *value) at(pointer string) *value {
	for _, token := range splitPointer(pointer) {
		if v == nil {
			return nil
		}
		if v.kind != '[' {
			v = v.get(token)
			continue
		}
		i, err := strconv.Atoi(token)
		if err != nil || i < 0 || i >= len(v.items) {
			return nil
		}
		v = v.items[i]
	}
	return v
}

// parseTree reads one file of a description, strictly.
func parseTree(file string, data []byte) (*value, error) {
	if v := CheckJSON(data); len(v) > 0 {
		at := v[0].At
		return nil, fmt.Errorf("%s:%d:%d: %s", file, at.Line, at.Column, v[0].Sentence)
	}
	p := treeParser{file: file, data: data, line: 1}
	p.dec = jsontext.NewDecoder(bytes.NewReader(data))
	return p.value("")
}

type treeParser struct {
	file string
	data []byte
	dec  *jsontext.Decoder
	seen int64
	line int
}

func (p *treeParser) token() (jsontext.Token, error) {
	t, err := p.dec.ReadToken()
	now := p.dec.InputOffset()
	p.line += bytes.Count(p.data[p.seen:now], []byte("\n"))
	p.seen = now
	return t, err
}

func (p *treeParser) value(pointer string) (*value, error) {
	t, err := p.token()
	if err != nil {
		return nil, err
	}
	v := &value{file: p.file, line: p.line, pointer: pointer, kind: t.Kind(), text: t.String()}
	switch v.kind {
	case '{':
		return v, p.object(v)
	case '[':
		return v, p.array(v)
	}
	return v, nil
}

func (p *treeParser) object(v *value) error {
	for p.dec.PeekKind() != '}' {
		name, err := p.token()
		if err != nil {
			return err
		}
		key, line := name.String(), p.line
		child, err := p.value(v.pointer + "/" + escapeToken(key))
		if err != nil {
			return err
		}
		child.line = line
		v.members = append(v.members, member{key, child})
	}
	_, err := p.token()
	return err
}

func (p *treeParser) array(v *value) error {
	for p.dec.PeekKind() != ']' {
		child, err := p.value(v.pointer + "/" + strconv.Itoa(len(v.items)))
		if err != nil {
			return err
		}
		v.items = append(v.items, child)
	}
	_, err := p.token()
	return err
}

// appendJSON writes a value compactly, without our own annotations.
func (v *value) appendJSON(dst []byte) []byte {
	switch v.kind {
	case '{':
		dst = append(dst, '{')
		first := true
		for _, m := range v.members {
			if m.name == originKey {
				continue
			}
			if !first {
				dst = append(dst, ',')
			}
			first = false
			dst = append(appendString(dst, m.name), ':')
			dst = m.appendJSON(dst)
		}
		return append(dst, '}')
	case '[':
		dst = append(dst, '[')
		for i, item := range v.items {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = item.appendJSON(dst)
		}
		return append(dst, ']')
	case '"':
		return appendString(dst, v.text)
	}
	return append(dst, v.text...)
}

// appendString quotes text that came from a checked document, so it is UTF-8.
func appendString(dst []byte, text string) []byte {
	quoted, err := jsontext.AppendQuote(dst, text)
	if err != nil {
		return append(dst, `""`...)
	}
	return quoted
}

var (
	tokenEscaper   = strings.NewReplacer("~", "~0", "/", "~1")
	tokenUnescaper = strings.NewReplacer("~1", "/", "~0", "~")
)

func escapeToken(token string) string { return tokenEscaper.Replace(token) }

// splitPointer gives the reference tokens of a JSON pointer, unescaped.
func splitPointer(pointer string) []string {
	if pointer == "" {
		return nil
	}
	tokens := strings.Split(strings.TrimPrefix(pointer, "/"), "/")
	for i, t := range tokens {
		tokens[i] = tokenUnescaper.Replace(t)
	}
	return tokens
}
