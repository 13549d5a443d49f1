package value

import (
	"slices"

	"github.com/ringer-api/ringer/schemas"
)

// array makes an array, mostly of one to three elements.
func (b *builder) array(at spot, s *shape, d draw) *tree {
	t := &tree{kind: '[', shape: s}
	seen := map[string]bool{}
	want := b.length(at, s, d)
	for i := 0; len(t.kids) < want && i < 3*want+20 && !b.isFull(at); i++ {
		n := len(t.kids)
		defs := s.item(n)
		if n < len(s.contains) {
			defs = append(slices.Clone(defs), s.contains[n])
		}
		in := b.element(at, n)
		if i > n { // the one before was there already
			in.hash = mix(in.hash, uint64(i))
		}
		kid := b.varied(in, defs, i)
		if s.unique || kid.kind == '"' {
			text := string(kid.bytes())
			if seen[text] && !(i > 2*want && n < s.minItems && !s.unique) {
				if n >= s.minItems && i > n+8 {
					break
				}
				continue
			}
			seen[text] = true
		}
		t.kids = append(t.kids, kid)
	}
	return t
}

// length draws the number of elements.
func (b *builder) length(at spot, s *shape, d draw) int {
	least, most := 1, 3
	switch {
	case b.isLean(at):
		least, most = 0, 0
	case at.depth >= thinDepth:
		most = 1
	case at.depth >= 2:
		most = 2
	}
	n := d.between(least, most)
	if len(s.items) > 0 && !b.isLean(at) {
		n = max(n, len(s.items))
	}
	n = max(n, s.minItems)
	if s.maxItems >= 0 {
		n = min(n, s.maxItems)
	}
	if len(s.item(0)) > 0 && b.m.shape(s.item(0), nil).never && s.minItems == 0 {
		n = 0
	}
	return n
}

// varied makes an element. Those after the first have another id than the example, which
// would else be the id of all.
func (b *builder) varied(at spot, defs []schemas.Definition, try int) *tree {
	t := b.make(at, defs)
	if at.index == 0 && try == 0 || t.kind != '{' {
		return t
	}
	id := t.member("id")
	if id == nil || id.by != Example && id.by != Default {
		return t
	}
	other := like(newDraw(mix(at.hash, 5)), string(id.json))
	if id.shape == nil && id.kind == '"' || id.shape.admits([]byte(other)) {
		id.json = []byte(other)
	}
	return t
}

// like is a text with other letters and digits in place of those after its prefix.
func like(d draw, text string) string {
	out := []byte(text)
	start := 0
	for i, c := range out {
		if c == '_' || c == '-' && i < 8 && !isHexText(out[:i]) {
			start = i + 1
			break
		}
	}
	for i := start; i < len(out); i++ {
		switch c := out[i]; {
		case c == '\\':
			return text // an escape
		case '1' <= c && c <= '9':
			out[i] = byte('1' + d.IntN(9))
		case 'a' <= c && c <= 'f':
			out[i] = byte('a' + d.IntN(6))
		case 'A' <= c && c <= 'F':
			out[i] = byte('A' + d.IntN(6))
		case start > 0 && 'g' <= c && c <= 'z':
			out[i] = byte('g' + d.IntN(20))
		}
	}
	return string(out)
}

func isHexText(text []byte) bool {
	for _, c := range text {
		if c != '"' && !('0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F') {
			return false
		}
	}
	return true
}
