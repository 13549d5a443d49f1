// Package charset reads the bytes of a text file as UTF-8, whatever editor or
// shell has written them.
package charset

import (
	"bytes"
	"encoding/binary"
	"errors"
	"unicode/utf16"
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
	switch e, mark := detect(data); e {
	case utf16LE, utf16BE:
		return fromUTF16(data, mark, e.order())
	case utf32LE, utf32BE:
		return fromUTF32(data, mark, e.order())
	default:
		if !utf8.Valid(data) {
			return data, ErrNotUTF8
		}
		return data[mark:], nil
	}
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

type encoding int

const (
	isUTF8 encoding = iota
	utf16LE
	utf16BE
	utf32LE
	utf32BE
)

func (e encoding) order() binary.ByteOrder {
	if e == utf16LE || e == utf32LE {
		return binary.LittleEndian
	}
	return binary.BigEndian
}

// marks are in the order to try them: UTF-32's begins as UTF-16's does.
var marks = [...]struct {
	bytes    string
	encoding encoding
}{
	{"\x00\x00\xfe\xff", utf32BE},
	{"\xff\xfe\x00\x00", utf32LE},
	{"\xfe\xff", utf16BE},
	{"\xff\xfe", utf16LE},
	{"\xef\xbb\xbf", isUTF8},
}

// detect tells the encoding and the length of the byte order mark.
func detect(data []byte) (e encoding, mark int) {
	for _, m := range marks {
		if bytes.HasPrefix(data, []byte(m.bytes)) {
			return m.encoding, len(m.bytes)
		}
	}
	if len(data) < 2 {
		return isUTF8, 0
	}
	zero := func(at int) bool { return at < len(data) && data[at] == 0 }
	switch {
	case zero(0) && zero(1) && zero(2) && !zero(3):
		return utf32BE, 0
	case !zero(0) && zero(1) && zero(2) && zero(3):
		return utf32LE, 0
	case zero(0) && !zero(1):
		return utf16BE, 0
	case !zero(0) && zero(1):
		return utf16LE, 0
	}
	return isUTF8, 0
}

func fromUTF16(data []byte, mark int, order binary.ByteOrder) ([]byte, error) {
	if len(data)%2 != 0 {
		return data, ErrUTF16
	}
	text := make([]byte, 0, len(data)/2)
	for at := mark; at < len(data); at += 2 {
		c := rune(order.Uint16(data[at:]))
		if utf16.IsSurrogate(c) {
			if at += 2; at == len(data) {
				return data, ErrUTF16
			}
			if c = utf16.DecodeRune(c, rune(order.Uint16(data[at:]))); c == utf8.RuneError {
				return data, ErrUTF16
			}
		}
		text = utf8.AppendRune(text, c)
	}
	return text, nil
}

func fromUTF32(data []byte, mark int, order binary.ByteOrder) ([]byte, error) {
	if len(data)%4 != 0 {
		return data, ErrUTF32
	}
	text := make([]byte, 0, len(data)/4)
	for at := mark; at < len(data); at += 4 {
		c := order.Uint32(data[at:])
		if c > utf8.MaxRune || !utf8.ValidRune(rune(c)) {
			return data, ErrUTF32
		}
		text = utf8.AppendRune(text, rune(c))
	}
	return text, nil
}
