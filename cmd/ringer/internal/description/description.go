// Package description reads API descriptions and other files given on the command
// line; the name - is standard input.
package description

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/document"
)

// EmbeddedName is a name of the built-in description on the command line, as is that of
// its API.
const EmbeddedName = "ringer"

// maxDescription is the size limit of a description with all files it refers to.
const maxDescription = document.MaxBytes

// Read reads a description and applies overlays to it; a folder is that of an
// API, llamacloud-evals and ringer are the built-in one. Its error is an output.Failure when a file cannot be read, and a
// plain one when it is not a valid description.
func Read(name string, overlays []string, stdin io.Reader) (*schemas.Description, error) {
	options, err := overlaid(overlays, stdin)
	if err != nil {
		return nil, err
	}
	if name == EmbeddedName || name == fixtures.BuiltIn {
		text := schemas.Default().OpenAPI()
		if len(overlays) == 0 {
			return schemas.Default(), nil
		}
		return schemas.Read(apiFile{name: embeddedName, text: text}, embeddedName, options)
	}
	if isFolder(name) {
		api, err := API(name, overlays)
		if err != nil {
			return nil, err
		}
		return api.Description, nil
	}
	text, err := Text(name, stdin)
	if err != nil {
		return nil, err
	}
	file := apiFile{name: filepath.ToSlash(InWords(name)), text: text}
	if name != "-" {
		if file.folder, err = filepath.Abs(filepath.Dir(name)); err != nil {
			return nil, err
		}
	}
	return schemas.Read(file, file.name, options)
}

// overlaid are the options that apply overlays.
func overlaid(overlays []string, stdin io.Reader) (options schemas.Options, err error) {
	for _, file := range overlays {
		text, err := Text(file, stdin)
		if err != nil {
			return options, err
		}
		options.Overlays = append(options.Overlays, schemas.Overlay{Name: InWords(file), Text: text})
	}
	return options, nil
}

const embeddedName = "ringer's own description"

// Name is a description's name for messages.
func Name(d *schemas.Description) string {
	if d == schemas.Default() {
		return embeddedName
	}
	return d.File()
}

// Text reads a file, or standard input for "-".
func Text(name string, stdin io.Reader) ([]byte, error) {
	in, err := Open(name, stdin)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	tooLong := output.NotChecked(fmt.Sprintf("reading %s: it is longer than %d MiB", InWords(name), maxDescription>>20))
	if file, ok := in.(*os.File); ok {
		// A file's size is known without reading it; that of a pipe is 0.
		if info, err := file.Stat(); err == nil && info.Size() > maxDescription {
			return nil, tooLong
		}
	}
	text, err := io.ReadAll(io.LimitReader(in, maxDescription+1))
	if err != nil {
		return nil, output.NotChecked(fmt.Sprintf("reading %s: %v", InWords(name), err))
	}
	if len(text) > maxDescription {
		return nil, tooLong
	}
	return text, nil
}

// apiFile is a file system with the text of a description and the files of its
// folder.
type apiFile struct {
	name   string
	text   []byte
	folder string // of the files it may refer to; "" for none
}

// Open is not supported: files are read by ReadFile.
func (d apiFile) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
}

// ReadFile returns the document itself, or a file in its folder and below.
func (d apiFile) ReadFile(name string) ([]byte, error) {
	if name == d.name {
		return d.text, nil
	}
	if d.folder == "" {
		return nil, errors.New("the document is not in a folder")
	}
	root, err := os.OpenRoot(d.folder)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	at, err := filepath.Abs(filepath.FromSlash(name))
	if err != nil {
		return nil, err
	}
	local, err := filepath.Rel(d.folder, at)
	if err != nil {
		return nil, err
	}
	file, err := root.Open(local)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, maxDescription+1))
}
