package value

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/document"
	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

// Limits on one value. Beyond the first two of each kind only what is required is made;
// beyond the last nothing, and the value may break its schema.
const (
	thinDepth  = 4 // from here, optional properties are rarer and arrays shorter
	leanDepth  = 7 // from here, only what is required
	leanNodes  = 1500
	leanBytes  = 128 << 10
	mostDepth  = 32
	mostNodes  = 5000
	mostBytes  = 2 << 20
	maxChoices = 40 // choices made at one place
)

// builder makes one value.
type builder struct {
	m        *Maker
	o        Options
	now      time.Time
	nodes    int
	size     int
	lean     bool            // only what is required
	own      bool            // without examples and defaults
	dropped  map[string]bool // optional properties to leave out, by JSON pointer
	salts    map[string]int  // places to make anew, by JSON pointer
	optional map[string]bool // optional properties that are there
	passed   []Note
	retries  int
	cut      bool // a limit was reached
	// solid: the value of the place target is not null if anything else is allowed.
	solid  bool
	target string
}

// spot is a place of the value.
type spot struct {
	pointer string
	// name is the property's name, of an element that of the array in singular; phrase is
	// it in words. Both are empty at the root.
	name, phrase string
	owner        string // what the object is that has the property, in words
	hash         uint64
	depth        int
	index        int       // of the nearest element of an array
	born         time.Time // when the object began
	thin         bool      // without optional properties
	// invented: the property's name is none of the schema's, so it says nothing.
	invented bool
}

func (b *builder) root() spot {
	return spot{hash: mix(b.o.Seed, uint64(b.salts[""])), born: b.now.Add(-time.Hour)}
}

func (b *builder) below(at spot, token string) spot {
	in := spot{
		pointer: at.pointer + "/" + document.EscapeToken(token), hash: mixText(at.hash, token),
		depth: at.depth + 1, index: at.index, born: at.born, owner: at.owner,
	}
	if n := b.salts[in.pointer]; n > 0 {
		in.hash = mix(in.hash, uint64(n))
	}
	return in
}

// member is the place of a property of an object.
func (b *builder) member(at spot, name, owner string) spot {
	in := b.below(at, name)
	in.name, in.phrase, in.owner = name, vocabulary.Phrase(name), owner
	return in
}

// element is the place of an element of an array.
func (b *builder) element(at spot, i int) spot {
	in := b.below(at, strconv.Itoa(i))
	in.name, in.phrase, in.index = at.name, singular(at.phrase), i
	return in
}

func singular(phrase string) string {
	words := strings.Fields(phrase)
	if len(words) == 0 {
		return ""
	}
	switch last := &words[len(words)-1]; *last {
	case "ids", "ips":
		*last = (*last)[:2]
	case "children":
		*last = "child"
	default:
		*last = vocabulary.Singular(*last)
	}
	return strings.Join(words, " ")
}

func (b *builder) isLean(at spot) bool {
	return b.lean || at.depth >= leanDepth || b.nodes >= leanNodes || b.size >= leanBytes
}

func (b *builder) isFull(at spot) bool {
	return at.depth >= mostDepth || b.nodes >= mostNodes || b.size >= mostBytes
}

// make makes the value of a place.
func (b *builder) make(at spot, defs []schemas.Definition) *tree {
	b.nodes++
	s := b.m.shape(defs, nil)
	t := b.shaped(at, s, newDraw(at.hash))
	b.size += len(t.json)
	if t.shape == nil && t.by == "" {
		t.shape = s
	}
	return t
}

func (b *builder) shaped(at spot, s *shape, d draw) *tree {
	if b.isFull(at) {
		b.cut = true
		return bare(s)
	}
	if s.fixed && len(s.enum) > 0 {
		return given(s.enum[0], Const)
	}
	if t := b.fromDocument(at, s, d); t != nil {
		return t
	}
	if s.closed && len(s.enum) > 0 {
		if t := b.enum(at, s, d); t != nil {
			return t
		}
	}
	if len(s.groups) == 0 {
		return b.kind(at, s, d)
	}
	return b.chosen(at, s, d)
}

// bare is the smallest value of a shape's type.
func bare(s *shape) *tree {
	kind := ""
	if len(s.types) > 0 {
		kind = s.types[0]
	}
	switch {
	case len(s.enum) > 0:
		return given(s.enum[0], Enum)
	case s.allows("null"):
		return null()
	case kind == "array":
		return &tree{kind: '['}
	case kind == "string":
		return textTree("", Filler)
	case kind == "integer", kind == "number":
		return numberTree("0", Filler)
	case kind == "boolean":
		return &tree{kind: 'f', json: []byte("false")}
	}
	return &tree{kind: '{'}
}

// enum draws one of the values of a closed set.
func (b *builder) enum(at spot, s *shape, d draw) *tree {
	var words []*document.Value
	for _, v := range s.enum {
		if v.Kind != 'n' {
			words = append(words, v)
		}
	}
	if len(words) == 0 || len(words) < len(s.enum) && s.nullable() && b.wantsNull(at, s, d) {
		return null()
	}
	first := d.IntN(len(words))
	for i := range min(len(words), 50) {
		v := words[(first+i)%len(words)]
		if len(s.groups)+len(s.nots)+len(s.patterns) == 0 || isValid(s.defs, v) {
			return given(v, Enum)
		}
	}
	return nil
}

// nullable reports whether null is said to be allowed.
func (s *shape) nullable() bool { return slices.Contains(s.types, "null") }

// wantsNull decides whether a value that may be null is.
func (b *builder) wantsNull(at spot, s *shape, d draw) bool {
	if at.depth == 0 || b.solid && at.pointer == b.target {
		return false
	}
	percent := 12
	switch {
	case b.isLean(at):
		percent = 100
	case isRare(at.phrase):
		percent = 85
	}
	return d.often(percent)
}

// kind makes a value of one of the types that are left.
func (b *builder) kind(at spot, s *shape, d draw) *tree {
	if s.nullable() && (len(s.types) == 1 || b.wantsNull(at, s, d)) {
		return null()
	}
	var t *tree
	switch b.kindOf(at, s, d) {
	case "object":
		t = b.object(at, s, d)
	case "array":
		t = b.array(at, s, d)
	case "integer":
		t = b.numeric(at, s, d, true)
	case "number":
		t = b.numeric(at, s, d, false)
	case "boolean":
		t = boolean(at, d, !b.optional[at.pointer])
	case "null":
		t = null()
	default:
		t = b.text(at, s, d)
	}
	t.shape = s
	return t
}

// kindOf chooses a type: of several mostly the first, which is what the author thought of.
func (b *builder) kindOf(at spot, s *shape, d draw) string {
	kinds := slices.DeleteFunc(slices.Clone(s.types), func(t string) bool { return t == "null" })
	switch {
	case len(kinds) > 1 && !b.isLean(at) && d.often(30):
		return pick(d, kinds)
	case len(kinds) > 0:
		return kinds[0]
	case len(s.props) > 0, len(s.required) > 0, len(s.extra) > 0, len(s.patterned) > 0, s.minProps > 0,
		s.maxProps >= 0, len(s.nameRules) > 0, !s.open:
		return "object"
	case len(s.items) > 0, len(s.others) > 0, s.minItems > 0, s.maxItems >= 0, s.unique, len(s.contains) > 0:
		return "array"
	case s.format != "", len(s.patterns) > 0, s.minLen > 0, s.maxLen >= 0:
		if isNumeric(s.format) {
			return "number"
		}
		return "string"
	case s.min != nil, s.max != nil, len(s.steps) > 0:
		return "number"
	case at.depth == 0:
		return "object"
	}
	return "string"
}

func boolean(at spot, d draw, required bool) *tree {
	truth := d.often(60)
	switch words := strings.Fields(at.phrase); {
	case at.phrase == "deleted" && at.depth == 1 && required: // the response to a deletion
		truth = true
	case isRare(at.phrase), slices.Contains(words, "more"):
		truth = false
	case slices.Contains(words, "active"), slices.Contains(words, "enabled"), slices.Contains(words, "ok"),
		slices.Contains(words, "success"):
		truth = true
	}
	if truth {
		return &tree{kind: 't', json: []byte("true"), by: Name}
	}
	return &tree{kind: 'f', json: []byte("false"), by: Name}
}
