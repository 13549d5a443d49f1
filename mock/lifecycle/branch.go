package lifecycle

import (
	"slices"

	"github.com/ringer-api/ringer/schemas"
)

// wholeBudget is how many schemas are looked at for a whole record.
const wholeBudget = 5000

// fitBranch makes a record keep a schema that has a branch for each state: the record was
// generated for one branch and shows a state of another. What that branch requires is
// added, and what a closed branch does not have is removed.
func (w *writer) fitBranch() {
	if w.status == nil || w.state == nil || len(w.branches) == 0 {
		return
	}
	value := w.at(w.status)
	if value == nil || fits(w.root, w.tree) {
		return
	}
	for _, b := range w.branches {
		if s := placeOf(b, w.status.at); !s.known() || !s.takes(value) {
			continue
		}
		record := &tree{raw: w.tree.text()}
		complete(record, b, w.reason())
		if fits(w.root, record) {
			*w.tree = *record
			return
		}
	}
}

func fits(d schemas.Definition, v *tree) bool {
	left := wholeBudget
	return accepts(d, v, &left)
}

// complete adds to an object what a schema requires, and removes what a closed schema does
// not have.
func complete(record *tree, d schemas.Definition, text string) {
	fields := d.Fields(budget)
	for _, f := range fields {
		if f.Required && record.child(f.Name) == nil {
			p := placeOf(d, "/"+escape(f.Name))
			if raw := least(p, text, 1); raw != nil {
				record.insert(p.tokens, raw, p.ahead)
			}
		}
	}
	if !slices.ContainsFunc(d.Parts(budget), schemas.Definition.Closed) {
		return
	}
	record.open()
	for _, m := range slices.Clone(record.members) {
		if !slices.ContainsFunc(fields, func(f schemas.Combined) bool { return f.Name == m.name }) {
			record.remove([]string{m.name})
		}
	}
}
