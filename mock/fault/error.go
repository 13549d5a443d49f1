package fault

import (
	"fmt"
	"strings"
)

// Error is a fault that was not written as it should be.
type Error struct {
	// Kind is the fault's kind as written; empty when there is none.
	Kind string
	// Field is the parameter in question; empty when it is the fault as a whole.
	Field string
	// Found is what stands there.
	Found string
	// Want is what would be right.
	Want string
	// Nearest is the right name that is most like the one found; empty when none is.
	Nearest string
}

// Error is the message in one line.
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
	fmt.Fprintf(&b, "%s; wanted: %s", e.Found, e.Want)
	if e.Nearest != "" {
		fmt.Fprintf(&b, "; did you mean %q?", e.Nearest)
	}
	return b.String()
}

// clip shortens foreign text for a message and keeps it in one line.
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
