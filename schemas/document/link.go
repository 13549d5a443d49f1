package document

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// link finds every reference of every file and what it leads to.
func (r *reader) link() {
	for len(r.todo) > 0 {
		v := r.todo[0]
		r.todo = r.todo[1:]
		r.object(v)
	}
}

// object looks at a value whose members are keywords.
func (r *reader) object(v *Value) {
	r.reference(v)
	for _, m := range v.Members() {
		switch {
		case IsData(m.Name):
		case m.Name == "examples":
			r.examples(m.Value)
		case IsMap(m.Name):
			r.names(m.Value)
		default:
			r.object(m.Value)
		}
	}
	for _, item := range v.Items() {
		r.object(item)
	}
}

// names looks at a value whose members are names that somebody chose.
func (r *reader) names(v *Value) {
	r.reference(v)
	for _, m := range v.Members() {
		r.object(m.Value)
	}
	for _, item := range v.Items() {
		r.object(item)
	}
}

// examples are data in a schema; elsewhere each has a name and may be a reference.
func (r *reader) examples(v *Value) {
	for _, m := range v.Members() {
		r.reference(m.Value)
	}
}

// IsData tells the keywords whose values are plain data, never schemas.
func IsData(keyword string) bool {
	switch keyword {
	case "enum", "const", "default", "example", "mapping":
		return true
	}
	return strings.HasPrefix(keyword, "x-")
}

// IsMap tells the keywords whose members are names, not keywords.
func IsMap(keyword string) bool {
	switch keyword {
	case "paths", "webhooks", "responses", "content", "schemas", "securitySchemes", "parameters",
		"properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "headers",
		"requestBodies", "variables", "callbacks", "links", "pathItems", "encoding":
		return true
	}
	return false
}

func (r *reader) reference(v *Value) {
	ref := v.Get("$ref")
	if !ref.IsString() || r.links[ref] != nil {
		return
	}
	target, err := r.find(ref)
	if err != nil {
		r.Notes = append(r.Notes, Note{LeftOut, "reference",
			fmt.Sprintf("the reference to %q: %v", ref.Text, err), ref.Place()})
		return
	}
	r.links[ref] = target
}

func (r *reader) find(ref *Value) (*Value, error) {
	file, fragment, _ := strings.Cut(ref.Text, "#")
	if strings.Contains(file, ":") || strings.HasPrefix(file, "//") {
		return nil, fmt.Errorf("only files beside the document are read")
	}
	name := ref.File()
	if file != "" {
		name = path.Join(path.Dir(name), file)
	}
	doc, err := r.file(name)
	if err != nil {
		return nil, err
	}
	if name != r.Main.File() && !slices.Contains(r.Set.names, name) {
		r.Set.names = append(r.Set.names, name)
	}
	target := doc.At(fragment)
	if target == nil || fragment != "" && fragment[0] != '/' {
		return nil, fmt.Errorf("%s has no such place", name)
	}
	return target, nil
}
