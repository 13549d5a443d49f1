package document

import "slices"

// Severity is the effect of a problem on the use of the description.
type Severity string

const (
	// LeftOut: the description is used without that part.
	LeftOut Severity = "left-out"
	// Used: that part is not correct, but is used all the same.
	Used Severity = "accepted"
)

// Note is a problem of a description that does not prevent its use.
type Note struct {
	Severity Severity `json:"severity"`
	// Kind names the sort of problem in a word or two, such as "reference".
	Kind string `json:"kind"`
	// Text describes what was found and what was done about it.
	Text  string `json:"text"`
	Place Place  `json:"place"`
}

// SortNotes sorts notes by position and removes duplicates.
func SortNotes(notes []Note) []Note {
	slices.SortStableFunc(notes, func(a, b Note) int { return a.Place.Compare(b.Place) })
	return slices.Compact(notes)
}
