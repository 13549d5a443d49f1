package accept

import "regexp"

// Schema says which texts are certainly valid. It is read-only and safe for concurrent use.
type Schema struct {
	// nothing is set if no text is certainly valid: the schema has a keyword that is not known.
	nothing bool
	// only is set if the schema has no keywords of its own beside also and choices.
	only bool
	kinds
	sets    []set     // the value must be in each
	also    []*Schema // must accept the value, too
	choices []*Schema // one of these must accept the value, if there are any

	members                []member
	place                  map[string]int // of each member, by name
	required               []uint64       // a bit for each member
	others                 *Schema        // of other members; nil allows any value
	minMembers, maxMembers int

	items              *Schema // nil allows any value
	minItems, maxItems int
	unique             bool

	minLength, maxLength int
	format               func(string) bool // nil allows any text
	pattern              *regexp.Regexp
	bounds               []bound
}

type member struct {
	name string
	*Schema
}

// Items is the schema of the elements of an array; nil if it allows any.
func (s *Schema) Items() *Schema { return s.items }

// kinds are JSON types, a bit for each.
type kinds uint8

const (
	null kinds = 1 << iota
	boolean
	integer // a number without fraction and exponent
	fraction
	text
	array
	object
	everyKind kinds = 1<<iota - 1
)

var kindNames = map[string]kinds{
	"null": null, "boolean": boolean, "integer": integer, "number": integer | fraction,
	"string": text, "array": array, "object": object,
}

// set is a set of scalar values: texts, and others as they are written.
type set struct{ texts, rest map[string]bool }

// anything is the schema that allows any value.
var anything = &Schema{kinds: everyKind, maxItems: maxInt, maxLength: maxInt, maxMembers: maxInt}

const maxInt = int(^uint(0) >> 1)
