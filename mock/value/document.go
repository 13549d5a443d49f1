package value

import (
	"slices"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/document"
)

// Note is about a value of the document that was not used, or about a value that does not
// keep its schema.
type Note struct {
	// Place is the place in the document.
	Place document.Place
	// Text says what was found and what was done instead.
	Text string
}

// givens are the examples and the default of a shape that keep its schemas.
type givens struct {
	examples []*document.Value
	dflt     *document.Value
	passed   []Note
}

// Limits on examples and defaults: others are passed over.
const (
	maxExamples = 20
	maxGiven    = 5000 // values in one
)

// givens validates the examples and the default of a shape, once.
func (m *Maker) givens(s *shape) *givens {
	if len(s.examples)+len(s.defaults) == 0 {
		return &givens{}
	}
	m.lock.Lock()
	known := m.given[s]
	m.lock.Unlock()
	if known != nil {
		return known
	}
	g := &givens{}
	for _, v := range s.examples[:min(len(s.examples), maxExamples)] {
		if g.accept(s, v, "example") {
			g.examples = append(g.examples, v)
		}
	}
	for _, v := range s.defaults {
		if g.dflt == nil && g.accept(s, v, "default") {
			g.dflt = v
		}
	}
	m.lock.Lock()
	defer m.lock.Unlock()
	if len(m.given) < maxShapes {
		m.given[s] = g
	}
	return g
}

func (g *givens) accept(s *shape, v *document.Value, what string) bool {
	if !s.takes(v.Kind) || !isValid(s.defs, v) {
		g.passed = append(g.passed, passedOver(v, what))
		return false
	}
	return true
}

func passedOver(v *document.Value, what string) Note {
	return Note{v.Place(), "the " + what + " does not keep its schema; another value is used"}
}

// isValid reports whether a value of the document keeps the schemas.
func isValid(defs []schemas.Definition, v *document.Value) bool {
	if countValues(v, maxGiven) <= 0 {
		return false
	}
	text := v.AppendJSON(nil, nil)
	return !slices.ContainsFunc(defs, func(x schemas.Definition) bool { return x.Validate(text) != nil })
}

// admits reports whether a value keeps the schemas of a shape; false for no shape.
func (s *shape) admits(text []byte) bool {
	return s != nil && !slices.ContainsFunc(s.defs, func(x schemas.Definition) bool { return x.Validate(text) != nil })
}

// countValues returns what is left of a budget after the values.
func countValues(v *document.Value, left int) int {
	left--
	for _, m := range v.Members() {
		if left > 0 {
			left = countValues(m.Value, left)
		}
	}
	for _, item := range v.Items() {
		if left > 0 {
			left = countValues(item, left)
		}
	}
	return left
}

// fromDocument returns an example, else the default; nil if there is none to use.
func (b *builder) fromDocument(at spot, s *shape, d draw) *tree {
	if b.own {
		return nil
	}
	g := b.m.givens(s)
	b.passed = append(b.passed, g.passed...)
	if len(g.examples) > 0 && !b.o.Dynamic {
		v := pick(d, g.examples)
		if v.Kind != 'n' || at.depth == 0 || b.wantsNull(at, s, d) {
			return b.use(s, given(v, Example))
		}
	}
	if g.dflt != nil && (!isEmpty(g.dflt) || d.often(30)) && (!g.dflt.IsObject() || at.depth > 0) {
		return b.use(s, given(g.dflt, Default))
	}
	return nil
}

// use takes a value of the document, without what is not for this direction.
func (b *builder) use(s *shape, t *tree) *tree {
	if t.kind != '{' && t.kind != '[' {
		t.shape = s
	}
	b.strip(s, t, 0)
	b.nodes += t.count()
	return t
}

// strip removes optional properties that only the other side sends.
func (b *builder) strip(s *shape, t *tree, depth int) {
	if depth > 20 {
		return
	}
	switch t.kind {
	case '{':
		for i := range s.props {
			p := &s.props[i]
			kid := t.member(p.name)
			if kid == nil {
				continue
			}
			said := b.m.shape(p.defs, nil)
			if !p.required && (b.o.Request && said.readOnly || !b.o.Request && said.writeOnly) {
				t.drop(p.name)
			} else {
				b.strip(said, kid, depth+1)
			}
		}
	case '[':
		for i, kid := range t.kids {
			if defs := s.item(i); len(defs) > 0 {
				b.strip(b.m.shape(defs, nil), kid, depth+1)
			}
		}
	}
}

// isEmpty reports whether a default says that there is nothing: null, "", [] or {}.
func isEmpty(v *document.Value) bool {
	switch v.Kind {
	case 'n':
		return true
	case '"':
		return v.Text == ""
	case '{', '[':
		return len(v.Members())+len(v.Items()) == 0
	}
	return false
}
