package python

import (
	"bytes"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// AppendJSON appends v as the service writes JSON: compact, UTF-8 unescaped, escapes only
// for quotes, backslashes and control characters, floats as Python's repr. What JSON cannot
// contain is written as in Python (NaN, Infinity), and half a surrogate pair as U+FFFD: see
// Value.Renderable.
func AppendJSON(dst []byte, v Value) []byte {
	switch v.kind {
	case Null:
		return append(dst, "null"...)
	case Bool, Int, Float:
		return append(dst, v.text...)
	case String:
		return AppendString(dst, v.text)
	case Foreign:
		return append(dst, "{}"...)
	case Array:
		dst = append(dst, '[')
		for i, item := range v.Items() {
			dst = AppendJSON(appendComma(dst, i), item)
		}
		return append(dst, ']')
	}
	dst = append(dst, '{')
	for i, name := range v.Names() {
		dst = append(AppendString(appendComma(dst, i), name), ':')
		dst = AppendJSON(dst, v.parts.items[i])
	}
	return append(dst, '}')
}

func appendComma(dst []byte, index int) []byte {
	if index > 0 {
		return append(dst, ',')
	}
	return dst
}

// AppendString appends a text as a JSON string; see AppendJSON.
func AppendString(dst []byte, text string) []byte {
	const short = "\b\f\n\r\t\"\\"
	const letters = `bfnrt"\`
	const digits = "0123456789abcdef"
	text = strings.ToValidUTF8(text, string(utf8.RuneError))
	dst = append(dst, '"')
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c >= ' ' && c != '"' && c != '\\' {
			dst = append(dst, c)
			continue
		}
		if at := strings.IndexByte(short, c); at >= 0 {
			dst = append(dst, '\\', letters[at])
			continue
		}
		dst = append(dst, '\\', 'u', '0', '0', digits[c>>4], digits[c&15])
	}
	return append(dst, '"')
}

// AppendFloat appends f as Python's repr writes it: 1.0, 0.0001, 1e-05, 1e+16, with the
// shortest digits; NaN and Infinity as Python's JSON writer does.
func AppendFloat(dst []byte, f float64) []byte {
	switch {
	case math.IsNaN(f):
		return append(dst, "NaN"...)
	case math.IsInf(f, 1):
		return append(dst, "Infinity"...)
	case math.IsInf(f, -1):
		return append(dst, "-Infinity"...)
	}
	size := math.Abs(f)
	if size != 0 && (size < 1e-4 || size >= 1e16) {
		return strconv.AppendFloat(dst, f, 'e', -1, 64)
	}
	start := len(dst)
	dst = strconv.AppendFloat(dst, f, 'f', -1, 64)
	if bytes.IndexByte(dst[start:], '.') < 0 {
		dst = append(dst, ".0"...)
	}
	return dst
}
