package main

import (
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/charset"
)

// embeddedName is what ringer diff calls the description it brings along.
const embeddedName = "ringer"

// apiDocument is an API description, read but not yet understood.
type apiDocument struct {
	name   string
	text   []byte
	folder string // where references to files may lead; "" for nowhere
}

// maxDescription is how long a description may be, with what it refers to.
const maxDescription = 64 << 20

// description reads what a person named.
func (a *app) description(name string) (apiDocument, error) {
	if name == embeddedName {
		return apiDocument{name: "ringer's own description", text: schemas.Default().OpenAPI()}, nil
	}
	return a.document(name)
}

// document reads a file, or standard input for "-".
func (a *app) document(name string) (apiDocument, error) {
	in, err := a.open(name)
	if err != nil {
		return apiDocument{}, err
	}
	defer in.Close()
	d := apiDocument{name: inWords(name)}
	if d.text, err = io.ReadAll(io.LimitReader(in, maxDescription+1)); err != nil {
		return d, unasked(fmt.Sprintf("reading %s: %v", d.name, err))
	}
	if len(d.text) > maxDescription {
		return d, unasked(fmt.Sprintf("reading %s: it is longer than %d bytes", d.name,
			maxDescription))
	}
	if d.text, err = charset.Decode(d.text); err != nil {
		return d, unasked(fmt.Sprintf("reading %s: %v", d.name, err))
	}
	if _, isFile := in.(*os.File); isFile {
		d.folder, err = filepath.Abs(filepath.Dir(name))
	}
	return d, err
}

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
	if err != nil {
		return nil, err
	}
	return charset.Decode(text)
}
