// Package charset reads text files of any Unicode encoding as UTF-8.
package charset

import (
	"bytes"
	"errors"
	"io"
	"unicode/utf8"
)

// Errors of files whose bytes are not text of a known encoding.
var (
	ErrNotUTF8 = errors.New("the file is not UTF-8")
	ErrUTF16   = errors.New("the file begins as UTF-16 but is not valid UTF-16")
	ErrUTF32   = errors.New("the file begins as UTF-32 but is not valid UTF-32")
)

// Decode returns a file's text as UTF-8 without a byte order mark. The mark decides the
// encoding, or without one the zero bytes around a first ASCII character (YAML 1.2.2
// section 5.2). Bytes that are UTF-8 already are not copied.
//
// On an error the bytes are returned unchanged. The error is ErrNotUTF8 for bytes of no
// known encoding; Invalid returns the position.
func Decode(data []byte) ([]byte, error) {
	if e, mark := Detect(data); e == UTF8 {
		if !utf8.Valid(data) {
			return data, ErrNotUTF8
		}
		return data[mark:], nil
	}
	text, err := io.ReadAll(NewReader(bytes.NewReader(data)))
	if err != nil {
		return data, err
	}
	return text, nil
}

// Invalid returns the line and column, counted from 1 in characters, of the first byte
// that is not UTF-8.
func Invalid(data []byte) (line, column int) {
	line, column = 1, 1
	for len(data) > 0 {
		c, size := utf8.DecodeRune(data)
		if c == utf8.RuneError && size == 1 {
			break
		}
		column++
		if c == '\n' {
			line, column = line+1, 1
		}
		data = data[size:]
	}
	return line, column
}
