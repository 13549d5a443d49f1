package display

import (
	"bytes"
	"fmt"
	"unicode"
	"unicode/utf8"
)

// quoting is the one pass that all of this package is made of. Its zero value
// quotes one line.
type quoting struct {
	// lines keeps the ends of lines and tabs, and guards the beginning of lines.
	lines bool
	// invalid stands for a byte that is no UTF-8; "" is the byte in hexadecimal.
	invalid string

	inside bool // something other than white space stands on this line
	before rune // the character before
}

func (q *quoting) string(text string) string {
	return string(q.append(make([]byte, 0, len(text)+16), []byte(text)))
}

func (q *quoting) append(dst, text []byte) []byte {
	for len(text) > 0 {
		if n := ordinary(text); n > 0 {
			q.inside, q.before = true, 'a'
			dst, text = append(dst, text[:n]...), text[n:]
			continue
		}
		r, size := utf8.DecodeRune(text)
		dst = q.one(dst, text, r, size)
		text = text[size:]
	}
	return dst
}

// ordinary counts the letters, digits and signs that nothing is to be asked of,
// which is nearly all that there is.
func ordinary(text []byte) int {
	for i, c := range text {
		if c <= ' ' || c >= 0x7F || c == ':' || c == '#' {
			return i
		}
	}
	return len(text)
}

// one writes the first character of a text.
func (q *quoting) one(dst, text []byte, r rune, size int) []byte {
	before, began := q.before, q.inside
	q.before = r
	switch {
	case q.lines && r == '\n':
		q.inside = false
		return append(dst, '\n')
	case q.lines && r == '\t':
		return append(dst, '\t')
	case unicode.IsSpace(r) && harmless(r, before):
		return append(dst, text[:size]...)
	}
	q.inside = true
	switch {
	case r == utf8.RuneError && size == 1:
		q.before = 0
		if q.invalid != "" {
			return append(dst, q.invalid...)
		}
		return fmt.Appendf(dst, `\x%02x`, text[0])
	case !harmless(r, before), q.lines && !began && command(text), r == '#' && oldCommand(text):
		q.before = 0
		return appendEscape(dst, r)
	}
	return append(dst, text[:size]...)
}

// command tells the beginning of a workflow command of GitHub Actions, which
// its runner finds behind white space too. A colon where the text is over may
// be one when more is written behind it.
func command(text []byte) bool {
	return text[0] == ':' && (len(text) == 1 || text[1] == ':')
}

// oldCommand tells the commands that build servers find anywhere in a line:
// "##[error]" (GitHub Actions and Azure Pipelines), "##vso[" (Azure Pipelines),
// "##teamcity[" (TeamCity).
func oldCommand(text []byte) bool {
	for _, prefix := range []string{"##[", "##vso[", "##teamcity["} {
		if bytes.HasPrefix(text, []byte(prefix)) {
			return true
		}
	}
	return false
}
