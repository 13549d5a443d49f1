package main

import (
	"fmt"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/oasdiff/oasdiff/checker"
	"github.com/oasdiff/oasdiff/diff"
	spec "github.com/oasdiff/oasdiff/load"

	"github.com/ringer-api/ringer/schemas"
)

// This file is the only one that knows oasdiff and its model of a document. They
// make a third of the binary (23 MB without them, 31 MB with), which users of
// the packages must not have to build; so they stay here.

// changed is one difference between two descriptions, as oasdiff words it.
type changed struct {
	ID      string `json:"id"`
	Weight  weight `json:"weight"`
	Method  string `json:"method,omitempty"`
	Path    string `json:"path,omitempty"`
	Text    string `json:"text"`
	Comment string `json:"comment,omitempty"`
	section string
}

// compare gives what differs between two descriptions, what weighs most first,
// then in the order of paths.
func compare(from, to *schemas.Description) (changes []changed, err error) {
	// Both documents come from outside, and the library does not promise to take
	// whatever one holds.
	defer func() {
		if reason := recover(); reason != nil {
			err = fmt.Errorf("comparing %s and %s: %v", nameOf(from), nameOf(to), reason)
		}
	}()
	older, err := understand(from, nil)
	if err != nil {
		return nil, err
	}
	newer, err := understand(to, from)
	if err != nil {
		return nil, err
	}
	report, sources, err := diff.GetWithOperationsSourcesMap(diff.NewConfig(), older, newer)
	if err != nil {
		return nil, fmt.Errorf("comparing %s and %s: %w", nameOf(from), nameOf(to), err)
	}
	config := checker.NewConfig(checker.GetAllChecks())
	words := checker.NewDefaultLocalizer()
	for _, c := range checker.CheckBackwardCompatibilityUntilLevel(config, report, sources, checker.INFO) {
		changes = append(changes, changed{
			ID: c.GetId(), Weight: weightOf(c.GetLevel()), Method: c.GetOperation(), Path: c.GetPath(),
			Text: c.GetUncolorizedText(words), Comment: c.GetComment(words), section: c.GetSection(),
		})
	}
	return changes, nil
}

func weightOf(level checker.Level) weight {
	switch level {
	case checker.ERR:
		return breaking
	case checker.WARN:
		return risky
	}
	return harmless
}

// understand gives a description as the library has it. Nothing is fetched: all that it
// refers to has been read.
func understand(d, like *schemas.Description) (*spec.SpecInfo, error) {
	text, err := d.Plain(like)
	if err != nil {
		return nil, err
	}
	loader := openapi3.NewLoader()
	loader.IsExternalRefsAllowed = false
	info, err := spec.NewSpecInfoFromData(loader, text, "description")
	if err != nil {
		return nil, fmt.Errorf("comparing %s: %w", nameOf(d), oneLine(err))
	}
	return info, nil
}
