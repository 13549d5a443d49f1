package yaml

import (
	"fmt"
	"strings"
)

// Error reports what is wrong with a document, and where.
type Error struct {
	// Line and Column are counted from 1, the column in characters. Both are 0 when the
	// error concerns the document as a whole.
	Line, Column int
	// Problem describes what was found and what would be right.
	Problem string
	// Hint describes what to do about it; it may be empty.
	Hint string
}

// Error returns the problem, preceded by line and column unless they are 0.
func (e *Error) Error() string {
	if e.Line == 0 {
		return e.Problem
	}
	return fmt.Sprintf("%d:%d: %s", e.Line, e.Column, e.Problem)
}

// excerptWidth limits the line of an excerpt, in characters.
const excerptWidth = 100

// Excerpt returns a line of a document with its number in front, and below it a caret
// under the column. It is empty when there is no such line.
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
