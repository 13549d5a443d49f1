package main

import (
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/oasdiff/oasdiff/checker"
	"github.com/oasdiff/oasdiff/diff"
	spec "github.com/oasdiff/oasdiff/load"
)

// This file is the only one that knows oasdiff and its model of a document. They
// make a third of the binary (23 MB without them, 31 MB with), which users of
// the packages must not have to build; so they stay here.

// apiDocument is an API description, read but not yet understood.
type apiDocument struct {
	name   string
	text   []byte
	folder string // where references to files may lead; "" for nowhere
}

// maxDescription is how long a description may be, with what it refers to.
const maxDescription = 64 << 20

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

// readBeside reads a file that the document refers to.
func (d apiDocument) readBeside(at *url.URL, left int64) ([]byte, error) {
	switch {
	case at.Host != "" || at.Scheme != "" && at.Scheme != "file":
		return nil, fmt.Errorf("it refers to %s, and nothing is fetched", at.Redacted())
	case d.folder == "":
		return nil, fmt.Errorf("it refers to %s, and stands in no folder", at.Path)
	}
	root, err := os.OpenRoot(d.folder)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	name, err := filepath.Rel(d.folder, filepath.FromSlash(at.Path))
	if err != nil || !filepath.IsLocal(name) {
		return nil, fmt.Errorf("it refers to %s, which is outside its folder", at.Path)
	}
	file, err := root.Open(name)
	if err != nil {
		return nil, fmt.Errorf("it refers to a file that cannot be read: %w", err)
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, left+1))
	if int64(len(text)) > left {
		return nil, fmt.Errorf("with what it refers to it is longer than %d bytes", maxDescription)
	}
	return text, err
}

// oneLine is an error whose message fits behind "error:".
func oneLine(err error) error {
	return errors.New(strings.Join(strings.Fields(err.Error()), " "))
}
