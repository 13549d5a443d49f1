package document

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"strings"
)

// link finds and resolves every reference of a file, and of every file that is read
// because of it.
func (r *reader) link(root *Value) {
	for r.todo = []*Value{root}; len(r.todo) > 0; {
		v := r.todo[0]
		r.todo = r.todo[1:]
		r.keywords(v)
	}
}

// keywords handles a value whose members are keywords.
func (r *reader) keywords(v *Value) {
	r.reference(v)
	for _, m := range v.Members() {
		switch {
		case m.Name == "discriminator":
			r.mapping(m.Value)
		case IsData(m.Name):
		case m.Name == "examples":
			r.examples(m.Value)
		case IsMap(m.Name):
			r.chosen(m.Value)
		default:
			r.keywords(m.Value)
		}
	}
	for _, item := range v.Items() {
		r.keywords(item)
	}
}

// chosen handles a value whose members have names chosen by an author.
func (r *reader) chosen(v *Value) {
	r.reference(v)
	for _, m := range v.Members() {
		r.keywords(m.Value)
	}
	for _, item := range v.Items() {
		r.keywords(item)
	}
}

// examples are data in a schema. Elsewhere each has a name and may be a reference.
func (r *reader) examples(v *Value) {
	for _, m := range v.Members() {
		r.reference(m.Value)
	}
}

// IsData reports whether a keyword's value is plain data, never a schema.
func IsData(keyword string) bool {
	switch keyword {
	case "enum", "const", "default", "example", "mapping":
		return true
	}
	return strings.HasPrefix(keyword, "x-")
}

// IsMap reports whether a keyword's members are named by the author, rather than
// keywords.
func IsMap(keyword string) bool {
	switch keyword {
	case "paths", "webhooks", "responses", "content", "schemas", "securitySchemes", "parameters",
		"properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "headers",
		"requestBodies", "variables", "callbacks", "links", "pathItems", "encoding", "mediaTypes",
		"additionalOperations":
		return true
	}
	return false
}

// mapping resolves the schemas in a discriminator's mapping that are written as
// references; they may also be written as names.
func (r *reader) mapping(discriminator *Value) {
	for _, m := range discriminator.Get("mapping").Members() {
		if m.IsString() && strings.ContainsAny(m.Text, "#/.") {
			r.resolve(m.Value)
		}
	}
}

func (r *reader) reference(v *Value) {
	if ref := v.Get("$ref"); ref.IsString() {
		r.resolve(ref)
	}
}

func (r *reader) resolve(ref *Value) {
	if r.links[ref] != nil {
		return
	}
	target, err := r.find(ref)
	if err != nil {
		r.Notes = append(r.Notes, Note{LeftOut, "reference",
			fmt.Sprintf("the reference to %q is left out: %v", ref.Text, err), ref.Place()})
		return
	}
	r.links[ref] = target
}

// find returns the value that a reference names.
func (r *reader) find(ref *Value) (*Value, error) {
	file, fragment, _ := strings.Cut(ref.Text, "#")
	root := r.rootOf(ref)
	if file != "" {
		name, err := r.beside(root.File(), file)
		if err != nil {
			return nil, err
		}
		if root, err = r.file(name); err != nil {
			return nil, err
		}
	}
	key := place{root, fragment}
	target, known := r.found[key]
	if !known {
		target = r.locate(root, fragment)
		r.found[key] = target
	}
	if target == nil {
		return nil, fmt.Errorf("%s contains no such value", root.File())
	}
	return target, nil
}

// rootOf returns the root of the file that contains a reference. For values that an
// overlay added it is the root of the document.
func (r *reader) rootOf(ref *Value) *Value {
	if root := r.files[ref.File()]; root != nil {
		return root
	}
	return r.Main
}

// beside returns the name of a file that a reference in another file names. The file
// must be in the folder of the document or below.
func (r *reader) beside(from, file string) (string, error) {
	if strings.Contains(file, ":") || strings.HasPrefix(file, "//") {
		return "", errors.New("nothing is fetched, only files in the folder of the document are read")
	}
	if plain, err := url.PathUnescape(file); err == nil {
		file = plain
	}
	local := path.Join(path.Dir(strings.TrimPrefix(from, r.folder)), file)
	if path.IsAbs(file) || !fs.ValidPath(local) {
		return "", errors.New("it leaves the folder of the document")
	}
	return r.folder + local, nil
}
