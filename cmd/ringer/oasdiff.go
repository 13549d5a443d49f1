package main

import (
	"fmt"
	"net/url"
	"path/filepath"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/oasdiff/oasdiff/checker"
	"github.com/oasdiff/oasdiff/diff"
	spec "github.com/oasdiff/oasdiff/load"
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
func compare(from, to apiDocument) (changes []changed, err error) {
	// Both documents come from outside, and neither library promises to take
	// whatever one holds.
	defer func() {
		if reason := recover(); reason != nil {
			err = fmt.Errorf("comparing %s and %s: %v", from.name, to.name, reason)
		}
	}()
	older, err := from.load()
	if err != nil {
		return nil, err
	}
	newer, err := to.load()
	if err != nil {
		return nil, err
	}
	report, sources, err := diff.GetWithOperationsSourcesMap(diff.NewConfig(), older, newer)
	if err != nil {
		return nil, fmt.Errorf("comparing %s and %s: %w", from.name, to.name, err)
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

// load understands the document. Nothing is fetched: references lead to the
// document itself or to files beside it and below.
func (d apiDocument) load() (*spec.SpecInfo, error) {
	loader := openapi3.NewLoader()
	left := int64(maxDescription - len(d.text))
	loader.IsExternalRefsAllowed = true // readBeside decides
	loader.ReadFromURIFunc = func(_ *openapi3.Loader, at *url.URL) ([]byte, error) {
		text, err := d.readBeside(at, left)
		left -= int64(len(text))
		return text, err
	}
	info, err := spec.NewSpecInfoFromData(loader, d.text, filepath.Join(d.folder, "document"))
	if err != nil {
		return nil, fmt.Errorf("understanding %s: %w", d.name, oneLine(err))
	}
	if info.Spec.OpenAPI == "" {
		return nil, fmt.Errorf("understanding %s: it is no OpenAPI 3 document: it has no \"openapi\"", d.name)
	}
	return info, nil
}
