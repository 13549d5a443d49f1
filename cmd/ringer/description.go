package main

import (
	"io/fs"
	"net/url"
	"path"
	"path/filepath"

	"github.com/ringer-api/ringer/schemas"
)

// newer is the description that a person wants answers to be judged by; nil,
// which is ringer's own, when none is named.
func (a *app) newer(file string) (*schemas.Description, error) {
	if file == "" {
		return nil, nil
	}
	document, err := a.document(file)
	if err == nil {
		var d *schemas.Description
		if d, err = schemas.Load(document, document.name); err == nil {
			return d, nil
		}
	}
	return nil, usage("description: "+oneLine(err).Error(),
		"want an OpenAPI 3.1 document in JSON, such as a FastAPI service gives at /openapi.json")
}

// Open opens nothing: a document is read, and what it refers to.
func (d apiDocument) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
}

// ReadFile gives the document itself, or a file in its folder and below. What
// ringer keeps beside its own description is looked for beside no other: files
// of these names are somebody else's there.
func (d apiDocument) ReadFile(name string) ([]byte, error) {
	switch base := path.Base(name); {
	case name == d.name:
		return d.text, nil
	case base == "docs.json", base == "decisions.json":
		return nil, fs.ErrNotExist
	}
	at, err := filepath.Abs(filepath.FromSlash(name))
	if err != nil {
		return nil, err
	}
	return d.readBeside(&url.URL{Path: filepath.ToSlash(at)}, maxDescription)
}
