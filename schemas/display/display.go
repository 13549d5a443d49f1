package display

import (
	"strings"
	"unicode/utf8"
)

// Line is a text on one line: ends of lines and tabs are escaped as well.
func Line(text string) string {
	q := quoting{}
	return q.string(text)
}

// Text is a text that may have several lines. A line cannot begin with what a
// build server takes for a command.
func Text(text string) string {
	q := quoting{lines: true}
	return q.string(text)
}

// JSON is a JSON document of the same values, in which what is not harmless
// stands as an escape. The document has to be valid, but for bytes that are no
// UTF-8: these become U+FFFD.
func JSON(document []byte) []byte {
	q := quoting{lines: true, invalid: `\ufffd`}
	return q.append(make([]byte, 0, len(document)), document)
}

// Excerpt is the beginning of a text on one line, at most so many characters
// and three dots; any run of white space is one space.
func Excerpt(text string, most int) string {
	// No more is looked at than can be shown, however long the text is.
	text = Clip(text, 16*most, "...")
	text = Line(strings.Join(strings.Fields(text), " "))
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	return string([]rune(text)[:most]) + "..."
}

// Clip cuts a text to at most so many bytes, at the border of a character, and
// puts the mark behind one that was cut. It quotes nothing.
func Clip(text string, most int, mark string) string {
	if len(text) <= most {
		return text
	}
	for most > 0 && !utf8.RuneStart(text[most]) {
		most--
	}
	return text[:most] + mark
}
