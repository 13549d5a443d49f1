package schemas

// Violation reports where a document violates a schema, or that it is not JSON at all.
// Lists of violations are in a fixed order: by instance location, then by keyword
// location. One mistake is one violation.
type Violation struct {
	// Pointer is the instance location, a JSON pointer (RFC 6901); empty for the whole
	// document.
	Pointer string `json:"pointer"`
	// Keyword is the violated keyword, such as "required" or "format"; "syntax" if the
	// document is not JSON.
	Keyword string `json:"keyword"`
	// KeywordPath is the path to that keyword from the schema's root, through every
	// $ref, as a JSON pointer.
	KeywordPath string `json:"keywordPath,omitempty"`
	// Expected is what the schema requires there, in words.
	Expected string `json:"expected"`
	// Missing is the absent property of a broken "required"; empty for other keywords.
	Missing string `json:"-"`
	// Found is the value there, as a short excerpt of JSON or in words.
	Found string `json:"found"`
	// Sentence is the whole violation in one line, for people.
	Sentence string `json:"sentence"`
	// Source is the position of the keyword, as "FILE:LINE"; empty for syntax.
	Source string `json:"source,omitempty"`
	// At is the position in the text; nil if only the pointer is known.
	At *Position `json:"at,omitempty"`
}

// String returns the sentence, preceded by the place.
func (v Violation) String() string {
	if v.Pointer == "" {
		return v.Sentence
	}
	return v.Pointer + ": " + v.Sentence
}

// Position is a place in a text: line and column count characters from 1, the offset
// counts bytes from 0.
type Position struct {
	Line   int   `json:"line"`
	Column int   `json:"column"`
	Offset int64 `json:"offset"`
}
