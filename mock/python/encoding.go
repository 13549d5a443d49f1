package python

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// decodeText detects a JSON text's encoding as Python's reader does, by its byte order
// mark or by the positions of its first zeros, and decodes it; a mark at the start is
// removed. It returns false when the bytes are invalid in that encoding. Halves of
// surrogate pairs are accepted, as three bytes each.
func decodeText(data []byte) (string, bool) {
	switch {
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE, 0, 0}):
		return decodeUTF32(data[4:], binary.LittleEndian)
	case bytes.HasPrefix(data, []byte{0, 0, 0xFE, 0xFF}):
		return decodeUTF32(data[4:], binary.BigEndian)
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}):
		return decodeUTF16(data[2:], binary.LittleEndian)
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		return decodeUTF16(data[2:], binary.BigEndian)
	case bytes.HasPrefix(data, []byte{0xEF, 0xBB, 0xBF}):
		return decodeUTF8(data[3:])
	}
	return decodeByZeros(data)
}

// decodeByZeros assumes that a JSON text starts with two ASCII characters.
func decodeByZeros(data []byte) (string, bool) {
	zero := func(i int) bool { return data[i] == 0 }
	switch {
	case len(data) >= 4 && zero(0) && zero(1):
		return decodeUTF32(data, binary.BigEndian)
	case len(data) >= 4 && zero(0), len(data) == 2 && zero(0):
		return decodeUTF16(data, binary.BigEndian)
	case len(data) >= 4 && zero(1) && zero(2) && zero(3):
		return decodeUTF32(data, binary.LittleEndian)
	case len(data) >= 4 && zero(1), len(data) == 2 && zero(1):
		return decodeUTF16(data, binary.LittleEndian)
	}
	return decodeUTF8(data)
}

func decodeUTF8(data []byte) (string, bool) {
	rest := data
	for len(rest) > 0 {
		r, size := utf8.DecodeRune(rest)
		if r == utf8.RuneError && size == 1 {
			if size = surrogateHalf(rest); size == 0 {
				return "", false
			}
		}
		rest = rest[size:]
	}
	return string(data), true
}

// surrogateHalf returns 3 if the text starts with half a surrogate pair in three bytes, else 0.
func surrogateHalf(data []byte) int {
	if len(data) >= 3 && data[0] == 0xED && data[1]&0xE0 == 0xA0 && data[2]&0xC0 == 0x80 {
		return 3
	}
	return 0
}

func decodeUTF16(data []byte, order binary.ByteOrder) (string, bool) {
	if len(data)%2 != 0 {
		return "", false
	}
	var text strings.Builder
	for ; len(data) > 0; data = data[2:] {
		unit := rune(order.Uint16(data))
		if len(data) >= 4 {
			pair := utf16.DecodeRune(unit, rune(order.Uint16(data[2:])))
			if pair != utf8.RuneError {
				unit, data = pair, data[2:]
			}
		}
		writeCharacter(&text, unit)
	}
	return text.String(), true
}

func decodeUTF32(data []byte, order binary.ByteOrder) (string, bool) {
	if len(data)%4 != 0 {
		return "", false
	}
	var text strings.Builder
	for ; len(data) > 0; data = data[4:] {
		unit := order.Uint32(data)
		if unit > utf8.MaxRune {
			return "", false
		}
		writeCharacter(&text, rune(unit))
	}
	return text.String(), true
}

// writeCharacter writes a character, which may be half a surrogate pair.
func writeCharacter(text *strings.Builder, r rune) {
	if utf16.IsSurrogate(r) {
		text.Write([]byte{0xED, byte(0x80 | r>>6&0x3F), byte(0x80 | r&0x3F)})
		return
	}
	text.WriteRune(r)
}
