package yaml

import (
	"fmt"
	"strings"
)

// Error says what is wrong with a document, and where.
type Error struct {
	// Line and Column are counted from 1, the column in characters; both are 0
	// for what is true of the document as a whole.
	Line, Column int
	// Problem says what was found and what would be right.
	Problem string
	// Hint says what to do about it; it may be empty.
	Hint string
}

// Error is the place, as far as there is one, and the problem.
func (e *Error) Error() string {
	if e.Line == 0 {
		return e.Problem
	}
	return fmt.Sprintf("%d:%d: %s", e.Line, e.Column, e.Problem)
}

// excerptWidth bounds an excerpt's line, in characters.
const excerptWidth = 100

// Excerpt shows a line of a document with a caret under the column, both led by
// the line's number. It is empty when there is no such line.
func Excerpt(document []byte, line, column int) string {
	lines := strings.SplitN(string(document), "\n", line+1)
	if line < 1 || len(lines) < line {
		return ""
	}
	text := []rune(strings.TrimRight(lines[line-1], "\r"))
	column = min(max(column, 1), len(text)+1)
	start := max(0, column-excerptWidth/2)
	shown := string(text[start:min(len(text), start+excerptWidth)])
	number := fmt.Sprintf("%4d | ", line)
	gap := strings.Repeat(" ", len(number)-2) + "| " + strings.Repeat(" ", column-1-start)
	return number + strings.ReplaceAll(shown, "\t", " ") + "\n" + gap + "^"
}
