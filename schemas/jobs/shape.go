package jobs

import (
	"slices"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/document"
)

// shape is what inference has to know of one schema. Nothing is expanded: a
// shape looks at what holds in its own place, and its properties are schemas
// again, looked at when somebody asks.
type shape struct {
	rd *reader
	// id is the schema behind all references and wrappings: the type. Two places
	// that use one type have the same id.
	id schemas.Definition
	// holds are the schemas that hold at once: a type, the parts of an allOf,
	// what stands beside a reference.
	holds []schemas.Definition
	// branches are those of anyOf and oneOf, without null.
	branches []schemas.Definition
	props    []*prop
	own      []*prop // without what only some branches have
	read     bool    // props are there
}

// prop is one property of an object. Several schemas stand for one whose
// branches of a union describe it differently.
type prop struct {
	name     string
	required bool
	said     []schemas.Definition
	shape    *shape // once it was asked for
}

// How much is looked at: enough for any schema that a person wrote, and little
// for one that was made to hurt.
const (
	maxShapes = 200_000 // of one description
	maxHolds  = 64      // schemas in one place
	maxNested = 16      // wrappings around one type
	maxProps  = 1_000   // properties of one object
	maxWords  = 200     // values of one enum
	maxStates = 60      // values of one status
)

// shape gives the shape of a schema; nil when there is none, or the budget of
// the description is spent. Several definitions are ways to be one thing.
func (rd *reader) shape(ways ...schemas.Definition) *shape {
	if len(ways) == 0 || !ways[0].Exists() {
		return nil
	}
	if len(ways) == 1 {
		if s, ok := rd.shapes[ways[0]]; ok {
			return s
		}
	}
	if rd.made >= maxShapes {
		return nil
	}
	rd.made++
	if len(ways) > 1 {
		return &shape{rd: rd, branches: ways, id: ways[0]}
	}
	s := &shape{rd: rd, id: identity(ways[0])}
	rd.shapes[ways[0]] = s
	s.holds = ways[0].Parts(maxHolds)
	s.branches = ways[0].Branches(maxHolds)
	if len(s.branches) == 1 {
		s.holds = append(s.holds, s.branches[0].Parts(maxHolds)...)
		s.branches = nil
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

// name is the type's name; empty when it is written in place.
func (s *shape) name() string { return s.id.Name() }

// text gives the first text that stands under a keyword.
func (s *shape) text(keyword string) string {
	if s == nil {
		return ""
	}
	for _, h := range s.holds {
		if t := h.Value().TextOf(keyword); t != "" {
			return t
		}
	}
	return ""
}

func (s *shape) says(keyword string) bool {
	return s != nil && slices.ContainsFunc(s.holds, func(h schemas.Definition) bool { return h.Value().Get(keyword).IsTrue() })
}

// nullable tells that null may stand here.
func (s *shape) nullable() bool { return s != nil && s.id.Nullable() || s.is("null") }

// is tells that the schema allows this JSON type by name.
func (s *shape) is(name string) bool {
	if s == nil {
		return false
	}
	return slices.ContainsFunc(s.holds, func(h schemas.Definition) bool {
		return slices.Contains(h.Types(), name)
	})
}

// items gives what each element of an array keeps; nil for what is no array.
func (s *shape) items() *shape {
	if s == nil {
		return nil
	}
	for _, h := range s.holds {
		if items := h.Items(); items.Exists() {
			return s.rd.shape(items)
		}
	}
	return nil
}

// properties gives the properties of an object, and those of all branches of a
// union of objects, in the order of the document.
func (s *shape) properties() []*prop {
	if s == nil {
		return nil
	}
	if !s.read {
		s.read = true // first, for a type that is its own branch
		s.collect()
		s.own = slices.Clone(s.props)
		for _, h := range s.holds {
			for _, v := range h.Examples() {
				s.rd.tell(s, v, 0)
			}
		}
		for _, b := range s.branches {
			if sub := s.rd.shape(b); sub != nil {
				s.merge(sub.properties())
			}
		}
	}
	return s.props
}

func (s *shape) collect() {
	for _, h := range s.holds {
		var own []*prop
		for _, f := range h.Properties() {
			own = append(own, &prop{name: f.Name, required: f.Required, said: []schemas.Definition{f.Definition}})
		}
		s.merge(own)
	}
}

func (s *shape) merge(more []*prop) {
	for _, p := range more {
		i := slices.IndexFunc(s.props, func(q *prop) bool { return q.name == p.name })
		switch {
		case i < 0 && len(s.props) < maxProps:
			s.props = append(s.props, p)
		case i >= 0 && len(s.props[i].said) < maxHolds:
			said := slices.Clone(s.props[i].said)
			for _, d := range p.said {
				if !slices.Contains(said, d) {
					said = append(said, d)
				}
			}
			s.props[i] = &prop{name: p.name, required: p.required && s.props[i].required, said: said}
		}
	}
}

// value gives the shape of what a property holds.
func (rd *reader) value(p *prop) *shape {
	if p.shape == nil {
		p.shape = rd.shape(p.said...)
	}
	return p.shape
}

// prop gives the shape of a property; nil when there is none of that name.
func (s *shape) prop(name string) *shape {
	for _, p := range s.properties() {
		if p.name == name {
			return s.rd.value(p)
		}
	}
	return nil
}

// at follows a JSON pointer through properties, and through arrays by "-" or "0".
func (s *shape) at(pointer Pointer) *shape {
	for _, token := range document.SplitPointer(pointer) {
		if s == nil {
			return nil
		}
		if next := s.prop(token); next != nil {
			s = next
			continue
		}
		if token != "-" && token != "0" {
			return nil
		}
		s = s.items()
	}
	return s
}
