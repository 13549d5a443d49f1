package value

import (
	"slices"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/document"
)

// Limits on the search among branches.
const (
	maxTried   = 500 // combinations of options of one place
	maxSingles = 8   // values made of one place, to find one that matches a single branch
	maxRetries = 200 // of these, in a whole value
)

// chosen makes a value of one of the branches. Of a oneOf, the value should match one
// branch only: other validators insist on that.
func (b *builder) chosen(at spot, s *shape, d draw) *tree {
	var spare *tree
	var tried []choice
	for try := range maxSingles {
		in := at
		if try > 0 {
			if b.retries++; b.retries > maxRetries {
				break
			}
			in.hash = mix(at.hash, uint64(try))
			in.thin = try >= maxSingles/2 // another branch often matches because of an optional property
		}
		full, choices := b.choose(in, s, d, tried)
		if full == nil {
			break
		}
		t := b.branch(in, full, d)
		if b.isSingle(choices, t) {
			return t
		}
		if spare == nil {
			spare = t
		}
		tried = append(tried, choices...)
	}
	if spare == nil {
		return bare(s)
	}
	return spare
}

// branch makes a value of a shape without further choices.
func (b *builder) branch(at spot, s *shape, d draw) *tree {
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
	return b.kind(at, s, d)
}

// choose makes all choices that a shape leaves; nil if no combination was found that can
// have a value.
func (b *builder) choose(at spot, s *shape, d draw, before []choice) (*shape, []choice) {
	var choices []choice
	tried := 0
	for range maxChoices {
		if len(s.groups) == 0 {
			return s, choices
		}
		g := s.groups[0]
		found := false
		for _, i := range b.order(at, s, g, d, before) {
			if tried++; tried > maxTried {
				return nil, nil
			}
			next := append(slices.Clone(choices), choice{g.of, g.keyword, i})
			full := b.m.shape(s.defs, next)
			if full.never {
				continue
			}
			s, choices, found = full, next, true
			break
		}
		if !found {
			return nil, nil
		}
	}
	return nil, nil
}

// order returns the options of a group in the order in which they are tried. Those that
// were chosen before come after the others.
func (b *builder) order(at spot, s *shape, g group, d draw, before []choice) []int {
	order := d.Perm(len(g.options))
	rank := func(i int) int {
		o := g.options[i]
		switch {
		case o.isNull:
			return 99
		case slices.Contains(before, choice{g.of, g.keyword, i}):
			return 50
		case g.keyword == "if":
			return i // what the author thought of first
		case o.need != "" && b.isLean(at) && !slices.Contains(s.required, o.need):
			return 1
		case b.isLean(at):
			return b.weight(o)
		}
		return 0
	}
	slices.SortStableFunc(order, func(i, j int) int { return rank(i) - rank(j) })
	hasNull := slices.ContainsFunc(g.options, func(o option) bool { return o.isNull })
	if hasNull && b.wantsNull(at, s, d) {
		slices.SortStableFunc(order, func(i, j int) int { return truth(g.options[j].isNull) - truth(g.options[i].isNull) })
	}
	return order
}

func truth(is bool) int {
	if is {
		return 1
	}
	return 0
}

// weight is larger for a branch that needs more values below it.
func (b *builder) weight(o option) int {
	s := b.m.shape(o.defs, nil)
	switch {
	case s.closed:
		return 0
	case slices.Contains(s.types, "object"), len(s.types) == 0:
		return 3 + min(len(s.required), 4)
	case slices.Contains(s.types, "array"):
		return 1 + min(s.minItems, 2)
	}
	return 0
}

// isSingle reports whether a value matches one branch only of each oneOf.
func (b *builder) isSingle(choices []choice, t *tree) bool {
	var text []byte
	for _, c := range choices {
		if c.keyword != "oneOf" {
			continue
		}
		for i, other := range c.of.OneOf() {
			if i == c.option || i >= maxOptions {
				continue
			}
			if b.m.shape(some(other), nil).refuses(t) {
				continue
			}
			if text == nil {
				text = t.bytes()
			}
			if other.Validate(text) == nil {
				return false
			}
		}
	}
	return true
}

// refuses reports whether a value cannot match, as far as that is seen at a glance.
func (s *shape) refuses(t *tree) bool {
	if !s.takes(t.kind) {
		return true
	}
	if t.kind != '{' {
		return false
	}
	for _, name := range s.required {
		if t.member(name) == nil {
			return true
		}
	}
	for i, name := range t.names {
		p := s.prop(name)
		if p == nil {
			if !s.open && len(s.patterned) == 0 {
				return true
			}
			continue
		}
		if t.kids[i].kind == '"' && slices.ContainsFunc(p.defs, func(def schemas.Definition) bool {
			return refusesWord(def, t.kids[i].text())
		}) {
			return true
		}
	}
	return false
}

// refusesWord reports whether a schema has an enum without that word.
func refusesWord(def schemas.Definition, word string) bool {
	list := def.Enum()
	if len(list) == 0 {
		list = def.Target().Enum()
	}
	return len(list) > 0 && !slices.ContainsFunc(list, func(v *document.Value) bool {
		return v.IsString() && v.Text == word
	})
}
