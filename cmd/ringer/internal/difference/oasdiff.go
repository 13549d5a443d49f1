// Package difference compares two API descriptions, and states the effect of each
// change on clients.
package difference

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/oasdiff/oasdiff/checker"
	"github.com/oasdiff/oasdiff/diff"

	"github.com/ringer-api/ringer/cmd/ringer/internal/description"
	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/schemas/display"

	spec "github.com/oasdiff/oasdiff/load"

	"github.com/ringer-api/ringer/schemas"
)

// Only this file uses oasdiff and its model of a document. They are a third of the
// binary (23 MB without them, 31 MB with), which users of the packages should not have
// to build; so they stay here.

// Severity is the effect of a change on clients.
type Severity string

const (
	Breaking Severity = "breaking" // correct clients fail
	Risky    Severity = "risky"    // correct clients may fail
	Harmless Severity = "harmless"
)

// Change is one difference between two descriptions, with the texts of oasdiff.
type Change struct {
	ID       string   `json:"id"`
	Severity Severity `json:"weight"`
	Method   string   `json:"method,omitempty"`
	Path     string   `json:"path,omitempty"`
	Text     string   `json:"text"`
	Comment  string   `json:"comment,omitempty"`
	Section  string   `json:"-"`
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

// Between returns the changes between two descriptions, by decreasing weight, then
// by path.
func Between(from, to *schemas.Description) (changes []Change, err error) {
	// Both documents are untrusted input, and the library may panic on it.
	defer func() {
		if reason := recover(); reason != nil {
			err = fmt.Errorf("comparing %s and %s: %v", description.Name(from), description.Name(to), reason)
		}
	}()
	older, err := severity(from, nil)
	if err != nil {
		return nil, err
	}
	newer, err := severity(to, from)
	if err != nil {
		return nil, err
	}
	report, sources, err := diff.GetWithOperationsSourcesMap(diff.NewConfig(), older, newer)
	if err != nil {
		return nil, fmt.Errorf("comparing %s and %s: %w", description.Name(from), description.Name(to), err)
	}
	config := checker.NewConfig(checker.GetAllChecks())
	words := checker.NewDefaultLocalizer()
	for _, c := range checker.CheckBackwardCompatibilityUntilLevel(config, report, sources, checker.INFO) {
		changes = append(changes, Change{
			ID: c.GetId(), Severity: severityOf(c.GetLevel()), Method: c.GetOperation(), Path: c.GetPath(),
			Text: c.GetUncolorizedText(words), Comment: c.GetComment(words), Section: c.GetSection(),
		})
	}
	return changes, nil
}

func severityOf(level checker.Level) Severity {
	switch level {
	case checker.ERR:
		return Breaking
	case checker.WARN:
		return Risky
	}
	return Harmless
}

// severity loads a description into the library. Nothing is fetched: all files it
// refers to have been read already.
func severity(d, like *schemas.Description) (*spec.SpecInfo, error) {
	text, err := d.Plain(like)
	if err != nil {
		return nil, err
	}
	loader := openapi3.NewLoader()
	loader.IsExternalRefsAllowed = false
	info, err := spec.NewSpecInfoFromData(loader, text, "description")
	if err != nil {
		return nil, fmt.Errorf("comparing %s: %w", description.Name(d), output.OneLine(err))
	}
	return info, nil
}
