package document

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"time"
)

// Limits on a description with all its files. The largest published ones stay below a
// third of each.
const (
	MaxBytes  = 64 << 20
	MaxDepth  = 500 // objects and arrays inside one another
	maxFiles  = 5000
	maxValues = 2_000_000
	maxTime   = 20 * time.Second // of one file in YAML
)

// Options configure Read. The zero value is valid.
type Options struct {
	// Explain returns an error that describes what is wrong with a text that is not
	// JSON; nil keeps the parser's own error.
	Explain func(file string, text []byte) error
	// Change, if not nil, may change the document before its references are resolved.
	// Its error ends the reading.
	Change func(root *Value) error
}

// Read reads a document, in JSON or YAML, and the files it refers to. A reference never
// leaves the folder of the document, and nothing is fetched; a reference without a
// target becomes a note.
func Read(fsys fs.FS, name string, options Options) (*Set, error) {
	r := reader{
		Set:     &Set{files: map[string]*Value{}, texts: map[string][]byte{}, links: map[*Value]*Value{}},
		Options: options, fsys: fsys, folder: name[:len(name)-len(path.Base(name))],
		locator: newLocator(), found: map[place]*Value{}, failed: map[string]error{}, left: MaxBytes, values: maxValues,
	}
	root, err := r.read(name)
	if err != nil {
		return nil, err
	}
	if options.Change != nil {
		if err := options.Change(root); err != nil {
			return nil, err
		}
	}
	r.Main, r.files[name] = root, root
	r.link(root)
	return r.Set, nil
}

// reader reads files and resolves their references.
type reader struct {
	*Set
	Options
	fsys   fs.FS
	folder string // of the document, empty or with a slash at its end
	left   int    // bytes that are still allowed
	values int    // values that are still allowed
	locator
	found  map[place]*Value
	failed map[string]error // files that could not be read
	todo   []*Value         // files that are read but not yet linked
}

type place struct {
	root    *Value
	pointer string
}

// file returns a file that a reference names. Each file is read once.
func (r *reader) file(name string) (*Value, error) {
	if v, ok := r.files[name]; ok {
		return v, nil
	}
	if err, ok := r.failed[name]; ok {
		return nil, err
	}
	if len(r.files) == maxFiles {
		return nil, fmt.Errorf("no more than %d files are read", maxFiles)
	}
	v, err := r.read(name)
	if errors.Is(err, fs.ErrNotExist) {
		err = fmt.Errorf("there is no file %s", name)
	}
	if err != nil {
		r.failed[name] = err
		return nil, err
	}
	r.files[name] = v
	r.names = append(r.names, name)
	r.todo = append(r.todo, v)
	return v, nil
}

func (r *reader) read(name string) (*Value, error) {
	data, err := fs.ReadFile(r.fsys, name)
	switch {
	case err != nil:
		return nil, fmt.Errorf("reading the description: %w", err)
	case len(data) > r.left:
		return nil, fmt.Errorf("%s: the description is longer than %d MiB", name, MaxBytes>>20)
	}
	r.left -= len(data)
	v, notes, err := parse(context.Background(), name, data, &r.values)
	var notJSON *NotJSONError
	if errors.As(err, &notJSON) && r.Explain != nil {
		if better := r.Explain(name, data); better != nil {
			return nil, better
		}
	}
	r.texts[name] = data
	r.Notes = append(r.Notes, notes...)
	return v, err
}
