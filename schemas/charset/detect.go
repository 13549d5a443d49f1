package charset

import (
	"bytes"
	"encoding/binary"
)

// Encoding is the encoding of a text.
type Encoding string

// The encodings of Unicode.
const (
	UTF8    Encoding = "UTF-8"
	UTF16LE Encoding = "UTF-16LE"
	UTF16BE Encoding = "UTF-16BE"
	UTF32LE Encoding = "UTF-32LE"
	UTF32BE Encoding = "UTF-32BE"
)

func (e Encoding) order() binary.ByteOrder {
	if e == UTF16LE || e == UTF32LE {
		return binary.LittleEndian
	}
	return binary.BigEndian
}

// marks are in the order in which to try them: the mark of UTF-32 begins like that of
// UTF-16.
var marks = [...]struct {
	bytes    string
	encoding Encoding
}{
	{"\x00\x00\xfe\xff", UTF32BE},
	{"\xff\xfe\x00\x00", UTF32LE},
	{"\xfe\xff", UTF16BE},
	{"\xff\xfe", UTF16LE},
	{"\xef\xbb\xbf", UTF8},
}

// Detect returns the encoding, recognized by the first four bytes of a text, and the
// length of the byte order mark there.
func Detect(start []byte) (e Encoding, mark int) {
	for _, m := range marks {
		if bytes.HasPrefix(start, []byte(m.bytes)) {
			return m.encoding, len(m.bytes)
		}
	}
	if len(start) < 2 {
		return UTF8, 0
	}
	zero := func(at int) bool { return at < len(start) && start[at] == 0 }
	switch {
	case zero(0) && zero(1) && zero(2) && !zero(3):
		return UTF32BE, 0
	case !zero(0) && zero(1) && zero(2) && zero(3):
		return UTF32LE, 0
	case zero(0) && !zero(1):
		return UTF16BE, 0
	case !zero(0) && zero(1):
		return UTF16LE, 0
	}
	return UTF8, 0
}
