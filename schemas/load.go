package schemas

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

const componentsPointer = "/components/schemas/"

// Load reads an OpenAPI 3.1 document, written in JSON, and every file it refers
// to, and compiles all its schemas. A reference may name a whole file beside
// the document ("StatusEnum.schema.json", which makes a type StatusEnum), a
// place in such a file, or a place in the document itself; it never leaves fsys.
// Errors name the file and, where there is one, the line.
func Load(fsys fs.FS, name string) (*Description, error) {
	l := loader{fsys: fsys, main: name, files: map[string]*value{}, texts: map[string][]byte{}}
	root, err := l.file(name)
	if err != nil {
		return nil, err
	}
	if err := checkVersion(root); err != nil {
		return nil, err
	}
	bundle, err := l.bundle(root)
	if err != nil {
		return nil, err
	}
	return describe(&l, bundle)
}

func checkVersion(root *value) error {
	version := root.string("openapi")
	switch {
	case root.kind != '{', root.get("openapi") == nil:
		return fmt.Errorf("%s: no OpenAPI document: it has no \"openapi\" version", root.file)
	case version != "3.1" && !strings.HasPrefix(version, "3.1."):
		return fmt.Errorf("%s: openapi is %s, but only 3.1 can be read",
			root.get("openapi").source(), root.get("openapi").appendJSON(nil))
	}
	return nil
}

// loader reads files and draws them together into one document, in which every
// reference starts with "#/". Everything that follows works on that document.
type loader struct {
	fsys  fs.FS
	main  string
	files map[string]*value // by path in fsys
	texts map[string][]byte
	names []string          // paths of files that became types, as found
	types map[string]member // by type name: the name's file, bundled
}

func (l *loader) file(name string) (*value, error) {
	if v, ok := l.files[name]; ok {
		return v, nil
	}
	data, err := fs.ReadFile(l.fsys, name)
	if err != nil {
		return nil, fmt.Errorf("reading the description: %w", err)
	}
	v, err := parseTree(name, data)
	if err != nil {
		return nil, err
	}
	l.files[name], l.texts[name] = v, data
	return v, nil
}

// typeName is what a file of its own is called as a type.
func typeName(file string) string {
	base := path.Base(file)
	return strings.TrimSuffix(strings.TrimSuffix(base, ".json"), ".schema")
}

func (l *loader) bundle(root *value) (*value, error) {
	l.types = map[string]member{}
	out, err := l.copy(root)
	if err != nil {
		return nil, err
	}
	for i := 0; i < len(l.names); i++ { // grows while it is worked off
		file := l.names[i]
		body, err := l.copy(l.files[file])
		if err != nil {
			return nil, err
		}
		body.members = slices.DeleteFunc(body.members, func(m member) bool {
			return m.name == "$schema" || m.name == "$id"
		})
		l.types[typeName(file)] = member{file, body}
	}
	return out, l.place(out)
}

// place puts the types that have files of their own among the components.
func (l *loader) place(out *value) error {
	schemas := child(child(out, "components"), "schemas")
	for _, file := range l.names {
		name := typeName(file)
		body := l.types[name].value
		old := schemas.get(name)
		switch {
		case old == nil:
			schemas.members = append(schemas.members, member{name, body})
		case old.string("$ref") == "#"+componentsPointer+name:
			*old = *body
		default:
			return fmt.Errorf("%s: the document has a type %s of its own beside the file %s",
				old.source(), name, file)
		}
	}
	return nil
}

// child gives the object of that name, made when it is missing.
func child(v *value, name string) *value {
	if c := v.get(name); c != nil {
		return c
	}
	c := &value{file: v.file, line: v.line, pointer: v.pointer, kind: '{'}
	v.members = append(v.members, member{name, c})
	return c
}

// copy copies a value and makes its references lead into the bundle.
func (l *loader) copy(v *value) (*value, error) {
	out := *v
	out.members, out.items = nil, nil
	for _, m := range v.members {
		c, err := l.copyMember(m)
		if err != nil {
			return nil, err
		}
		out.members = append(out.members, member{m.name, c})
	}
	for _, item := range v.items {
		c, err := l.copy(item)
		if err != nil {
			return nil, err
		}
		out.items = append(out.items, c)
	}
	return &out, nil
}

func (l *loader) copyMember(m member) (*value, error) {
	switch {
	case isData(m.name):
		return m.value, nil
	case m.name == "$ref" && m.kind == '"':
		return l.reference(m.value)
	}
	return l.copy(m.value)
}

// isData tells the keywords whose values are plain data, never schemas.
func isData(keyword string) bool {
	switch keyword {
	case "enum", "const", "default", "example", "examples":
		return true
	}
	return strings.HasPrefix(keyword, "x-")
}

func (l *loader) reference(ref *value) (*value, error) {
	file, fragment, _ := strings.Cut(ref.text, "#")
	if strings.Contains(file, ":") {
		return nil, fmt.Errorf("%s: reference to %q: only files beside the document are read",
			ref.source(), ref.text)
	}
	target := ref.file
	if file != "" {
		target = path.Join(path.Dir(ref.file), file)
	}
	doc, err := l.file(target)
	if err != nil {
		return nil, fmt.Errorf("%s: reference to %q: %w", ref.source(), ref.text, err)
	}
	if doc.at(fragment) == nil || (fragment != "" && fragment[0] != '/') {
		return nil, fmt.Errorf("%s: reference to %q: %s has no such place",
			ref.source(), ref.text, target)
	}
	out := *ref
	out.text = "#" + fragment
	if target != l.main {
		if err := l.adopt(target, ref); err != nil {
			return nil, err
		}
		out.text = "#" + componentsPointer + escapeToken(typeName(target)) + fragment
	}
	return &out, nil
}

// adopt makes a file a type of the bundle.
func (l *loader) adopt(file string, ref *value) error {
	for _, known := range l.names {
		if known == file {
			return nil
		}
		if typeName(known) == typeName(file) {
			return fmt.Errorf("%s: %s and %s would both be the type %s",
				ref.source(), known, file, typeName(file))
		}
	}
	l.names = append(l.names, file)
	return nil
}
