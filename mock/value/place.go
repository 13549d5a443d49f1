package value

import (
	"encoding/json"
	"strconv"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/document"
)

// At makes the value at a JSON pointer of a schema's values, whether or not the whole
// value has it, and not null if anything else is allowed: for a field that is laid over
// later. It is false if the schema has no such
// place. Of branches, the first that has the place counts.
func (m *Maker) At(s *schemas.Schema, pointer string, o Options) (json.RawMessage, bool) {
	if s == nil {
		return nil, false
	}
	return m.OfAt(s.Definition(), pointer, o)
}

// OfAt is At for a schema as it is written.
func (m *Maker) OfAt(x schemas.Definition, pointer string, o Options) (json.RawMessage, bool) {
	b := newBuilder(m, o, 0)
	at, defs := b.root(), []schemas.Definition{x}
	owner := ""
	for _, token := range document.SplitPointer(pointer) {
		full, next := m.step(defs, token, 0)
		if len(next) == 0 {
			return nil, false
		}
		if i, err := strconv.Atoi(token); err == nil && full.prop(token) == nil && len(full.item(i)) > 0 {
			at = b.element(at, i)
		} else {
			owner = ownerOf(at, full)
			at = b.member(at, token, owner)
		}
		defs = next
	}
	b.solid, b.target = true, at.pointer
	said := m.shape(defs, nil)
	for try := range maxRepairs {
		in := at
		in.hash = mix(at.hash, uint64(try))
		if try == 0 {
			in.hash = at.hash
		}
		b.nodes, b.size = 0, 0
		t := b.make(in, defs)
		text := t.bytes()
		if said.admits(text) {
			return text, true
		}
	}
	return b.make(at, defs).bytes(), true
}

// step returns the shape that has a place, and the schemas of it.
func (m *Maker) step(defs []schemas.Definition, token string, depth int) (*shape, []schemas.Definition) {
	return m.stepIn(m.shape(defs, nil), nil, token, depth)
}

func (m *Maker) stepIn(s *shape, chosen []choice, token string, depth int) (*shape, []schemas.Definition) {
	if p := s.prop(token); p != nil && len(p.defs) > 0 {
		return s, p.defs
	}
	if i, err := strconv.Atoi(token); err == nil && i >= 0 && len(s.item(i)) > 0 {
		return s, s.item(i)
	}
	if len(s.groups) > 0 && depth < 8 {
		g := s.groups[0]
		for i := range g.options {
			next := append(chosen[:len(chosen):len(chosen)], choice{g.of, g.keyword, i})
			if full := m.shape(s.defs, next); !full.never {
				if at, found := m.stepIn(full, next, token, depth+1); len(found) > 0 {
					return at, found
				}
			}
		}
	}
	b := builder{m: m}
	return s, b.unnamed(s, token)
}

// Keys returns the names of the properties of the object at a JSON pointer, in the order
// in which its values have them; of branches, those of each after the other. It is nil if
// there is no such object.
func (m *Maker) Keys(s *schemas.Schema, pointer string) []string {
	if s == nil {
		return nil
	}
	defs := []schemas.Definition{s.Definition()}
	for _, token := range document.SplitPointer(pointer) {
		if _, defs = m.step(defs, token, 0); len(defs) == 0 {
			return nil
		}
	}
	var out []string
	seen := map[string]bool{}
	for _, x := range append(defs[:len(defs):len(defs)], branchesOf(defs)...) {
		for _, p := range m.shape([]schemas.Definition{x}, nil).props {
			if !seen[p.name] {
				seen[p.name] = true
				out = append(out, p.name)
			}
		}
	}
	return out
}

func branchesOf(defs []schemas.Definition) []schemas.Definition {
	var out []schemas.Definition
	for _, x := range defs {
		out = append(out, x.Branches(schemas.DefaultBudget)...)
	}
	return out
}
