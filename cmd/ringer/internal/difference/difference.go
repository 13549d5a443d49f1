// Package difference compares two API descriptions, and states the effect of each
// change on clients. A program of its own, ringer-diff, does the work.
package difference

import (
	"regexp"
	"strings"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/display"
)

// Severity is the effect of a change on clients.
type Severity string

const (
	Breaking Severity = "breaking" // correct clients fail
	Risky    Severity = "risky"    // correct clients may fail
	Harmless Severity = "harmless"
)

// Change is one difference between two descriptions.
type Change struct {
	ID       string   `json:"id"`
	Severity Severity `json:"weight"`
	Method   string   `json:"method,omitempty"`
	Path     string   `json:"path,omitempty"`
	Text     string   `json:"text"`
	Comment  string   `json:"comment,omitempty"`
	Section  string   `json:"-"` // of the document
}

var placeholder = regexp.MustCompile(`\{[^}]*\}`)

// InDescription reports whether a change affects an operation that ringer knows, whatever
// the names of its parameters, or all operations.
func (c Change) InDescription() bool {
	if c.Path == "" {
		return c.Section == "security"
	}
	for _, op := range schemas.Default().Operations() {
		if placeholder.ReplaceAllString(op.Path, "{}") == placeholder.ReplaceAllString(c.Path, "{}") &&
			(c.Method == "" || c.Method == op.Method) {
			return true
		}
	}
	return false
}

// Operation is what a change is about, safe to print.
func (c Change) Operation() string {
	if c.Path == "" {
		return "the whole document"
	}
	return display.Line(strings.TrimSpace(c.Method + " " + c.Path))
}
