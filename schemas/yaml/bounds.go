package yaml

import (
	"fmt"
	"time"
)

// Bounds are the limits of a document. Each must be above zero.
type Bounds struct {
	// Bytes limits the document's length, and separately what its aliases add to it.
	Bytes int
	// Depth limits the levels of nesting, including those that aliases add.
	Depth int
	// Values limits the scalars, lists and mappings together.
	Values int
	// Time limits the reading. When it is reached, reading stops and leaves nothing
	// running.
	Time time.Duration
}

func (b Bounds) tooLarge() *Error {
	return &Error{
		Problem: "the document is larger than " + size(b.Bytes),
		Hint:    "divide it into several files",
	}
}

func (b Bounds) tooMany(line, column int) *Error {
	return &Error{Line: line, Column: column,
		Problem: fmt.Sprintf("the document has more than %d values", b.Values),
		Hint:    "divide it into several files"}
}

func (b Bounds) tooDeep(line, column int) *Error {
	return &Error{Line: line, Column: column, Problem: fmt.Sprintf("more than %d levels of nesting", b.Depth)}
}

func (b Bounds) tooLong() *Error {
	return &Error{
		Problem: fmt.Sprintf("reading the document took longer than %s", b.Time),
		Hint:    "simplify it, or divide it into several files",
	}
}

func size(bytes int) string {
	switch {
	case bytes%(1<<20) == 0:
		return fmt.Sprintf("%d MiB", bytes>>20)
	case bytes%(1<<10) == 0:
		return fmt.Sprintf("%d KiB", bytes>>10)
	}
	return fmt.Sprintf("%d bytes", bytes)
}
