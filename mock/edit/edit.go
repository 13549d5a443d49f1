// Package edit changes one value of a JSON text and no other byte: key order, number
// formats and white space are kept.
package edit

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// ErrNotFound reports that the text has no value at the pointer.
var ErrNotFound = errors.New("no such place")

// Get returns the bytes of the value at a JSON pointer (RFC 6901).
func Get(text []byte, pointer string) ([]byte, error) {
	at, err := find(text, pointer)
	if err != nil {
		return nil, err
	}
	return text[at.start:at.end], nil
}

// Set returns a copy of the text in which the value at the pointer is the given JSON text. A
// member that is missing from an existing object is appended.
func Set(text []byte, pointer string, value []byte) ([]byte, error) {
	at, err := find(text, pointer)
	if err == nil {
		return splice(text, at.start, at.end, value), nil
	}
	if !errors.Is(err, ErrNotFound) || pointer == "" {
		return nil, err
	}
	missing := jsontext.Pointer(pointer)
	parent, perr := find(text, string(missing.Parent()))
	if perr != nil || text[parent.start] != '{' {
		return nil, err
	}
	return appendMember(text, parent, missing.LastToken(), value), nil
}

// Remove returns a copy of the text without the member or element at the pointer.
func Remove(text []byte, pointer string) ([]byte, error) {
	at, err := find(text, pointer)
	if err != nil {
		return nil, err
	}
	if pointer == "" {
		return nil, errors.New("the whole document cannot be removed")
	}
	start, end := at.from, at.end
	rest := bytes.TrimLeft(text[end:], " \t\r\n")
	before := bytes.TrimRight(text[:start], " \t\r\n")
	switch {
	case bytes.HasPrefix(rest, []byte(",")):
		end = len(text) - len(rest) + 1
	case bytes.HasSuffix(before, []byte(",")):
		start = len(before) - 1
	}
	return splice(text, start, end, nil), nil
}

// span is the position of a value; from is where its member's name begins, or the value
// itself in an array.
type span struct{ from, start, end int }

func find(text []byte, pointer string) (span, error) {
	if !jsontext.Pointer(pointer).IsValid() {
		return span{}, fmt.Errorf("%q is not a JSON pointer: each name follows a \"/\", and contains ~0 for ~ and ~1 for /", pointer)
	}
	d := jsontext.NewDecoder(bytes.NewReader(text), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	return descend(d, pointer, slices.Collect(jsontext.Pointer(pointer).Tokens()), -1)
}

// descend follows the tokens from the next value of the decoder.
func descend(d *jsontext.Decoder, pointer string, tokens []string, from int) (span, error) {
	if len(tokens) == 0 {
		value, err := d.ReadValue()
		if err != nil {
			return span{}, err
		}
		end := int(d.InputOffset())
		start := end - len(value)
		if from < 0 {
			from = start
		}
		return span{from, start, end}, nil
	}
	switch d.PeekKind() {
	case '{':
		return inObject(d, pointer, tokens)
	case '[':
		return inArray(d, pointer, tokens)
	}
	return span{}, fmt.Errorf("%s: %w", pointer, ErrNotFound)
}

func inObject(d *jsontext.Decoder, pointer string, tokens []string) (span, error) {
	if _, err := d.ReadToken(); err != nil {
		return span{}, err
	}
	want := tokens[0]
	for d.PeekKind() == '"' {
		name, err := d.ReadValue()
		if err != nil {
			return span{}, err
		}
		from := int(d.InputOffset()) - len(name)
		if text, err := jsontext.AppendUnquote(nil, name); err == nil && string(text) == want {
			return descend(d, pointer, tokens[1:], from)
		}
		if err := d.SkipValue(); err != nil {
			return span{}, err
		}
	}
	return span{}, fmt.Errorf("%s: %w", pointer, ErrNotFound)
}

func inArray(d *jsontext.Decoder, pointer string, tokens []string) (span, error) {
	if _, err := d.ReadToken(); err != nil {
		return span{}, err
	}
	want, err := strconv.Atoi(tokens[0])
	if err != nil || want < 0 {
		return span{}, fmt.Errorf("%s: %w", pointer, ErrNotFound)
	}
	for i := 0; d.PeekKind() != ']'; i++ {
		if i == want {
			return descend(d, pointer, tokens[1:], -1)
		}
		if err := d.SkipValue(); err != nil {
			return span{}, err
		}
	}
	return span{}, fmt.Errorf("%s: %w", pointer, ErrNotFound)
}

func appendMember(text []byte, object span, name string, value []byte) []byte {
	quoted, _ := jsontext.AppendQuote(nil, name)
	closing := object.end - 1
	member := append(append(quoted, ':'), value...)
	if len(bytes.TrimSpace(text[object.start+1:closing])) > 0 {
		member = append([]byte{','}, member...)
	}
	return splice(text, closing, closing, member)
}

func splice(text []byte, start, end int, middle []byte) []byte {
	out := make([]byte, 0, len(text)-(end-start)+len(middle))
	out = append(out, text[:start]...)
	out = append(out, middle...)
	return append(out, text[end:]...)
}
