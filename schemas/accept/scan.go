package accept

// This file reads single tokens. A position of refused means that there is none.

const refused = -1

// space returns the position of the next byte that is not white space.
func (r *Reader) space(at int) int {
	for at < len(r.text) {
		switch r.text[at] {
		case ' ', '\t', '\n', '\r':
			at++
		default:
			return at
		}
	}
	return at
}

// is reports whether a byte is at a position.
func (r *Reader) is(at int, c byte) bool { return at < len(r.text) && r.text[at] == c }

// quoted reads a string that begins at a position, and returns where it ends and whether it
// has escapes. That all of the text is UTF-8 was checked before.
func (r *Reader) quoted(at int) (end int, escaped bool) {
	text := r.text
	for at++; at < len(text); at++ {
		switch c := text[at]; {
		case c == '"':
			return at + 1, escaped
		case c == '\\':
			escaped = true
			if at = r.escape(at + 1); at == refused {
				return refused, true
			}
		case c < ' ':
			return refused, false
		}
	}
	return refused, false
}

// escape returns the position of the last byte of an escape, after its backslash.
func (r *Reader) escape(at int) int {
	if at >= len(r.text) {
		return refused
	}
	switch r.text[at] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return at
	case 'u':
	default:
		return refused
	}
	unit, ok := r.hex(at + 1)
	switch {
	case !ok || unit >= 0xDC00 && unit <= 0xDFFF:
		return refused
	case unit >= 0xD800 && unit <= 0xDBFF:
		low, ok := r.hex(at + 7)
		if !ok || !r.is(at+5, '\\') || !r.is(at+6, 'u') || low < 0xDC00 || low > 0xDFFF {
			return refused
		}
		return at + 10
	}
	return at + 4
}

// hex reads four hex digits.
func (r *Reader) hex(at int) (unit int, ok bool) {
	if at+4 > len(r.text) {
		return 0, false
	}
	for _, c := range []byte(r.text[at : at+4]) {
		switch {
		case c >= '0' && c <= '9':
			unit = unit<<4 | int(c-'0')
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			unit = unit<<4 | int(c|0x20-'a'+10)
		default:
			return 0, false
		}
	}
	return unit, true
}

// number reads a number, and returns whether it has a fraction or an exponent. Numbers that
// are near a limit of package schemas are refused.
func (r *Reader) number(at int) (end int, kind kinds) {
	start := at
	if r.is(at, '-') {
		at++
	}
	whole := at
	if at = r.digits(at); at == whole || at > whole+1 && r.text[whole] == '0' {
		return refused, 0
	}
	kind = integer
	if r.is(at, '.') {
		first := at + 1
		if at = r.digits(first); at == first {
			return refused, 0
		}
		kind = fraction
	}
	if r.is(at, 'e') || r.is(at, 'E') {
		if at++; r.is(at, '+') || r.is(at, '-') {
			at++
		}
		first := at
		if at = r.digits(first); at == first || at > first+maxExponentDigits {
			return refused, 0
		}
		kind = fraction
	}
	if at-start > maxNumber {
		return refused, 0
	}
	return at, kind
}

const maxNumber, maxExponentDigits = 1000, 3

func (r *Reader) digits(at int) int {
	for at < len(r.text) && r.text[at] >= '0' && r.text[at] <= '9' {
		at++
	}
	return at
}

// word reads one of the three words of JSON.
func (r *Reader) word(at int, word string) int {
	if end := at + len(word); end <= len(r.text) && r.text[at:end] == word {
		return end
	}
	return refused
}
