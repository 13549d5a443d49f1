package document

import (
	"fmt"
	"io/fs"
)

// Set is a document with every file that it refers to. It is read-only, safe
// for concurrent use, and opens nothing any more.
type Set struct {
	// Main is the document itself.
	Main *Value
	// Notes are about references that lead nowhere.
	Notes []Note
	files map[string]*Value // by path in the folder
	texts map[string][]byte
	names []string // the paths of the files beside the main one, as found
	links map[*Value]*Value
}

// Read reads a document and the files it refers to. A reference never leaves
// fsys and nothing is fetched; one that leads nowhere is a note.
func Read(fsys fs.FS, name string) (*Set, error) {
	r := reader{
		Set:  &Set{files: map[string]*Value{}, texts: map[string][]byte{}, links: map[*Value]*Value{}},
		fsys: fsys,
	}
	root, err := r.file(name)
	if err != nil {
		return nil, err
	}
	r.Main = root
	r.link()
	return r.Set, nil
}

// Files gives the paths of the files that the document refers to, as found.
func (s *Set) Files() []string { return s.names }

// File gives the whole of a file that was read; nil for any other.
func (s *Set) File(name string) *Value { return s.files[name] }

// Text gives the bytes of a file that was read. The caller must not change them.
func (s *Set) Text(name string) []byte { return s.texts[name] }

// maxHops is how many references may follow upon one another.
const maxHops = 100

// Target gives what a reference leads to in one step: nil for what is no
// reference, or one that leads nowhere.
func (s *Set) Target(v *Value) *Value {
	if ref := v.Get("$ref"); ref.IsString() {
		return s.links[ref]
	}
	return nil
}

// Follow gives what stands at the end of all references: v itself when it is
// none, nil when they lead nowhere.
func (s *Set) Follow(v *Value) *Value {
	for range maxHops {
		if !v.Get("$ref").IsString() {
			return v
		}
		v = s.Target(v)
	}
	return nil
}

// Get gives the member of that name, behind all references.
func (s *Set) Get(v *Value, name string) *Value { return s.Follow(v.Get(name)) }

type reader struct {
	*Set
	fsys fs.FS
	todo []*Value // files that are read and not linked
}

func (r *reader) file(name string) (*Value, error) {
	if v, ok := r.files[name]; ok {
		return v, nil
	}
	data, err := fs.ReadFile(r.fsys, name)
	if err != nil {
		return nil, fmt.Errorf("reading the description: %w", err)
	}
	v, err := ParseJSON(name, data)
	if err != nil {
		return nil, err
	}
	r.files[name], r.texts[name] = v, data
	r.todo = append(r.todo, v)
	return v, nil
}
