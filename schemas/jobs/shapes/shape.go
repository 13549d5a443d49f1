package shapes

import (
	"slices"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/document"
)

// Reader creates the shapes of one description on demand.
type Reader struct {
	shapes map[schemas.Definition]*Shape
	left   int                                      // what is left of the budget
	told   map[schemas.Definition][]*document.Value // the values in examples
}

// NewReader returns a reader that looks at no more than budget schemas. It is not safe
// for concurrent use.
func NewReader(budget int) *Reader {
	return &Reader{left: budget, shapes: map[schemas.Definition]*Shape{}, told: map[schemas.Definition][]*document.Value{}}
}

// Spent reports whether the budget is used up: schemas after that were not looked at.
func (rd *Reader) Spent() bool { return rd.left <= 0 }

// Shape is what inference needs to know about one schema. Nothing is expanded: a shape
// describes one value, and its properties are schemas again, looked at on demand.
type Shape struct {
	rd *Reader
	// ID is the schema behind all references and wrappers: the type. Two uses of one
	// type have the same ID.
	ID schemas.Definition
	// Holds are the schemas that apply together: a type, the parts of an allOf, keywords
	// beside a reference.
	Holds []schemas.Definition
	// Branches are the branches of anyOf and oneOf, without null.
	Branches []schemas.Definition
	props    []*Prop
	own      []*Prop // without those that only some branches have
	read     bool    // props is complete
	null     bool
}

// Prop is one property of an object. It has several schemas if the branches of a union
// describe it differently, or if the parts of an allOf describe it together.
type Prop struct {
	Name     string
	Required bool
	Said     []schemas.Definition
	together bool   // all of Said apply; otherwise they are alternatives
	shape    *Shape // nil until it is requested
}

// Budget is the maximum number of schemas looked at in one description.
const Budget = 200_000

// Limits per value: enough for any schema that a person wrote, and little for a
// malicious one.
const (
	maxHolds  = 64    // schemas that apply to one value
	maxNested = 16    // wrappers around one type
	maxProps  = 1_000 // properties of one object
	maxWords  = 200   // values of one enum
)

// Shape returns the shape of a schema; nil if there is none, or if the budget is used
// up. Several definitions are alternatives for the same value.
func (rd *Reader) Shape(ways ...schemas.Definition) *Shape {
	if len(ways) == 0 || !ways[0].Exists() {
		return nil
	}
	if len(ways) == 1 {
		if s, ok := rd.shapes[ways[0]]; ok {
			return s
		}
	}
	if rd.left <= 0 {
		return nil
	}
	rd.left--
	if len(ways) > 1 {
		return &Shape{rd: rd, Branches: ways, ID: ways[0]}
	}
	s := &Shape{rd: rd, ID: identity(ways[0]), null: ways[0].Nullable()}
	rd.shapes[ways[0]] = s
	s.Holds = ways[0].Parts(maxHolds)
	s.Branches = ways[0].Branches(maxHolds)
	if len(s.Branches) == 1 {
		s.Holds = append(s.Holds, s.Branches[0].Parts(maxHolds)...)
		s.Branches = nil
	}
	return s
}

// identity returns the type behind references, and behind wrappers that add nothing.
func identity(x schemas.Definition) schemas.Definition {
	for range maxNested {
		next := x.Target()
		if !next.Exists() {
			next = onlyPart(x)
		}
		if !next.Exists() {
			return x
		}
		x = next
	}
	return x
}

// onlyPart returns the only schema that another one wraps: allOf [X], anyOf [X, null].
func onlyPart(x schemas.Definition) schemas.Definition {
	if len(x.Properties()) > 0 || len(x.Enum()) > 0 {
		return schemas.Definition{}
	}
	var inner []schemas.Definition
	for _, part := range slices.Concat(x.AllOf(), x.AnyOf(), x.OneOf()) {
		if !slices.Equal(part.Types(), []string{"null"}) {
			inner = append(inner, part)
		}
	}
	if len(inner) != 1 {
		return schemas.Definition{}
	}
	return inner[0]
}

// Name returns the type's name; empty for an inline schema.
func (s *Shape) Name() string { return s.ID.Name() }

// Text returns the first text under a keyword.
func (s *Shape) Text(keyword string) string {
	if s == nil {
		return ""
	}
	for _, h := range s.Holds {
		if t := h.Value().TextOf(keyword); t != "" {
			return t
		}
	}
	return ""
}

// Says reports whether a keyword such as readOnly is true.
func (s *Shape) Says(keyword string) bool {
	return s != nil && slices.ContainsFunc(s.Holds, func(h schemas.Definition) bool { return h.Value().Get(keyword).IsTrue() })
}

// Nullable reports whether null is allowed.
func (s *Shape) Nullable() bool { return s != nil && (s.null || s.Is("null")) }

// Is reports whether the schema names this JSON type.
func (s *Shape) Is(name string) bool {
	if s == nil {
		return false
	}
	return slices.ContainsFunc(s.Holds, func(h schemas.Definition) bool {
		return slices.Contains(h.Types(), name)
	})
}

// Items returns the shape of an array's elements; nil if this is not an array.
func (s *Shape) Items() *Shape {
	if s == nil {
		return nil
	}
	var first *Shape
	for _, h := range s.Holds {
		items := h.Items()
		if !items.Exists() {
			continue
		}
		shape := s.rd.Shape(items)
		if len(shape.Properties()) > 0 {
			return shape // rather than the plain objects of a wrapper that it specializes
		}
		if first == nil {
			first = shape
		}
	}
	return first
}

// Properties returns the properties of an object, or of all branches of a union of
// objects, in the order of the document.
func (s *Shape) Properties() []*Prop {
	if s == nil {
		return nil
	}
	if !s.read {
		s.read = true // set first, for a type that is its own branch
		s.collect()
		s.own = slices.Clone(s.props)
		for _, h := range s.Holds {
			for _, v := range h.Examples() {
				s.rd.Tell(s, v, 0)
			}
		}
		for _, b := range s.Branches {
			if sub := s.rd.Shape(b); sub != nil {
				s.merge(sub.Properties(), false)
			}
		}
	}
	return s.props
}

func (s *Shape) collect() {
	for _, h := range s.Holds {
		var own []*Prop
		for _, f := range h.Properties() {
			own = append(own, &Prop{Name: f.Name, Required: f.Required, Said: []schemas.Definition{f.Definition}})
		}
		s.merge(own, true)
	}
}

// merge adds properties. Those of the same name apply together, or are alternatives.
func (s *Shape) merge(more []*Prop, together bool) {
	for _, p := range more {
		i := slices.IndexFunc(s.props, func(q *Prop) bool { return q.Name == p.Name })
		switch {
		case i < 0 && len(s.props) < maxProps:
			s.props = append(s.props, p)
		case i >= 0 && len(s.props[i].Said) < maxHolds:
			s.props[i] = s.props[i].with(p, together)
		}
	}
}

func (p *Prop) with(q *Prop, together bool) *Prop {
	both := &Prop{Name: p.Name, Required: p.Required && q.Required, Said: slices.Clone(p.Said), together: together}
	if together {
		both.Required = p.Required || q.Required
	}
	for _, d := range q.Said {
		if !slices.Contains(both.Said, d) {
			both.Said = append(both.Said, d)
		}
	}
	return both
}

// Value returns the shape of a property's value.
func (rd *Reader) Value(p *Prop) *Shape {
	switch {
	case p.shape != nil:
	case p.together && len(p.Said) > 1:
		p.shape = rd.all(p.Said)
	default:
		p.shape = rd.Shape(p.Said...)
	}
	return p.shape
}

// all returns the shape of a value to which several schemas apply. Its type is the one that
// says most: a part of an allOf often refines what another part leaves open.
func (rd *Reader) all(parts []schemas.Definition) *Shape {
	var all *Shape
	most := -1
	for _, part := range parts {
		s := rd.Shape(part)
		if s == nil {
			continue
		}
		if all == nil {
			all = &Shape{rd: rd, null: true}
		}
		if n := len(s.Holds) + len(s.Branches) + len(s.Properties()); n > most || n == most && s.Items() != nil {
			all.ID, most = s.ID, n
		}
		all.null = all.null && s.Nullable()
		all.Holds = append(all.Holds, s.Holds...)
		if len(all.Branches) == 0 {
			all.Branches = s.Branches
		}
	}
	return all
}

// Prop returns the shape of a property; nil if there is none of that name.
func (s *Shape) Prop(name string) *Shape {
	for _, p := range s.Properties() {
		if p.Name == name {
			return s.rd.Value(p)
		}
	}
	return nil
}

// At follows a JSON pointer through properties, and through arrays by "-" or "0".
func (s *Shape) At(pointer string) *Shape {
	for _, token := range document.SplitPointer(pointer) {
		if s == nil {
			return nil
		}
		if next := s.Prop(token); next != nil {
			s = next
			continue
		}
		if token != "-" && token != "0" {
			return nil
		}
		s = s.Items()
	}
	return s
}

// Common returns what all alternatives have in common; nil if that is nothing.
func (s *Shape) Common() *Shape {
	s.Properties()
	if len(s.own) == 0 {
		return nil
	}
	return &Shape{rd: s.rd, ID: s.ID, Holds: s.Holds, props: s.own, own: s.own, read: true}
}
