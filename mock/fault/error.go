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
	return b.String()
}

// clip shortens foreign text for a message.
func clip(text string) string {
	const most = 60
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	return string(runes[:most]) + "..."
}

// oneOf lists names for a message, the nearest to what was written first.
func oneOf(written string, names []string) string {
	list := strings.Join(names, ", ")
	if near := nearest(written, names); near != "" {
		return fmt.Sprintf("did you mean %q? there are %s", near, list)
	}
	return "one of " + list
}

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
