package document

// Set is a document with all files that it refers to. It is read-only, safe for
// concurrent use, and opens no files.
type Set struct {
	// Main is the document itself.
	Main *Value
	// Notes are about references without a target and other problems of the files, in
	// the order in which they were found.
	Notes []Note
	files map[string]*Value // by name
	texts map[string][]byte
	names []string // of the other files, in the order in which they were found
	links map[*Value]*Value
}

// Files returns the names of the files that the document refers to, in the order in
// which they were found.
func (s *Set) Files() []string { return s.names }

// File returns the root of a file that was read; nil for any other.
func (s *Set) File(name string) *Value { return s.files[name] }

// Text returns the bytes of a file that was read. The caller must not change them.
func (s *Set) Text(name string) []byte { return s.texts[name] }

// maxHops is the longest chain of references that is followed.
const maxHops = 100

// Target returns the value that a reference names, in one step; nil if v is not a
// reference, or has no target.
func (s *Set) Target(v *Value) *Value {
	if ref := v.Get("$ref"); ref.IsString() {
		return s.links[ref]
	}
	return nil
}

// Mapped returns the schema that an entry of a discriminator's mapping refers to; nil if
// the entry is a plain name.
func (s *Set) Mapped(entry *Value) *Value { return s.links[entry] }

// Follow returns the value at the end of all references: v itself if it is not a
// reference, nil if there is no target.
func (s *Set) Follow(v *Value) *Value {
	for range maxHops {
		if !v.Get("$ref").IsString() {
			return v
		}
		v = s.Target(v)
	}
	return nil
}

// Get returns the member of that name, with all references followed.
func (s *Set) Get(v *Value, name string) *Value { return s.Follow(v.Get(name)) }
