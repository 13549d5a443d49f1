package value

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

// object makes an object with its properties in the order of the schema.
func (b *builder) object(at spot, s *shape, d draw) *tree {
	owner := ownerOf(at, s)
	at.born = b.birth(at, d)
	in := b.present(at, s)
	t := &tree{kind: '{', shape: s}
	for i := range s.props {
		p := &s.props[i]
		if !in[p.name] {
			continue
		}
		b.add(t, at, owner, s, p.name, p.defs)
	}
	b.fill(t, at, owner, s, d)
	b.agree(t, at)
	return t
}

// ownerOf is what an object is, in words: its property, else its type.
func ownerOf(at spot, s *shape) string {
	if said := meaningful(at.phrase); said != "" {
		return said
	}
	for _, name := range s.names {
		if said := meaningful(vocabulary.Phrase(name)); said != "" {
			return said
		}
	}
	return at.owner
}

// wrappers are the last words of the names of types that do not say what a value is.
var wrappers = strings.Fields(`object response resource schema model dto view out in read record item entity type detail
	details info data result results base summary public output input request body create update list element value
	api v1 v2 v3 full simple brief nested`)

// meaningful is a name without such words at its end, and the last two of the others.
func meaningful(phrase string) string {
	list := strings.Fields(phrase)
	for len(list) > 0 && (slices.Contains(wrappers, list[len(list)-1]) || strings.Trim(list[len(list)-1], "0123456789") == "") {
		list = list[:len(list)-1]
	}
	return singular(strings.Join(list[max(0, len(list)-2):], " "))
}

func (b *builder) add(t *tree, at spot, owner string, s *shape, name string, defs []schemas.Definition) {
	in := b.member(at, name, owner)
	in.invented = s.prop(name) == nil
	if !slices.Contains(s.required, name) {
		b.optional[in.pointer] = true
	}
	var kid *tree
	tag, tagged := s.tags[name]
	if tagged && b.fits(defs, tag) {
		kid = textTree(tag, Enum)
		b.nodes++
	} else {
		kid = b.make(in, defs)
	}
	t.names = append(t.names, name)
	t.kids = append(t.kids, kid)
	b.size += len(name) + 4
}

// fits reports whether a text can be a value of the schemas.
func (b *builder) fits(defs []schemas.Definition, word string) bool {
	s := b.m.shape(defs, nil)
	return s.takes('"') && !slices.ContainsFunc(defs, func(x schemas.Definition) bool { return refusesWord(x, word) })
}

// present decides which of the named properties an object has.
func (b *builder) present(at spot, s *shape) map[string]bool {
	in := map[string]bool{}
	var spare []string // allowed, and left out by chance
	for i := range s.props {
		p := &s.props[i]
		switch pointer := b.member(at, p.name, "").pointer; {
		case slices.Contains(s.forbidden, p.name) && !p.required, !p.required && b.dropped[pointer]:
		case p.required:
			in[p.name] = true
		case b.isWanted(at, s, p):
			in[p.name] = true
		default:
			spare = append(spare, p.name)
		}
	}
	for len(in) < s.minProps && len(spare) > 0 {
		in[spare[0]], spare = true, spare[1:]
	}
	for i := len(s.props) - 1; i >= 0 && s.maxProps >= 0 && len(in) > s.maxProps; i-- {
		if !s.props[i].required {
			delete(in, s.props[i].name)
		}
	}
	for range s.props { // what is needed by one may need others
		before := len(in)
		for name, needed := range s.needs {
			for _, other := range needed {
				if in[name] && s.prop(other) != nil {
					in[other] = true
				}
			}
		}
		if len(in) == before {
			break
		}
	}
	return in
}

// isWanted decides whether an optional property is there.
func (b *builder) isWanted(at spot, s *shape, p *prop) bool {
	if b.isLean(at) || at.thin {
		return false
	}
	said := b.m.shape(p.defs, nil)
	if said.never || b.o.Request && said.readOnly || !b.o.Request && said.writeOnly {
		return false
	}
	percent := 92
	phrase := vocabulary.Phrase(p.name)
	switch {
	case said.deprecated:
		percent = 25
	case isRare(phrase):
		percent = 15
	case b.o.Request && len(said.examples) > 0:
		percent = 75
	case b.o.Request:
		percent = 45
	}
	if at.depth >= thinDepth && (said.takes('{') || said.takes('[')) {
		percent /= 3
	}
	return newDraw(mixText(mix(at.hash, 3), p.name)).often(percent)
}

// fill adds properties that have no name in the schema, and those that another one needs.
func (b *builder) fill(t *tree, at spot, owner string, s *shape, d draw) {
	for _, name := range slices.Sorted(maps.Keys(s.needs)) {
		if t.member(name) == nil {
			continue
		}
		for _, other := range s.needs[name] {
			if t.member(other) == nil {
				b.add(t, at, owner, s, other, b.unnamed(s, other))
			}
		}
	}
	want := s.minProps - len(t.names)
	if len(s.props) == 0 && (len(s.extra) > 0 || len(s.patterned) > 0) && !b.isLean(at) {
		want = max(want, d.between(1, 3))
	}
	if s.maxProps >= 0 {
		want = min(want, s.maxProps-len(t.names))
	}
	for i := 0; want > 0 && i < 200 && !b.isFull(at); i++ {
		name, ok := b.key(at, s, d, i)
		if !ok || t.member(name) != nil || slices.Contains(s.forbidden, name) ||
			b.dropped[b.member(at, name, "").pointer] {
			continue
		}
		b.add(t, at, owner, s, name, b.unnamed(s, name))
		want--
	}
}

// unnamed returns the schemas of a property that has no name in the schema.
func (b *builder) unnamed(s *shape, name string) []schemas.Definition {
	var defs []schemas.Definition
	for _, rule := range s.patterned {
		if rule.re.MatchString(name) {
			defs = append(defs, rule.def)
		}
	}
	if len(defs) == 0 {
		return s.extra
	}
	return defs
}

// key draws the name of a property that has none in the schema.
func (b *builder) key(at spot, s *shape, d draw, nth int) (string, bool) {
	name := keyWords[(d.IntN(len(keyWords))+nth)%len(keyWords)]
	if nth > 20 {
		name += strconv.Itoa(nth)
	}
	switch {
	case len(s.nameRules) > 0:
		t := b.make(spot{hash: mix(at.hash, uint64(nth)+77), phrase: "key", pointer: at.pointer + "/#", depth: at.depth + 1}, s.nameRules)
		if t.kind != '"' {
			return "", false
		}
		name = t.text()
	case len(s.patterned) > 0 && (len(s.extra) == 0 || d.often(70)):
		made, ok := match(d, s.patterned[nth%len(s.patterned)].text, 0, 40)
		if !ok {
			return "", false
		}
		name = made
	}
	if s.prop(name) != nil {
		return "", false
	}
	return name, len(b.unnamed(s, name)) > 0 || s.open
}

var keyWords = strings.Fields("primary secondary source region team project stage version category channel priority group")

// birth is the instant when the record of an object began.
func (b *builder) birth(at spot, d draw) time.Time {
	if at.depth > 2 {
		return at.born
	}
	age := time.Duration(d.between(70, 60*24*45)) * time.Minute
	return b.now.Add(-age - time.Duration(d.IntN(3600))*time.Second).Truncate(time.Second)
}
