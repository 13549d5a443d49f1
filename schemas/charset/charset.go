// Package charset reads the bytes of a text file as UTF-8, whatever editor or
// shell has written them.
package charset

import (
	"bytes"
	"errors"
	"io"
	"unicode/utf8"
)

// The ways in which a file can fail to be text.
var (
	ErrNotUTF8 = errors.New("the file is not UTF-8")
	ErrUTF16   = errors.New("the file begins as UTF-16 and is not UTF-16 throughout")
	ErrUTF32   = errors.New("the file begins as UTF-32 and is not UTF-32 throughout")
)

// Decode gives a file's text as UTF-8 without a byte order mark. The encoding
// is told by the mark, or else by the zero bytes around a first ASCII character
// (YAML 1.2.2 section 5.2). Bytes that are UTF-8 already are not copied.
//
// On an error the bytes are returned as they are. ErrNotUTF8 is told for bytes
// of no known encoding; Invalid finds the place.
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

// Invalid gives the line and column, counted from 1 in characters, of the first
// byte that is not UTF-8.
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
