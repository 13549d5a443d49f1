package pydantic

import (
	"math"
	"strconv"
	"time"
	"unicode/utf8"
)

// TimeForm is the format of times.
type TimeForm int

const (
	// Zulu is pydantic 2's format: 2024-10-01T12:00:00.123456Z.
	Zulu TimeForm = iota
	// Offset is pydantic 1's format: 2024-10-01T12:00:00.123456+00:00.
	Offset
)

// The range of times in Python.
var (
	earliest = time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)
	latest   = time.Date(9999, 12, 31, 23, 59, 59, 999999000, time.UTC)
)

// AppendTime appends a time in pydantic 2's format, without quotes: in UTC, with six
// fractional digits or none, and Z. Fractions of a microsecond are truncated; years outside
// 1 to 9999 become the nearest inside.
func AppendTime(dst []byte, t time.Time) []byte { return Zulu.AppendTime(dst, t) }

// AppendTime appends a time in this format; see the function AppendTime.
func (f TimeForm) AppendTime(dst []byte, t time.Time) []byte {
	if t = t.UTC(); t.Before(earliest) {
		t = earliest
	} else if t.After(latest) {
		t = latest
	}
	layout := "2006-01-02T15:04:05"
	if t.Nanosecond() >= int(time.Microsecond) {
		layout = "2006-01-02T15:04:05.000000"
	}
	dst = t.AppendFormat(dst, layout)
	if f == Offset {
		return append(dst, "+00:00"...)
	}
	return append(dst, 'Z')
}

// AppendString appends a JSON string as Python writes it: UTF-8, with only the quote, the
// backslash and control characters escaped. Bytes that are not UTF-8 become U+FFFD.
func AppendString(dst []byte, text string) []byte {
	dst = append(dst, '"')
	kept := 0
	for i := 0; i < len(text); {
		c := text[i]
		if c >= ' ' && c != '"' && c != '\\' && c < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if size > 1 {
			i += size
			continue
		}
		dst = append(dst, text[kept:i]...)
		dst = appendEscape(dst, r)
		i += size
		kept = i
	}
	return append(append(dst, text[kept:]...), '"')
}

const hexDigits = "0123456789abcdef"

func appendEscape(dst []byte, r rune) []byte {
	switch r {
	case '"', '\\':
		return append(dst, '\\', byte(r))
	case '\n':
		return append(dst, `\n`...)
	case '\r':
		return append(dst, `\r`...)
	case '\t':
		return append(dst, `\t`...)
	case '\b':
		return append(dst, `\b`...)
	case '\f':
		return append(dst, `\f`...)
	case utf8.RuneError:
		return utf8.AppendRune(dst, r)
	}
	return append(dst, '\\', 'u', '0', '0', hexDigits[r>>4], hexDigits[r&15])
}

// AppendFloat appends a finite number as Python writes a float: the shortest digits that
// parse to the same number, always with a point or an exponent, which is used below 1e-4
// and from 1e16 on.
func AppendFloat(dst []byte, f float64) []byte {
	if size := math.Abs(f); size != 0 && (size < 1e-4 || size >= 1e16) {
		return strconv.AppendFloat(dst, f, 'e', -1, 64)
	}
	whole := f == math.Trunc(f)
	dst = strconv.AppendFloat(dst, f, 'f', -1, 64)
	if whole {
		dst = append(dst, ".0"...)
	}
	return dst
}
