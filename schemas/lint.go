package schemas

import (
	"cmp"
	"slices"

	"github.com/ringer-api/ringer/schemas/document"
)

// Lint compiles every schema and returns all problems of the document, sorted by
// position. Parts with a note of severity LeftOut are not used or not checked.
func (d *Description) Lint() []Note {
	all := make([]*Schema, 0, len(d.byPlace))
	for _, s := range d.byPlace {
		all = append(all, s)
	}
	slices.SortFunc(all, func(a, b *Schema) int {
		return cmp.Or(a.root.Place().Compare(b.root.Place()), cmp.Compare(a.name, b.name))
	})
	for _, s := range all {
		if err := d.engines.compile(s.root); err != nil {
			s.noteUnchecked(err)
		}
	}
	return d.Notes()
}

// LeftOut returns the number of notes of severity LeftOut.
func LeftOut(notes []Note) int {
	n := 0
	for _, note := range notes {
		if note.Severity == document.LeftOut {
			n++
		}
	}
	return n
}
