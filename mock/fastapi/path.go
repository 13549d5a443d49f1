package fastapi

import (
	"strings"
	"unicode/utf8"

	"github.com/ringer-api/ringer/mock/python"
)

// DecodePath decodes percent escapes as the service does before it routes. An invalid
// escape stays unchanged, and so does "+". Bytes that are not UTF-8 become U+FFFD, one for
// each maximal invalid sequence. The result is valid UTF-8.
func DecodePath(escaped string) string {
	if !strings.Contains(escaped, "%") && utf8.ValidString(escaped) {
		return escaped
	}
	raw := make([]byte, 0, len(escaped))
	for i := 0; i < len(escaped); i++ {
		if escaped[i] == '%' && i+2 < len(escaped) {
			high, low := python.HexDigit(escaped[i+1]), python.HexDigit(escaped[i+2])
			if high >= 0 && low >= 0 {
				raw = append(raw, byte(high<<4|low))
				i += 2
				continue
			}
		}
		raw = append(raw, escaped[i])
	}
	return DecodeBytes(raw)
}

// DecodeBytes reads bytes as UTF-8; those that are not become U+FFFD, as in DecodePath.
func DecodeBytes(raw []byte) string {
	if utf8.Valid(raw) {
		return string(raw)
	}
	var text strings.Builder
	for len(raw) > 0 {
		r, size := utf8.DecodeRune(raw)
		if r == utf8.RuneError && size == 1 {
			size = brokenPiece(raw)
		}
		text.WriteRune(r)
		raw = raw[size:]
	}
	return text.String()
}

// brokenPiece returns how many bytes one U+FFFD replaces at the start of raw, which does
// not start with a valid character: as many as could have started one (the maximal
// subpart of the Unicode standard, section 3.9).
func brokenPiece(raw []byte) int {
	low, high := byte(0x80), byte(0xBF)
	var continuations int
	switch b := raw[0]; {
	case b >= 0xC2 && b <= 0xDF:
		continuations = 1
	case b >= 0xE0 && b <= 0xEF:
		continuations = 2
	case b >= 0xF0 && b <= 0xF4:
		continuations = 3
	}
	switch raw[0] {
	case 0xE0:
		low = 0xA0
	case 0xED:
		high = 0x9F
	case 0xF0:
		low = 0x90
	case 0xF4:
		high = 0x8F
	}
	size := 1
	for size <= continuations && size < len(raw) && raw[size] >= low && raw[size] <= high {
		low, high = 0x80, 0xBF
		size++
	}
	return size
}
