package document

// Set is a document with every file that it refers to. It is read-only, safe
// for concurrent use, and opens nothing any more.
type Set struct {
	// Main is the document itself.
	Main *Value
	// Notes are about references that lead nowhere and files that are not as
	// they should be, as found.
	Notes []Note
	files map[string]*Value // by name
	texts map[string][]byte
	names []string // of the files beside the main one, as found
	links map[*Value]*Value
}

// Files gives the names of the files that the document refers to, as found.
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

// Mapped gives what an entry of a discriminator's mapping leads to; nil when it is
// written as a name.
func (s *Set) Mapped(entry *Value) *Value { return s.links[entry] }

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
