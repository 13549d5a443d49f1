package schemas

import (
	"path"
	"strings"

	"github.com/ringer-api/ringer/schemas/document"
)

// names are the names of types, by their place.
type names struct {
	of    map[*document.Value]string
	taken map[string]bool
	list  []*document.Value // types in order
	// alias has the components that only refer to the file of the same name.
	alias map[*document.Value]*document.Value
	files map[*document.Value]bool // targets of alias
}

// newNames names the schemas of the document's components, then the files that are
// types, then the components of other files that are used. A type whose name is in use
// is named after its file and pointer instead.
func newNames(set *document.Set, isSchema map[*document.Value]bool) names {
	n := names{of: map[*document.Value]string{}, taken: map[string]bool{},
		alias: map[*document.Value]*document.Value{}, files: map[*document.Value]bool{}}
	n.components(set, set.Main, isSchema)
	for _, file := range set.Files() {
		root := set.File(file)
		if isSchema[root] {
			n.add(typeName(file), root)
		}
		n.components(set, root, isSchema)
	}
	return n
}

func (n *names) components(set *document.Set, root *document.Value, isSchema map[*document.Value]bool) {
	list := set.Get(set.Get(root, "components"), "schemas")
	for _, m := range list.Members() {
		at := m.Value
		if file := set.Target(at); file != nil && file.Parent() == nil && typeName(file.File()) == m.Name {
			n.alias[at], n.files[file] = file, true
			at = file
		}
		if isSchema[at] {
			n.add(m.Name, at)
		}
	}
}

func (n *names) add(name string, at *document.Value) {
	if n.of[at] != "" {
		return
	}
	if n.taken[name] {
		name = at.File() + "#" + at.Pointer()
	}
	n.of[at], n.taken[name] = name, true
	n.list = append(n.list, at)
}

// target returns the target of a schema's $ref, one step away; nil if it has none.
func (d *Description) target(v *document.Value) *document.Value {
	target := d.set.Target(v)
	if file := d.names.alias[target]; file != nil {
		return file
	}
	return target
}

// typeName returns the name of the type that a whole file is.
func typeName(file string) string {
	base := path.Base(file)
	return strings.TrimSuffix(strings.TrimSuffix(base, path.Ext(base)), ".schema")
}
