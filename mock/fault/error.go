package fault

import (
	"fmt"
	"strings"
)

// Error is the error of a fault that cannot be parsed.
type Error struct {
	// Kind is the fault's kind as written; empty when there is none.
	Kind string
	// Field is the parameter with the mistake; empty when it is the fault as a whole.
	Field string
	// Found is what was found.
	Found string
	// Want is what is expected.
	Want string
	// Nearest is the valid name most similar to the one found; empty when none is similar.
	Nearest string
}

// Error returns the message in one line.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString("fault")
	if e.Kind != "" {
		fmt.Fprintf(&b, " %q", e.Kind)
	}
	b.WriteString(": ")
	if e.Field != "" {
		fmt.Fprintf(&b, "%s is ", e.Field)
	}
	fmt.Fprintf(&b, "%s; expected: %s", e.Found, e.Want)
	if e.Nearest != "" {
		fmt.Fprintf(&b, "; did you mean %q?", e.Nearest)
	}
	return b.String()
}

// clip shortens text of the user for a message, and puts it on one line.
func clip(text string) string {
	const most = 60
	runes := []rune(strings.Join(strings.FieldsFunc(text, isControl), " "))
	if len(runes) <= most {
		return string(runes)
	}
	return string(runes[:most]) + "..."
}

// oneOf lists names for a message.
func oneOf(names []string) string { return "one of " + strings.Join(names, ", ") }
