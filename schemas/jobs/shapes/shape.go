package shapes

import (
	"slices"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/document"
)

// Reader makes all shapes of one description that were asked for.
type Reader struct {
	shapes map[schemas.Definition]*Shape
	left   int                                      // of the budget
	told   map[schemas.Definition][]*document.Value // what examples say
}

// NewReader makes a reader that looks at so many schemas; it is for one goroutine.
func NewReader(budget int) *Reader {
	return &Reader{left: budget, shapes: map[schemas.Definition]*Shape{}, told: map[schemas.Definition][]*document.Value{}}
}

// Spent tells that there were more shapes than a description has a budget for:
// what was asked for after that was not looked at.
func (rd *Reader) Spent() bool { return rd.left <= 0 }

// Shape is what inference has to know of one schema. Nothing is expanded: a
// shape looks at what holds in its own place, and its properties are schemas
// again, looked at when somebody asks.
type Shape struct {
	rd *Reader
	// ID is the schema behind all references and wrappings: the type. Two places
	// that use one type have the same ID.
	ID schemas.Definition
	// Holds are the schemas that hold at once: a type, the parts of an allOf,
	// what stands beside a reference.
	Holds []schemas.Definition
	// Branches are those of anyOf and oneOf, without null.
	Branches []schemas.Definition
	props    []*Prop
	own      []*Prop // without what only some branches have
	read     bool    // props are there
	null     bool
}

// Prop is one property of an object. Several schemas stand for one whose
// branches of a union describe it differently.
type Prop struct {
	Name     string
	Required bool
	Said     []schemas.Definition
	shape    *Shape // once it was asked for
}

// Budget is how many schemas of one description are looked at.
const Budget = 200_000

// How much is looked at in one place: enough for any schema that a person wrote, and little
// for one that was made to hurt.
const (
	maxHolds  = 64    // schemas in one place
	maxNested = 16    // wrappings around one type
	maxProps  = 1_000 // properties of one object
	maxWords  = 200   // values of one enum
)

// Shape gives the shape of a schema; nil when there is none, or the budget of
// the description is spent. Several definitions are ways to be one thing.
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

// identity gives the type behind references and wrappings that add nothing.
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

// onlyPart gives the one schema that another wraps: allOf [X], anyOf [X, null].
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

// Name is the type's name; empty when it is written in place.
func (s *Shape) Name() string { return s.ID.Name() }

// Text gives the first text that stands under a keyword.
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

// Says tells that a keyword, such as readOnly, is true here.
func (s *Shape) Says(keyword string) bool {
	return s != nil && slices.ContainsFunc(s.Holds, func(h schemas.Definition) bool { return h.Value().Get(keyword).IsTrue() })
}

// Nullable tells that null may stand here.
func (s *Shape) Nullable() bool { return s != nil && (s.null || s.Is("null")) }

// Is tells that the schema allows this JSON type by name.
func (s *Shape) Is(name string) bool {
	if s == nil {
		return false
	}
	return slices.ContainsFunc(s.Holds, func(h schemas.Definition) bool {
		return slices.Contains(h.Types(), name)
	})
}

// Items gives what each element of an array keeps; nil for what is no array.
func (s *Shape) Items() *Shape {
	if s == nil {
		return nil
	}
	for _, h := range s.Holds {
		if items := h.Items(); items.Exists() {
			return s.rd.Shape(items)
		}
	}
	return nil
}

// Properties gives the properties of an object, and those of all branches of a
// union of objects, in the order of the document.
func (s *Shape) Properties() []*Prop {
	if s == nil {
		return nil
	}
	if !s.read {
		s.read = true // first, for a type that is its own branch
		s.collect()
		s.own = slices.Clone(s.props)
		for _, h := range s.Holds {
			for _, v := range h.Examples() {
				s.rd.Tell(s, v, 0)
			}
		}
		for _, b := range s.Branches {
			if sub := s.rd.Shape(b); sub != nil {
				s.merge(sub.Properties())
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
		s.merge(own)
	}
}

func (s *Shape) merge(more []*Prop) {
	for _, p := range more {
		i := slices.IndexFunc(s.props, func(q *Prop) bool { return q.Name == p.Name })
		switch {
		case i < 0 && len(s.props) < maxProps:
			s.props = append(s.props, p)
		case i >= 0 && len(s.props[i].Said) < maxHolds:
			said := slices.Clone(s.props[i].Said)
			for _, d := range p.Said {
				if !slices.Contains(said, d) {
					said = append(said, d)
				}
			}
			s.props[i] = &Prop{Name: p.Name, Required: p.Required && s.props[i].Required, Said: said}
		}
	}
}

// Value gives the shape of what a property holds.
func (rd *Reader) Value(p *Prop) *Shape {
	if p.shape == nil {
		p.shape = rd.Shape(p.Said...)
	}
	return p.shape
}

// Prop gives the shape of a property; nil when there is none of that name.
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

// Common gives what all ways to be a thing have in common; nil when that is nothing.
func (s *Shape) Common() *Shape {
	s.Properties()
	if len(s.own) == 0 {
		return nil
	}
	return &Shape{rd: s.rd, ID: s.ID, Holds: s.Holds, props: s.own, own: s.own, read: true}
}
