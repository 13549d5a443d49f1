package observation

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/schemas"
)

// Unknown is a name in a body that the description does not contain.
type Unknown struct {
	Pointer string
	Owner   string // the type that the name is a property of, or the property that it is a key of
	Name    string
	// Like is the absent property that it seems to stand for; empty for none.
	Like string
	Open bool // a key where the description lists names but allows others
}

// maxUnknown limits how many of them are collected from one body.
const maxUnknown = 1000

// added returns the properties that FastAPI adds to errors beyond those that it documents,
// by type.
func (j *Jobs) added() map[string][]string {
	if !j.FastAPI {
		return nil
	}
	return map[string][]string{"ValidationError": {"input", "ctx", "url"}}
}

// driftReader collects the unknown names of one body.
type driftReader struct {
	description *schemas.Description
	keys        map[string]string // see Extras
	added       map[string][]string
	found       []Unknown
}

// step is a position on the way into a body; its text is built only when needed.
type step struct {
	above *step
	name  string
}

func (s *step) pointer() string {
	if s == nil {
		return ""
	}
	return s.above.pointer() + "/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(s.name)
}

func (d *driftReader) read(n *schemas.Node, v any, at *step) {
	if n == nil || len(d.found) >= maxUnknown {
		return
	}
	if len(n.AnyOf) > 0 {
		d.readBranches(n, v, at)
		return
	}
	switch v := v.(type) {
	case []any:
		for i, element := range v {
			if n.Items != nil {
				d.read(n.Items, element, &step{at, strconv.Itoa(i)})
			}
		}
	case map[string]any:
		d.readObject(n, v, at)
	}
}

// readBranches reads a value by the branch that it fits. Where several fit an object, only
// names that none of them has are unknown.
func (d *driftReader) readBranches(n *schemas.Node, v any, at *step) {
	fit := slices.DeleteFunc(slices.Clone(n.AnyOf), func(branch *schemas.Node) bool { return !ofKind(branch, v) })
	switch {
	case len(fit) == 0:
		return
	case len(fit) == 1 || fit[0].Type != "object":
		d.read(fit[0], v, at)
		return
	}
	for _, name := range slices.Sorted(maps.Keys(v.(map[string]any))) {
		known := slices.ContainsFunc(fit, func(branch *schemas.Node) bool {
			_, has := branch.Property(name)
			return has || branch.Values != nil || len(branch.Properties) == 0
		})
		if !known {
			d.add(Unknown{Owner: n.Name, Name: name}, at)
		}
	}
}

func (d *driftReader) readObject(n *schemas.Node, v map[string]any, at *step) {
	if n.Values != nil {
		d.readKeys(v, at)
		for _, name := range slices.Sorted(maps.Keys(v)) {
			d.read(n.Values, v[name], &step{at, name})
		}
		return
	}
	known := 0
	for _, p := range n.Properties {
		if value, ok := v[p.Name]; ok {
			known++
			d.read(p.Node, value, &step{at, p.Name})
		}
	}
	if known == len(v) || len(n.Properties) == 0 {
		return
	}
	for _, name := range slices.Sorted(maps.Keys(v)) {
		_, documented := n.Property(name)
		if !documented && !slices.Contains(d.added[n.Name], name) {
			d.add(Unknown{Owner: n.Name, Name: name, Like: likeness(n, v, name)}, at)
		}
	}
}

// readKeys checks the keys of an object whose names are listed, but others are allowed.
func (d *driftReader) readKeys(v map[string]any, at *step) {
	if at == nil || d.keys[at.name] == "" {
		return
	}
	schema, err := d.description.Schema(d.keys[at.name])
	if err != nil {
		return
	}
	for _, name := range slices.Sorted(maps.Keys(v)) {
		if !slices.Contains(schema.Node().Enum, name) {
			d.add(Unknown{Owner: at.name, Name: name, Open: true}, at)
		}
	}
}

func (d *driftReader) add(u Unknown, at *step) {
	if len(d.found) < maxUnknown {
		u.Pointer = (&step{at, u.Name}).pointer()
		d.found = append(d.found, u)
	}
}

// BranchFor returns the index of the first branch of an anyOf that a value fits, or -1
// when it fits none. It compares only the type and, for a UUID, the format.
func BranchFor(n *schemas.Node, v any) int {
	for i, branch := range n.AnyOf {
		if ofKind(branch, v) {
			return i
		}
	}
	return -1
}

func ofKind(n *schemas.Node, v any) bool {
	switch v := v.(type) {
	case string:
		_, id := exchange.CanonicalUUID(v)
		return n.Type == "string" && (n.Format != "uuid" || id)
	case json.Number:
		whole := !strings.ContainsAny(v.String(), ".eE")
		return n.Type == "number" || n.Type == "integer" && whole
	case bool:
		return n.Type == "boolean"
	case []any:
		return n.Type == "array"
	case map[string]any:
		return n.Type == "object"
	}
	return false
}
