package pydantic

import (
	"regexp"

	"github.com/ringer-api/ringer/mock/python"
)

// Kind is what kind of Python type a Type is.
type Kind int

// The kinds of types. File is an uploaded file in a form. Same is another type, Parts[0].
const (
	Any Kind = iota
	Same
	None
	Bool
	Int
	Float
	Decimal
	String
	UUID
	Date
	DateTime
	Time
	Duration
	File
	Enum
	Literal
	List
	Set
	Tuple
	Dict
	Model
	Union
	Tagged
)

// Extra is what a model does with keys that it does not have.
type Extra int

// Keys that a model does not have are ignored, kept or refused.
const (
	Ignored Extra = iota
	Kept
	Forbidden
)

// Type is a Python type, as far as a description tells it. It is read-only once compiled, and
// may contain itself.
type Type struct {
	Kind Kind
	// Name is that of a model or enum; else empty.
	Name string
	// Nullable reports whether None is allowed in addition.
	Nullable bool

	Fields []Field // of a model, in its order
	Extra  Extra

	Item  *Type   // of a list or set, and the values of a dict; nil if any is allowed
	Key   *Type   // of a dict; nil if any is allowed
	Parts []*Type // of a tuple or union; of a tagged union those of Tags

	// Discriminator and Tags select one of Parts by a member's value.
	Discriminator string
	Tags          []string

	Choices []python.Value // of an enum or literal

	Bounds  Bounds
	Pattern *Pattern
	MinSize *int // of texts, lists, sets and dicts
	MaxSize *int
}

// Field is a field of a model, under the name that it has in JSON.
type Field struct {
	Name     string
	Required bool
	// Default reports whether it has a default other than None.
	Default bool
	*Type
}

// maxSame limits how many types that are the same as another one follow each other.
const maxSame = 16

var anything = &Type{}

// Resolve returns the type that t is the same as, and whether None is allowed by t or by one of
// those on the way.
func (t *Type) Resolve() (of *Type, nullable bool) {
	for range maxSame {
		nullable = nullable || t.Nullable
		if t.Kind != Same {
			return t, nullable
		}
		t = t.Parts[0]
	}
	return anything, true
}

// Has reports whether a model has a field of that name.
func (t *Type) Has(name string) bool {
	for i := range t.Fields {
		if t.Fields[i].Name == name {
			return true
		}
	}
	return false
}

// Bounds are those of a number; nil for none.
type Bounds struct {
	Least, More, Most, Less, Multiple *Bound
}

// Some reports whether there are any.
func (b Bounds) Some() bool { return b != Bounds{} }

// Pattern is a regular expression: as written, and compiled; the latter is nil if Go has no
// equivalent, and then it matches everything.
type Pattern struct {
	Written string
	*regexp.Regexp
}
