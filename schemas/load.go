package schemas

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"github.com/ringer-api/ringer/schemas/dialect"
	"github.com/ringer-api/ringer/schemas/document"
	"github.com/ringer-api/ringer/schemas/overlay"
)

// Load reads an OpenAPI document and every file that it refers to. A reference may name
// a whole file beside the document ("StatusEnum.schema.json", which makes a type
// StatusEnum), a place in such a file, or a place in the document itself; it never
// leaves fsys. Parts of the document that cannot be used are left out and noted
// ([Description.Notes]). A document that cannot be used at all is an error, which names
// the file and, if there is one, the line.
func Load(fsys fs.FS, name string) (*Description, error) { return Read(fsys, name, Options{}) }

// Options configure Read. The zero value is valid.
type Options struct {
	// Overlays are OpenAPI Overlay documents, applied in order before anything else is
	// read.
	Overlays []Overlay
}

// Overlay is the text of an OpenAPI Overlay document, in JSON or YAML, and its name in
// messages.
type Overlay struct {
	Name string
	Text []byte
}

// Read is Load with options. An invalid overlay is an error; an action whose target
// matches nothing is noted.
func Read(fsys fs.FS, name string, options Options) (*Description, error) {
	var changed []Note
	set, err := document.Read(fsys, name, document.Options{
		Explain: explainJSON,
		Change: func(root *document.Value) error {
			if err := checkVersion(root); err != nil {
				return err
			}
			for _, o := range options.Overlays {
				parsed, err := overlay.Parse(o.Name, o.Text)
				if err != nil {
					return err
				}
				changed = append(changed, parsed.Apply(root)...)
			}
			return nil
		},
	})
	if err != nil {
		return nil, err
	}
	isSchema, notes := dialect.Apply(set)
	d := &Description{
		file: name, set: set, names: newNames(set, isSchema),
		notes:   slices.Concat(changed, set.Notes, notes),
		schemas: map[string]*Schema{}, byPlace: map[*document.Value]*Schema{},
		lazy: &sync.Mutex{}, unchecked: &[]Note{},
	}
	d.openAPI = sync.OnceValue(d.bundle)
	d.builder = newBuilder(d)
	d.engines = newEngines(d)
	d.sources = sync.OnceValue(d.ownSources)
	for _, v := range d.names.list {
		d.types = append(d.types, d.names.of[v])
		d.schema(d.names.of[v], v)
	}
	d.readPaths()
	return d, nil
}

func checkVersion(root *document.Value) error {
	version := root.Get("openapi")
	switch {
	case root.Get("swagger") != nil:
		return fmt.Errorf("%s: this is Swagger %s, but ringer reads OpenAPI 3.0 to 3.2; "+
			"convert it to 3.0, for example with npx swagger2openapi", root.Get("swagger").Source(), root.Get("swagger").Text)
	case version == nil:
		return fmt.Errorf("%s: this is not an OpenAPI document: it has no \"openapi\" version", root.File())
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

// explainJSON returns an error that describes why a text is not JSON.
func explainJSON(file string, text []byte) error {
	broken := CheckJSON(text)
	if len(broken) == 0 {
		return nil
	}
	at := broken[0].At
	return fmt.Errorf("%s:%d:%d: %s", file, at.Line, at.Column, broken[0].Sentence)
}
