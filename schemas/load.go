package schemas

import (
	"fmt"
	"io/fs"
	"strings"
	"sync"

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
	d := &Description{
		file: name, set: set, names: newNames(set), notes: set.Notes,
		schemas: map[string]*Schema{}, byPlace: map[*document.Value]*Schema{},
	}
	d.openAPI = sync.OnceValue(d.bundle)
	d.builder = newBuilder(d)
	d.engines.place = d
	for _, v := range d.names.list {
		d.types = append(d.types, d.names.of[v])
		d.schema(d.names.of[v], v)
	}
	d.readPaths()
	return d, readSources(fsys, d)
}

func checkVersion(root *document.Value) error {
	version := root.TextOf("openapi")
	switch {
	case !root.IsObject(), root.Get("openapi") == nil:
		return fmt.Errorf("%s: no OpenAPI document: it has no \"openapi\" version", root.File())
	case version != "3.1" && !strings.HasPrefix(version, "3.1."):
		return fmt.Errorf("%s: openapi is %s, but only 3.1 can be read",
			root.Get("openapi").Source(), root.Get("openapi").AppendJSON(nil, nil))
	}
	return nil
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
