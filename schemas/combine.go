package schemas

import (
	"slices"

	"github.com/ringer-api/ringer/schemas/document"
)

// This file combines schemas: through $ref and allOf, which apply together, and through
// the branches of anyOf and oneOf, which are alternatives. Small documents can mean huge
// schemas, so every view has a budget: the number of schemas that it looks at before it
// stops. A view never looks at one schema twice.

// DefaultBudget is a budget far above the needs of any schema written by a person.
const DefaultBudget = 1000

// Parts returns the schema and all schemas that apply with it: the target of its $ref
// and the members of its allOf, and theirs, nearest first.
func (x Definition) Parts(budget int) []Definition {
	w := view{left: budget, seen: map[*document.Value]bool{}}
	w.parts(x)
	return w.found
}

// Branches returns the alternatives: the branches of anyOf and oneOf of all parts, with
// nested branches in place of their parents, without null. It is empty if there are
// none.
func (x Definition) Branches(budget int) []Definition {
	w := view{left: budget, seen: map[*document.Value]bool{}}
	w.branches(x)
	return w.found
}

type view struct {
	left  int
	seen  map[*document.Value]bool
	found []Definition
}

// enter reports whether a schema is to be looked at, and counts it.
func (w *view) enter(x Definition) bool {
	if !x.Exists() || w.seen[x.v] || w.left <= 0 {
		return false
	}
	w.seen[x.v] = true
	w.left--
	return true
}

func (w *view) parts(x Definition) {
	if !w.enter(x) {
		return
	}
	w.found = append(w.found, x)
	w.parts(x.Target())
	for _, part := range x.AllOf() {
		w.parts(part)
	}
}

func (w *view) branches(x Definition) {
	for _, part := range x.Parts(w.left) {
		for _, branch := range append(part.AnyOf(), part.OneOf()...) {
			if !w.enter(branch) || slices.Equal(branch.Types(), []string{"null"}) {
				continue
			}
			before := len(w.found)
			if w.branches(branch); len(w.found) == before {
				w.found = append(w.found, branch)
			}
		}
	}
}

// Nullable reports whether null is allowed in addition to the rest.
func (x Definition) Nullable() bool {
	parts := x.Parts(DefaultBudget)
	return slices.ContainsFunc(parts, Definition.saysNull) && !slices.ContainsFunc(parts, Definition.refusesNull)
}

func (x Definition) saysNull() bool {
	isNull := func(b Definition) bool { return slices.Contains(b.Types(), "null") }
	isNothing := func(v *document.Value) bool { return v.Kind == 'n' }
	return isNull(x) || slices.ContainsFunc(append(x.AnyOf(), x.OneOf()...), isNull) ||
		slices.ContainsFunc(x.Enum(), isNothing)
}

func (x Definition) refusesNull() bool {
	return len(x.Types()) > 0 && !slices.Contains(x.Types(), "null")
}

// Kinds returns the JSON types that are allowed, without null, through $ref, allOf and
// branches; empty if nothing restricts them.
func (x Definition) Kinds() []string {
	var out []string
	for _, s := range append(x.Parts(DefaultBudget), x.Branches(DefaultBudget)...) {
		for _, part := range s.Parts(DefaultBudget) {
			for _, t := range part.Types() {
				if t != "null" && !slices.Contains(out, t) {
					out = append(out, t)
				}
			}
		}
	}
	return out
}

// Combined is a property of an object, combined from all parts of its schema.
type Combined struct {
	Name     string
	Required bool
	// Said is the property's schema in each part, nearest first; at least one.
	Said []Definition
	// Branch is the index of the branch that has it; -1 if all have it.
	Branch int
}

// Definition is the schema in the nearest part.
func (c Combined) Definition() Definition { return c.Said[0] }

// Fields returns the properties of an object through $ref and allOf, and then those of
// single branches: a property of two branches appears twice, with the index of its
// branch.
func (x Definition) Fields(budget int) []Combined {
	out := fieldsOf(x.Parts(budget), -1)
	for i, branch := range x.Branches(budget) {
		out = append(out, fieldsOf(branch.Parts(budget), i)...)
	}
	return out
}

func fieldsOf(parts []Definition, branch int) []Combined {
	var out []Combined
	at := map[string]int{}
	for _, part := range parts {
		for _, f := range part.Properties() {
			i, known := at[f.Name]
			if !known {
				i = len(out)
				at[f.Name] = i
				out = append(out, Combined{Name: f.Name, Branch: branch})
			}
			out[i].Said = append(out[i].Said, f.Definition)
		}
	}
	for _, part := range parts {
		for _, name := range part.Required() {
			if i, known := at[name]; known {
				out[i].Required = true
			}
		}
	}
	return out
}

// Word is one value of a closed set.
type Word struct {
	Value *document.Value
	// Title and Description are those of the branch that has the value.
	Title, Description string
	// Of is the schema that contains it.
	Of Definition
}

// Words returns the values of a closed set, whether an enum, a const, or branches that
// each allow some, through $ref and allOf, without null. It is false if the set is open,
// because nothing or not every branch restricts the value.
func (x Definition) Words(budget int) ([]Word, bool) {
	for _, part := range x.Parts(budget) {
		if list := part.Enum(); len(list) > 0 {
			return wordsOf(part, list), true
		}
	}
	branches := x.Branches(budget)
	var out []Word
	for _, branch := range branches {
		words, closed := branch.Words(budget - len(branches))
		if !closed {
			return nil, false
		}
		out = append(out, words...)
	}
	return out, len(branches) > 0
}

func wordsOf(x Definition, list []*document.Value) []Word {
	var out []Word
	for _, v := range list {
		if v.Kind == 'n' {
			continue
		}
		w := Word{Value: v, Of: x}
		if len(list) == 1 {
			w.Title, w.Description = x.Title(), x.Description()
		}
		out = append(out, w)
	}
	return out
}
