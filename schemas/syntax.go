package schemas

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/ringer-api/ringer/schemas/display"
	"github.com/ringer-api/ringer/schemas/document"
)

// This file describes what is wrong with a text that is not JSON, and where.

const maxPointer = 1000 // bytes of a pointer to the place where reading stopped

func syntaxAt(text []byte, offset int64, expected, found, sentence string) *Violation {
	at := positionOf(text, offset)
	return &Violation{
		Keyword: Syntax, Expected: expected, Found: found, Sentence: sentence, At: &at,
	}
}

// positionOf returns the position of a byte offset. A byte that is not UTF-8 counts as
// one character.
func positionOf(text []byte, offset int64) Position {
	return Position{Line: 1, Column: 1}.advance(text[:min(offset, int64(len(text)))])
}

// advance moves a position to the end of more text.
func (p Position) advance(text []byte) Position {
	if n := bytes.Count(text, []byte("\n")); n > 0 {
		p.Line += n
		p.Column = 1
		last := bytes.LastIndexByte(text, '\n')
		p.Column += utf8.RuneCount(text[last+1:])
	} else {
		p.Column += utf8.RuneCount(text)
	}
	p.Offset += int64(len(text))
	return p
}

// checkStart recognizes texts that are not JSON by their first bytes.
func checkStart(text []byte) *Violation {
	start := bytes.TrimLeft(text, " \t\r\n")
	offset := int64(len(text) - len(start))
	const value = "a JSON value"
	switch {
	case bytes.HasPrefix(text, []byte("\xef\xbb\xbf")):
		return syntaxAt(text, 0, "JSON without a byte order mark", "a UTF-8 byte order mark",
			"the text starts with a byte order mark, which JSON forbids")
	case bytes.HasPrefix(text, []byte("\xff\xfe")), bytes.HasPrefix(text, []byte("\xfe\xff")):
		return syntaxAt(text, 0, "JSON in UTF-8", "a UTF-16 byte order mark",
			"the text is UTF-16, but JSON is exchanged in UTF-8")
	case len(start) == 0:
		return syntaxAt(text, offset, value, "nothing", "the text is empty, but should be "+value)
	case start[0] == '<':
		return syntaxAt(text, offset, value, excerpt(start),
			"the text starts with \"<\": it looks like HTML or XML, not JSON")
	}
	return nil
}

func skipSpace(text []byte, offset int64) int64 {
	rest := bytes.TrimLeft(text[offset:], " \t\r\n")
	return int64(len(text) - len(rest))
}

func trailing(text []byte, offset int64) *Violation {
	found := excerpt(text[offset:])
	return syntaxAt(text, offset, "the end of the text", found,
		"the JSON value has ended, but is followed by "+found)
}

func truncated(text []byte) *Violation {
	return syntaxAt(text, int64(len(text)), "the rest of the value", "the end of the text",
		"the text is cut off in the middle of a value")
}

// explainSyntax describes the reader's error by the text at the place where it stopped.
func explainSyntax(text []byte, err *jsontext.SyntacticError) *Violation {
	offset := min(err.ByteOffset, int64(len(text)))
	rest := text[offset:]
	switch {
	case errors.Is(err.Err, io.ErrUnexpectedEOF), len(rest) == 0:
		return truncated(text)
	case errors.Is(err.Err, jsontext.ErrDuplicateName):
		name := quote(err.JSONPointer.LastToken())
		return syntaxAt(text, offset, "each name once in an object", name+" twice",
			"the name "+name+" appears twice in the same object")
	}
	want, what := wordSyntax(text[:offset], rest)
	found := excerpt(rest)
	if what == "" {
		want, what = wordStructure(err.Err, found)
	}
	return syntaxAt(text, offset, want, found, what)
}

// wordStructure describes what is missing between two values.
func wordStructure(err error, found string) (want, what string) {
	for hint, missing := range map[string]string{
		"after array element": `a comma or "]"`,
		"after object value":  `a comma or "}"`,
		"after object name":   "a colon",
	} {
		if strings.Contains(err.Error(), hint) {
			return missing, missing + " is missing before " + found
		}
	}
	if errors.Is(err, jsontext.ErrNonStringName) {
		return "a name in double quotes", "a name is without double quotes: " + found
	}
	return "JSON", "the text is not JSON at " + found
}

// wordSyntax recognizes common mistakes of people and programs.
func wordSyntax(before, rest []byte) (want, what string) {
	next := bytes.TrimLeft(rest[1:], " \t\r\n")
	number := before[len(bytes.TrimRight(before, "0123456789+-.eE")):]
	c := rest[0]
	switch r, size := utf8.DecodeRune(rest); {
	case r == utf8.RuneError && size == 1:
		return "UTF-8", fmt.Sprintf("the byte 0x%02X is not UTF-8", c)
	case c == '\\' && len(rest) > 1 && rest[1] == 'u' && isEscape(rest):
		return "a surrogate pair", "the escape " + string(rest[:6]) + " is half a character"
	case c == '\\':
		return "a valid escape of JSON", "the escape " + excerpt(rest[:min(2, len(rest))]) +
			" is not a valid escape of JSON"
	case isConstant(rest):
		return "a JSON number or null", excerpt(word(rest)) + " is not a JSON value"
	case c < 0x20 && inString(before):
		return "an escape such as \\n", control(c) + " in a string"
	case c < 0x20:
		return "white space", control(c) + " between values"
	case c == ',' && len(next) > 0 && (next[0] == ']' || next[0] == '}'):
		return "a value after the comma", "there is a comma before the closing \"" +
			string(next[:1]) + "\""
	case c == ',':
		return "a value", "there is a comma instead of a value"
	case c == '\'':
		return "double quotes", "strings need double quotes, not single ones"
	case c == '/' || c == '#':
		return "a value", "JSON has no comments"
	case isDigit(c) && (string(number) == "0" || string(number) == "-0"):
		return "a number without leading zeros", "a number starts with 0, followed by more digits"
	case len(number) > 0 && !isDigit(number[len(number)-1]):
		return "a digit", "the number " + excerpt(number) + " is incomplete"
	}
	return "", ""
}

func control(c byte) string {
	return fmt.Sprintf("the control character 0x%02X is not escaped", c)
}

// isEscape reports whether rest begins with \u and four hex digits.
func isEscape(rest []byte) bool {
	return len(rest) >= 6 && isHex(rest[2]) && isHex(rest[3]) && isHex(rest[4]) && isHex(rest[5])
}

// isConstant reports whether rest begins with another language's word for a number or
// null.
func isConstant(rest []byte) bool {
	switch string(word(rest)) {
	case "NaN", "nan", "Infinity", "inf", "Inf", "None", "True", "False", "undefined":
		return true
	}
	return false
}

func word(text []byte) []byte {
	end := bytes.IndexFunc(text, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
	})
	if end < 0 {
		end = len(text)
	}
	return text[:end]
}

// inString reports whether the text so far ends inside a string.
func inString(before []byte) bool {
	open := false
	for i := 0; i < len(before); i++ {
		switch before[i] {
		case '\\':
			i++
		case '"':
			open = !open
		}
	}
	return open
}

const maxExcerpt = 60

// excerpt quotes the beginning of a text, made harmless for reports.
func excerpt(text []byte) string {
	const more = maxExcerpt * utf8.UTFMax
	return quote(strings.ToValidUTF8(string(text[:min(len(text), more)]), "\uFFFD"))
}

// quote quotes a text like JSON, cut to a readable length.
func quote(text string) string {
	return string(display.JSON(document.AppendString(nil, clip(strings.ToValidUTF8(text, "\uFFFD"), maxExcerpt))))
}

func clip(text string, limit int) string { return display.Clip(text, limit, "…") }
