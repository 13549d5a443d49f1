package dialect

import (
	"fmt"
	"strings"

	"github.com/ringer-api/ringer/schemas/document"
)

// Apply converts every schema of a document that was just read, in place. It returns the
// values that are schemas, and notes about parts that were left out or are read
// differently from what they say.
func Apply(set *document.Set) (schemas map[*document.Value]bool, notes []document.Note) {
	d := &dialect{
		set: set, seen: map[*document.Value]bool{}, visited: map[*document.Value]bool{},
		old: strings.HasPrefix(versionOf(set.Main), "3.0"),
	}
	d.openAPI(set.Main)
	newLoops(d).breakAll()
	return d.seen, d.notes
}

type dialect struct {
	set     *document.Set
	old     bool // the document is of version 3.0
	seen    map[*document.Value]bool
	visited map[*document.Value]bool
	schemas []*document.Value // in the order in which they were found
	notes   []document.Note
}

func (d *dialect) note(s document.Severity, kind string, at *document.Value, format string, args ...any) {
	d.notes = append(d.notes, document.Note{
		Severity: s, Kind: kind, Text: fmt.Sprintf(format, args...), Place: at.Place(),
	})
}

// openAPI looks for schemas in a value that is not a schema itself.
func (d *dialect) openAPI(v *document.Value) {
	if v == nil || d.visited[v] {
		return
	}
	d.visited[v] = true
	if target := d.set.Target(v); target != nil {
		d.openAPI(target)
	}
	for _, m := range v.Members() {
		switch {
		case m.Name == "schema":
			d.schema(m.Value)
		case m.Name == "schemas":
			d.schemasOf(m.Value)
		case document.IsData(m.Name), m.Name == "examples":
		case document.IsMap(m.Name):
			for _, named := range d.set.Follow(m.Value).Members() {
				d.openAPI(named.Value)
			}
			d.items(m.Value)
		default:
			d.openAPI(m.Value)
		}
	}
	d.items(v)
}

func (d *dialect) items(list *document.Value) {
	for _, item := range list.Items() {
		d.openAPI(item)
	}
}

func (d *dialect) schemasOf(v *document.Value) {
	for _, m := range d.set.Follow(v).Members() {
		d.schema(m.Value)
	}
}

// schema converts a schema and all schemas that it contains and refers to.
func (d *dialect) schema(v *document.Value) {
	if v == nil || d.seen[v] {
		return
	}
	d.seen[v] = true
	if !v.IsObject() {
		if v.Kind != 't' && v.Kind != 'f' {
			d.note(document.LeftOut, "schema", v, "a schema is an object or a boolean, this is %s: any value is allowed there", v.Word())
			v.Become('t', "true")
		}
		return
	}
	d.schemas = append(d.schemas, v)
	tuple(v)
	d.keywords(v)
	if d.old {
		d.siblings(v)
	}
	d.exclusive(v)
	d.nullable(v)
	d.enum(v)
	d.values(v)
	d.oneOf(v)
	d.below(v)
}

// below visits the schemas that a schema contains and refers to.
func (d *dialect) below(v *document.Value) {
	if v.Get("$ref").IsString() {
		d.schema(d.set.Target(v))
	}
	for _, m := range v.Get("discriminator").Get("mapping").Members() {
		d.schema(d.set.Mapped(m.Value))
	}
	for _, m := range v.Members() {
		switch holds[m.Name] {
		case oneSchema:
			d.schema(m.Value)
		case listOfSchemas:
			for _, item := range m.Items() {
				d.schema(item)
			}
		case mapOfSchemas:
			d.schemasOf(m.Value)
		}
	}
}

func versionOf(root *document.Value) string {
	if v := root.Get("openapi"); v != nil {
		return v.Text // also of a number, which it is in YAML without quotes
	}
	return ""
}
