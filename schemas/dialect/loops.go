package dialect

import (
	"slices"

	"github.com/ringer-api/ringer/schemas/document"
)

// maxChain is how many schemas may speak of one value one inside another.
const maxChain = 500

// loops finds schemas that hold themselves about the same value ("A is an A and
// ..."): such a $ref asks for nothing, and would never end.
type loops struct {
	*dialect
	height map[*document.Value]int // below a schema that is done
	above  map[*document.Value]bool
}

func newLoops(d *dialect) *loops {
	return &loops{d, map[*document.Value]int{}, map[*document.Value]bool{}}
}

func (l *loops) breakAll() {
	for _, v := range l.schemas {
		l.visit(v)
	}
}

func (l *loops) visit(v *document.Value) int {
	if h, done := l.height[v]; done {
		return h
	}
	l.above[v] = true
	defer delete(l.above, v)
	height := 0
	if target := l.set.Target(v); target != nil {
		height = l.follow(v, target)
	}
	for _, m := range v.Members() {
		for _, inner := range samePlace(m) {
			if inner.IsObject() {
				height = max(height, l.visit(inner))
			}
		}
	}
	l.height[v] = height + 1
	return height + 1
}

// follow goes to what a $ref leads to, and leaves one out that comes back or
// makes the chain too long.
func (l *loops) follow(v, target *document.Value) int {
	why := "it leads back to what it stands in"
	if !l.above[target] {
		height := l.visit(target)
		if height < maxChain {
			return height
		}
		why = "too many schemas stand one inside another there"
	}
	l.note(document.LeftOut, "reference", v.Get("$ref"), "the reference to %q is left out: %s", v.TextOf("$ref"), why)
	v.SetMembers(slices.DeleteFunc(slices.Clone(v.Members()), func(m document.Member) bool { return m.Name == "$ref" }))
	return 0
}

// samePlace gives the schemas that a keyword applies to the same value.
func samePlace(m document.Member) []*document.Value {
	switch m.Name {
	case "allOf", "anyOf", "oneOf":
		return m.Items()
	case "not", "if", "then", "else":
		return []*document.Value{m.Value}
	case "dependentSchemas":
		var out []*document.Value
		for _, d := range m.Members() {
			out = append(out, d.Value)
		}
		return out
	}
	return nil
}
