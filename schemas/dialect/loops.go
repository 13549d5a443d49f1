package dialect

import (
	"slices"

	"github.com/ringer-api/ringer/schemas/document"
)

// Limits on the schemas applied to one value: the depth of their nesting, and their
// total number. A document of a few lines can require a million million.
const (
	maxChain = 200
	maxCost  = 2000
)

// loops finds schemas that apply themselves to the same value ("an A is an A and ..."),
// which requires nothing and would never end, and those that apply so many others that
// validation would take too long.
type loops struct {
	*dialect
	done  map[*document.Value]weight
	above map[*document.Value]bool
}

// weight is the effort of validating a value by a schema.
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

// follow visits the target of a $ref. It leaves out the $ref if the target leads back
// here or requires too much.
func (l *loops) follow(v, target *document.Value) weight {
	why := "it leads back to the schema that contains it"
	if !l.above[target] {
		w := l.visit(target)
		if w.chain < maxChain && w.cost < maxCost {
			return w
		}
		why = "too many schemas are nested there"
	}
	l.note(document.LeftOut, "reference", v.Get("$ref"), "the reference to %q is left out: %s", v.TextOf("$ref"), why)
	v.SetMembers(slices.DeleteFunc(slices.Clone(v.Members()), func(m document.Member) bool { return m.Name == "$ref" }))
	return weight{}
}

// samePlace returns the schemas that a keyword applies to the same value.
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
