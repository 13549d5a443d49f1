package display

import (
	"bytes"
	"fmt"
	"unicode"
	"unicode/utf8"
)

// quoting is the single pass that all functions of this package use. Its zero value
// escapes a text for one line.
type quoting struct {
	// lines keeps line ends and tabs, and checks the beginning of each line for
	// commands.
	lines bool
	// invalid replaces a byte that is not UTF-8; if empty, the byte is written in
	// hexadecimal.
	invalid string

	inside bool // this line has something other than white space
	before rune // the previous character
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

// ordinary counts the leading letters, digits and signs that need no check; most text
// consists of them.
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

// command reports whether a workflow command of GitHub Actions begins here; the runner
// accepts white space before it. A single colon at the end of the text counts, because
// another may follow in the next write.
func command(text []byte) bool {
	return text[0] == ':' && (len(text) == 1 || text[1] == ':')
}

// oldCommand reports whether a command begins here that build servers recognize anywhere
// in a line: "##[error]" (GitHub Actions and Azure Pipelines), "##vso[" (Azure
// Pipelines), "##teamcity[" (TeamCity).
func oldCommand(text []byte) bool {
	for _, prefix := range []string{"##[", "##vso[", "##teamcity["} {
		if bytes.HasPrefix(text, []byte(prefix)) {
			return true
		}
	}
	return false
}
