package python

import (
	"errors"
	"fmt"
	"math"
	"strings"
)

// MaxDepth is how deeply arrays and objects may be nested. Python's own limit is about the
// same; it depends on the version and the server's stack.
const MaxDepth = 950

// MaxDigits is the maximum number of digits of a whole number.
const MaxDigits = 4300

// ErrUnreadable is the error of a body that Python's reader rejects, but not because of
// its syntax: it is too deep, contains too long a number, or its bytes are in no valid
// encoding. The service responds with 400.
var ErrUnreadable = errors.New("there was an error parsing the body")

// SyntaxError describes why a text is not JSON, in the words of Python's reader.
type SyntaxError struct {
	// Reason is what was missing or wrong, such as "Expecting value".
	Reason string
	// Position counts characters from 0, without a byte order mark.
	Position int
	// Line and Column count from 1.
	Line, Column int
	// Text is the whole text, decoded.
	Text string
}

// Error returns the reason and the place, as Python writes them.
func (e *SyntaxError) Error() string {
	return fmt.Sprintf("%s: line %d column %d (char %d)", e.Reason, e.Line, e.Column, e.Position)
}

// ReadJSON parses a JSON text as Python does: any of its encodings, NaN and Infinity, whole
// numbers of up to MaxDigits, the last of duplicate keys. The error is a *SyntaxError or
// ErrUnreadable, whichever comes first in the text.
func ReadJSON(data []byte) (Value, error) { return ReadJSONAs(data, 0) }

// ReadJSONAs is ReadJSON with the messages of a minor version of Python 3: from 13 on, a comma
// that nothing follows is an error of its own.
func ReadJSONAs(data []byte, version int) (Value, error) {
	decoded, ok := decodeText(data)
	if !ok {
		return Value{}, ErrUnreadable
	}
	r := reader{text: decoded, commas: version >= 13}
	r.space()
	v, err := r.value()
	if err != nil {
		return Value{}, err
	}
	r.space()
	if r.at < len(r.text) {
		return Value{}, r.wrong("Extra data", r.at)
	}
	return v, nil
}

// reader parses a text; at is the offset of the next byte.
type reader struct {
	text  string
	at    int
	depth int
	// commas: a comma that nothing follows is an error of its own.
	commas bool
}

// next returns the next byte, 0 at the end.
func (r *reader) next() byte {
	if r.at < len(r.text) {
		return r.text[r.at]
	}
	return 0
}

func (r *reader) space() {
	for r.at < len(r.text) && strings.IndexByte(" \t\n\r", r.text[r.at]) >= 0 {
		r.at++
	}
}

// take skips c if it is next, and reports whether it was.
func (r *reader) take(c byte) bool {
	if r.at < len(r.text) && r.text[r.at] == c {
		r.at++
		return true
	}
	return false
}

// wrong returns the error at a byte offset, with its position in characters.
func (r *reader) wrong(reason string, at int) error {
	before := r.text[:at]
	line := before[strings.LastIndexByte(before, '\n')+1:]
	return &SyntaxError{
		Reason:   reason,
		Position: Characters(before),
		Line:     1 + strings.Count(before, "\n"),
		Column:   1 + Characters(line),
		Text:     r.text,
	}
}

// Characters counts the characters of a text, half a surrogate pair as one.
func Characters(text string) int {
	count := 0
	for _, c := range []byte(text) {
		if c&0xC0 != 0x80 {
			count++
		}
	}
	return count
}

func (r *reader) value() (Value, error) {
	switch r.next() {
	case '"':
		s, err := r.string()
		return TextOf(s), err
	case '{':
		return r.nested((*reader).object)
	case '[':
		return r.nested((*reader).array)
	}
	for _, word := range words {
		if strings.HasPrefix(r.text[r.at:], word.written) {
			r.at += len(word.written)
			return word.value, nil
		}
	}
	return r.number()
}

// words is the values that are written as words. None is a prefix of another.
var words = []struct {
	written string
	value   Value
}{
	{"null", Value{}},
	{"true", BoolOf(true)},
	{"false", BoolOf(false)},
	{"NaN", FloatOf(math.NaN())},
	{"Infinity", FloatOf(math.Inf(1))},
	{"-Infinity", FloatOf(math.Inf(-1))},
}

func (r *reader) nested(read func(*reader) (Value, error)) (Value, error) {
	if r.depth++; r.depth > MaxDepth {
		return Value{}, ErrUnreadable
	}
	r.at++
	r.space()
	v, err := read(r)
	r.depth--
	return v, err
}
