package display

import (
	"strings"
	"unicode/utf8"
)

// Line escapes a text for one line: line ends and tabs are escaped as well.
func Line(text string) string {
	q := quoting{}
	return q.string(text)
}

// Text escapes a text that may have several lines. No line of the result begins with a
// command of a build server.
func Text(text string) string {
	q := quoting{lines: true}
	return q.string(text)
}

// JSON returns a JSON document with the same values, in which everything that is not
// harmless is escaped. The document must be valid, except that bytes that are not UTF-8
// are allowed: they become U+FFFD.
func JSON(document []byte) []byte {
	q := quoting{lines: true, invalid: `\ufffd`}
	return q.append(make([]byte, 0, len(document)), document)
}

// Excerpt returns the beginning of a text on one line: at most most characters, and
// three dots if it was cut. Each run of white space becomes one space.
func Excerpt(text string, most int) string {
	// Only as much is processed as can be shown, however long the text is.
	text = Clip(text, 16*most, "...")
	text = Line(strings.Join(strings.Fields(text), " "))
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	return string([]rune(text)[:most]) + "..."
}

// Clip cuts a text to at most most bytes, at a character boundary, and appends mark if
// it was cut. It escapes nothing.
func Clip(text string, most int, mark string) string {
	if len(text) <= most {
		return text
	}
	for most > 0 && !utf8.RuneStart(text[most]) {
		most--
	}
	return text[:most] + mark
}
