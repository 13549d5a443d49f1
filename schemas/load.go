package schemas

import (
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"github.com/ringer-api/ringer/schemas/dialect"
	"github.com/ringer-api/ringer/schemas/document"
)

// Load reads an OpenAPI document and every file it refers to. A reference may
// name a whole file beside the document ("StatusEnum.schema.json", which makes a
// type StatusEnum), a place in such a file, or a place in the document itself;
// it never leaves fsys. What is amiss in the document is left out and noted
// ([Description.Notes]); only what makes it useless is an error, which names the
// file and, where there is one, the line.
func Load(fsys fs.FS, name string) (*Description, error) {
	set, err := document.Read(fsys, name, document.Options{Explain: explainJSON})
	if err != nil {
		return nil, err
	}
	if err := checkVersion(set.Main); err != nil {
		return nil, err
	}
	notes := append(set.Notes, dialect.Apply(set)...)
	d := &Description{
		file: name, set: set, names: newNames(set), notes: notes,
		schemas: map[string]*Schema{}, byPlace: map[*document.Value]*Schema{},
		lazy: &sync.Mutex{},
	}
	d.openAPI = sync.OnceValue(d.bundle)
	d.builder = newBuilder(d)
	d.engines = &engines{place: d}
	d.sources = sync.OnceValue(d.ownSources)
	for _, v := range d.names.list {
		d.types = append(d.types, d.names.of[v])
		d.schema(d.names.of[v], v)
	}
	d.readPaths()
	d.notes = document.SortNotes(d.notes)
	return d, nil
}

func checkVersion(root *document.Value) error {
	version := root.Get("openapi")
	switch {
	case root.Get("swagger") != nil:
		return fmt.Errorf("%s: this is Swagger %s, but OpenAPI 3.0 to 3.2 is read; "+
			"a converter makes 3.0 of it, such as npx swagger2openapi", root.Get("swagger").Source(), root.Get("swagger").Text)
	case version == nil:
		return fmt.Errorf("%s: no OpenAPI document: it has no \"openapi\" version", root.File())
	case !isKnownVersion(version.Text):
		return fmt.Errorf("%s: openapi is %s, but only 3.0, 3.1 and 3.2 can be read", version.Source(), version.Word())
	}
	return nil
}

func isKnownVersion(version string) bool {
	for _, known := range []string{"3.0", "3.1", "3.2"} {
		if version == known || strings.HasPrefix(version, known+".") {
			return true
		}
	}
	return false
}

// explainJSON words what is wrong with a text that should be JSON.
func explainJSON(file string, text []byte) error {
	broken := CheckJSON(text)
	if len(broken) == 0 {
		return nil
	}
	at := broken[0].At
	return fmt.Errorf("%s:%d:%d: %s", file, at.Line, at.Column, broken[0].Sentence)
}
