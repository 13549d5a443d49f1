package document

import "slices"

// Severity says what became of what a note is about.
type Severity string

const (
	// LeftOut: a part of the description is used without it.
	LeftOut Severity = "left-out"
	// Used: it should not stand there so, and is taken in all the same.
	Used Severity = "taken"
)

// Note is one thing about a description that is not as it should be.
type Note struct {
	Severity Severity `json:"severity"`
	// Kind names the sort of mistake in a word or two, such as "reference".
	Kind string `json:"kind"`
	// Text says what was found and what was done about it.
	Text  string `json:"text"`
	Place Place  `json:"place"`
}

// SortNotes puts notes in the order of their places, and each once.
func SortNotes(notes []Note) []Note {
	slices.SortStableFunc(notes, func(a, b Note) int { return a.Place.Compare(b.Place) })
	return slices.Compact(notes)
}
