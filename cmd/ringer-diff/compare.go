package main

import (
	"fmt"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/oasdiff/oasdiff/checker"
	"github.com/oasdiff/oasdiff/diff"

	spec "github.com/oasdiff/oasdiff/load"
)

// change is one difference, with the texts of oasdiff.
type change struct {
	ID      string `json:"id"`
	Weight  string `json:"weight"` // breaking, risky or harmless
	Method  string `json:"method,omitempty"`
	Path    string `json:"path,omitempty"`
	Text    string `json:"text"`
	Comment string `json:"comment,omitempty"`
	Section string `json:"section,omitempty"` // of the document
}

// compare returns the changes between two documents.
func compare(from, to document) (changes []change, err error) {
	// Both are untrusted input, and the library may panic on it.
	defer func() {
		if reason := recover(); reason != nil {
			err = fmt.Errorf("comparing %s and %s: %v", from.Name, to.Name, reason)
		}
	}()
	older, err := load(from)
	if err != nil {
		return nil, err
	}
	newer, err := load(to)
	if err != nil {
		return nil, err
	}
	report, sources, err := diff.GetWithOperationsSourcesMap(diff.NewConfig(), older, newer)
	if err != nil {
		return nil, fmt.Errorf("comparing %s and %s: %w", from.Name, to.Name, err)
	}
	config := checker.NewConfig(checker.GetAllChecks())
	words := checker.NewDefaultLocalizer()
	changes = []change{}
	for _, c := range checker.CheckBackwardCompatibilityUntilLevel(config, report, sources, checker.INFO) {
		changes = append(changes, change{
			ID: c.GetId(), Weight: weightOf(c.GetLevel()), Method: c.GetOperation(), Path: c.GetPath(),
			Text: c.GetUncolorizedText(words), Comment: c.GetComment(words), Section: c.GetSection(),
		})
	}
	return changes, nil
}

func weightOf(level checker.Level) string {
	switch level {
	case checker.ERR:
		return "breaking"
	case checker.WARN:
		return "risky"
	}
	return "harmless"
}

// load reads a document into the library, which must not read anything else.
func load(d document) (*spec.SpecInfo, error) {
	loader := openapi3.NewLoader()
	loader.IsExternalRefsAllowed = false
	info, err := spec.NewSpecInfoFromData(loader, d.Text, "description")
	if err != nil {
		return nil, fmt.Errorf("comparing %s: %s", d.Name, strings.Join(strings.Fields(err.Error()), " "))
	}
	return info, nil
}
