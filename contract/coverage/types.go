package coverage

import (
	"cmp"
	"slices"

	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/schemas"
)

// typesSeen counts what bodies show of each object type.
type typesSeen struct {
	all    []*typeSeen
	byNode map[*schemas.Node]*typeSeen
}

type typeSeen struct {
	name       string
	seen       int
	properties []*spot // in the order of the description
	spots      []*spot // those and the ones below them
}

// spot is one place in a type.
type spot struct {
	property  string // the property that it is the value of; empty below one
	place     string
	node      *schemas.Node
	forms     []Form
	elements  *spot // of an array, or of an object without named properties
	branches  []*spot
	enterable *typeSeen
}

// add adds every type that a schema leads to.
func (t *typesSeen) add(n *schemas.Node) *typeSeen {
	switch {
	case n == nil || t.byNode[n] != nil:
		return t.byNode[n]
	case len(n.Properties) == 0:
		t.add(n.Items)
		t.add(n.Values)
		return nil
	}
	name := cmp.Or(n.Name, n.Pointer)
	// A reference with a description of its own is another node of the same type.
	if at := slices.IndexFunc(t.all, func(k *typeSeen) bool { return k.name == name }); at >= 0 {
		t.byNode[n] = t.all[at]
		return t.all[at]
	}
	known := &typeSeen{name: name}
	t.byNode[n] = known
	t.all = append(t.all, known)
	for _, p := range n.Properties {
		s := t.spot(known, "/"+p.Name, p.Node, !p.Required)
		s.property = p.Name
		known.properties = append(known.properties, s)
	}
	return known
}

func (t *typesSeen) spot(owner *typeSeen, place string, n *schemas.Node, optional bool) *spot {
	s := &spot{place: place, node: n}
	owner.spots = append(owner.spots, s)
	s.allow(optional, "absent")
	s.allow(n.Nullable, "null")
	for _, value := range n.Enum {
		s.allow(true, value)
	}
	for _, branch := range n.AnyOf {
		s.allow(true, label(branch))
		s.branches = append(s.branches, &spot{place: place, node: branch, enterable: t.add(branch)})
	}
	s.allow(n.Type == "array", "empty")
	s.allow(len(n.Enum)+len(n.AnyOf) == 0, "present")
	s.enterable = t.add(n)
	if s.enterable != nil {
		return s
	}
	if below := cmp.Or(n.Items, n.Values); below != nil {
		s.elements = t.spot(owner, place+"/*", below, false)
	}
	return s
}

func (s *spot) allow(allowed bool, form string) {
	if allowed {
		s.forms = append(s.forms, Form{Name: form})
	}
}

// label names a branch.
func label(n *schemas.Node) string { return cmp.Or(n.Name, n.Format, n.Type) }

// see counts the forms in a body, by its schema.
func (t *typesSeen) see(n *schemas.Node, v any) {
	if known := t.byNode[n]; known != nil {
		known.see(v)
		return
	}
	if list, ok := v.([]any); ok && n.Items != nil {
		for _, element := range list {
			t.see(n.Items, element)
		}
	}
}

func (t *typeSeen) see(v any) {
	object, ok := v.(map[string]any)
	if !ok {
		return
	}
	t.seen++
	for _, s := range t.properties {
		if value, present := object[s.property]; present {
			s.see(value)
		} else {
			s.count("absent")
		}
	}
}

func (s *spot) see(v any) {
	switch {
	case v == nil:
		s.count("null")
	case len(s.branches) > 0:
		if i := observation.BranchFor(s.node, v); i >= 0 {
			s.count(label(s.branches[i].node))
			s.branches[i].enter(v)
		}
	case len(s.node.Enum) > 0:
		s.count(observation.Text(v))
	default:
		s.enter(v)
	}
}

// enter counts a value that is present, and what is in it.
func (s *spot) enter(v any) {
	if list, ok := v.([]any); ok && len(list) == 0 {
		s.count("empty")
		return
	}
	s.count("present")
	if s.enterable != nil {
		s.enterable.see(v)
	}
	if s.elements == nil {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, element := range v {
			s.elements.see(element)
		}
	case map[string]any:
		for _, element := range v {
			s.elements.see(element)
		}
	}
}

// count counts a form. Forms that the description does not allow are ignored.
func (s *spot) count(form string) {
	for i := range s.forms {
		if s.forms[i].Name == form {
			s.forms[i].Seen++
			return
		}
	}
}

func (t *typesSeen) summary() []Type {
	all := make([]Type, 0, len(t.all))
	for _, known := range t.all {
		c := Type{Name: known.name, Seen: known.seen, Places: []Place{}}
		for _, s := range known.spots {
			forms := append([]Form{}, s.forms...)
			c.Places = append(c.Places, Place{Place: s.place, Forms: forms})
		}
		all = append(all, c)
	}
	return all
}
