package fault

import (
	"fmt"
	"slices"
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

// nearest is the name that takes the fewest edits to reach, or "" when none is near.
func nearest(written string, names []string) string {
	best, least := "", max(2, len(clip(written))/3)+1
	for _, name := range names {
		if d := distance(strings.ToLower(clip(written)), name); d < least {
			best, least = name, d
		}
	}
	return best
}

// distance counts the insertions, deletions and replacements between two texts.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		before := slices.Clone(row)
		row[0] = i + 1
		for j := range len(b) {
			step := 1
			if a[i] == b[j] {
				step = 0
			}
			row[j+1] = min(before[j]+step, before[j+1]+1, row[j]+1)
		}
	}
	return row[len(b)]
}
