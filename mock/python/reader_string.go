package python

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// string parses a string, from its opening quote to after its closing one.
func (r *reader) string() (string, error) {
	opening := r.at
	r.at++
	var read strings.Builder
	for {
		start := r.at
		for r.at < len(r.text) && r.text[r.at] >= ' ' && r.text[r.at] != '"' && r.text[r.at] != '\\' {
			r.at++
		}
		plain := r.text[start:r.at]
		switch {
		case r.at == len(r.text):
			return "", r.wrong("Unterminated string starting at", opening)
		case r.text[r.at] == '"':
			r.at++
			if read.Len() == 0 {
				return plain, nil
			}
			read.WriteString(plain)
			return read.String(), nil
		case r.text[r.at] != '\\':
			return "", r.wrong("Invalid control character at", r.at)
		case r.at+1 == len(r.text):
			return "", r.wrong("Unterminated string starting at", opening)
		}
		read.WriteString(plain)
		if err := r.escape(&read); err != nil {
			return "", err
		}
	}
}

// escape parses an escape, from its backslash; at least one character follows it.
func (r *reader) escape(read *strings.Builder) error {
	const letters, meant = `"\/bfnrt`, "\"\\/\b\f\n\r\t"
	letter := r.text[r.at+1]
	if letter == 'u' {
		return r.unicodeEscape(read)
	}
	at := strings.IndexByte(letters, letter)
	if at < 0 {
		return r.wrong(`Invalid \escape`, r.at)
	}
	read.WriteByte(meant[at])
	r.at += 2
	return nil
}

// unicodeEscape parses four hex digits, and another four if both form a surrogate pair.
func (r *reader) unicodeEscape(read *strings.Builder) error {
	unit, err := r.hex4(r.at)
	if err != nil {
		return err
	}
	r.at += 6
	// Python looks for a second half only if something follows it.
	if unit >= 0xD800 && unit < 0xDC00 && r.at+6 < len(r.text) && r.text[r.at:r.at+2] == `\u` {
		second, err := r.hex4(r.at)
		if err != nil {
			return err
		}
		if pair := utf16.DecodeRune(unit, second); pair != utf8.RuneError {
			r.at += 6
			unit = pair
		}
	}
	writeCharacter(read, unit)
	return nil
}

// hex4 returns the number after the \u at that byte. Something must follow the four
// digits, since the string must end.
func (r *reader) hex4(at int) (rune, error) {
	if at+6 >= len(r.text) {
		return 0, r.wrong(`Invalid \uXXXX escape`, at+1)
	}
	var unit rune
	for _, c := range []byte(r.text[at+2 : at+6]) {
		digit := HexDigit(c)
		if digit < 0 {
			return 0, r.wrong(`Invalid \uXXXX escape`, at+1)
		}
		unit = unit<<4 | rune(digit)
	}
	return unit, nil
}

// HexDigit returns the value of a hex digit, -1 for any other byte.
func HexDigit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}
