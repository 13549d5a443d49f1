package dialect

import (
	"slices"

	"github.com/ringer-api/ringer/schemas/document"
)

// What one value may be held against: so many schemas one inside another, and so
// many altogether. A document of a few lines can ask for a million million.
const (
	maxChain = 200
	maxCost  = 2000
)

// loops finds schemas that hold themselves about the same value ("an A is an A
// and ..."), which asks for nothing and would never end, and those that hold so
// many others that a value could not be held against them.
type loops struct {
	*dialect
	done  map[*document.Value]weight
	above map[*document.Value]bool
}

// weight is what it takes to hold a value against a schema.
type weight struct{ chain, cost int }

func (w weight) add(inner weight) weight {
	return weight{max(w.chain, inner.chain+1), w.cost + inner.cost}
}

func newLoops(d *dialect) *loops {
	return &loops{d, map[*document.Value]weight{}, map[*document.Value]bool{}}
}

func (l *loops) breakAll() {
	for _, v := range l.schemas {
		l.visit(v)
	}
}

func (l *loops) visit(v *document.Value) weight {
	if w, done := l.done[v]; done {
		return w
	}
	l.above[v] = true
	defer delete(l.above, v)
	w := weight{1, 1}
	if target := l.set.Target(v); target.IsObject() {
		w = w.add(l.follow(v, target))
	}
	for _, m := range v.Members() {
		for _, inner := range samePlace(m) {
			if inner.IsObject() {
				w = w.add(l.visit(inner))
			}
		}
	}
	l.done[v] = w
	return w
}

// follow goes to what a $ref leads to, and leaves one out that comes back or
// leads to too much.
func (l *loops) follow(v, target *document.Value) weight {
	why := "it leads back to what it stands in"
	if !l.above[target] {
		w := l.visit(target)
		if w.chain < maxChain && w.cost < maxCost {
			return w
		}
		why = "too many schemas stand one inside another there"
	}
	l.note(document.LeftOut, "reference", v.Get("$ref"), "the reference to %q is left out: %s", v.TextOf("$ref"), why)
	v.SetMembers(slices.DeleteFunc(slices.Clone(v.Members()), func(m document.Member) bool { return m.Name == "$ref" }))
	return weight{}
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
