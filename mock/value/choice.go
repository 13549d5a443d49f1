package value

import (
	"slices"
	"strconv"

	"github.com/ringer-api/ringer/schemas"
)

// group is a choice that a schema leaves: the branches of an anyOf or oneOf, of an if, of
// a dependentSchemas, or the types that a discriminator maps.
type group struct {
	of      schemas.Definition // the schema that has the keyword
	keyword string
	options []option
}

// option is one branch: schemas that apply in addition.
type option struct {
	defs   []schemas.Definition
	forbid string // a property that must be absent
	need   string // a property that must be there
	tag    string // the value of the discriminator, whose property is tagged
	tagged string
	isNull bool
}

// choice is the option that was chosen in a group.
type choice struct {
	of      schemas.Definition
	keyword string
	option  int
}

// alternatives reads the choices that a schema leaves. Those that are made already apply
// like the rest of the schema.
func (s *shaper) alternatives(x schemas.Definition) {
	s.union(x, "oneOf", x.OneOf())
	s.union(x, "anyOf", x.AnyOf())
	if condition := x.Sub("if"); condition.Exists() && (x.Sub("then").Exists() || x.Sub("else").Exists()) {
		s.group(group{x, "if", []option{
			{defs: some(condition, x.Sub("then"))},
			{defs: some(x.Sub("else"))},
		}})
	}
	for _, f := range x.Named("dependentSchemas") {
		s.group(group{x, "dependentSchemas/" + f.Name, []option{
			{defs: some(f.Definition), need: f.Name}, {forbid: f.Name},
		}})
	}
	if len(x.OneOf())+len(x.AnyOf()) == 0 {
		s.inherited(x)
	}
}

func some(defs ...schemas.Definition) []schemas.Definition {
	return slices.DeleteFunc(defs, func(x schemas.Definition) bool { return !x.Exists() })
}

func (s *shaper) union(x schemas.Definition, keyword string, branches []schemas.Definition) {
	if len(branches) == 0 {
		return
	}
	g := group{of: x, keyword: keyword}
	discriminator, _ := x.Discriminator()
	for _, branch := range branches[:min(len(branches), maxOptions)] {
		o := option{defs: some(branch), isNull: slices.Equal(branch.Types(), []string{"null"})}
		if tag := tagOf(discriminator, branch); tag != "" {
			o.tagged, o.tag = discriminator.Property, tag
		}
		g.options = append(g.options, o)
	}
	s.group(g)
}

// tagOf returns the value that selects a branch: the one that the document maps, else the
// name of the branch's type.
func tagOf(d schemas.Discriminator, branch schemas.Definition) string {
	tag := ""
	for name, mapped := range d.Mapping {
		if mapped != branch && (branch.Target() != mapped || !mapped.Exists()) && mapped.Target() != branch {
			continue
		}
		implicit := name == branch.Name()
		if tag == "" || tag == branch.Name() || !implicit && name < tag {
			tag = name
		}
	}
	return tag
}

// inherited reads a discriminator without branches: the types that it maps are those that
// have this schema in their allOf.
func (s *shaper) inherited(x schemas.Definition) {
	d, ok := x.Discriminator()
	if !ok {
		return
	}
	g := group{of: x, keyword: "discriminator"}
	var names []string
	for name := range d.Mapping {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		target := d.Mapping[name]
		if target != x && (s.seen[target] || slices.Contains(s.names, target.Name())) {
			s.tags[d.Property] = name
			return
		}
		g.options = append(g.options, option{defs: some(target), tagged: d.Property, tag: name})
	}
	if len(g.options) > 0 {
		s.group(g)
	} else if len(s.names) > 0 {
		s.tags[d.Property] = s.names[0]
	}
}

func (s *shaper) group(g group) {
	at := slices.IndexFunc(s.chosen, func(c choice) bool { return c.of == g.of && c.keyword == g.keyword })
	if at < 0 {
		s.groups = append(s.groups, g)
		return
	}
	o := g.options[min(s.chosen[at].option, len(g.options)-1)]
	if o.tagged != "" {
		s.tags[o.tagged] = o.tag
	}
	if o.need != "" {
		s.require(o.need)
	}
	if o.forbid != "" {
		s.forbidden = append(s.forbidden, o.forbid)
	}
	for _, def := range o.defs {
		s.part(def)
	}
}

// key names a shape.
func (m *Maker) key(defs []schemas.Definition, chosen []choice) string {
	var key []byte
	for _, def := range defs {
		key = append(strconv.AppendInt(key, int64(m.number(def)), 36), ' ')
	}
	for _, c := range chosen {
		key = append(strconv.AppendInt(append(key, '/'), int64(m.number(c.of)), 36), c.keyword...)
		key = append(strconv.AppendInt(append(key, '='), int64(c.option), 36), ' ')
	}
	return string(key)
}

func (m *Maker) number(x schemas.Definition) int {
	n, known := m.numbers[x]
	if !known {
		n = len(m.numbers)
		m.numbers[x] = n
	}
	return n
}
