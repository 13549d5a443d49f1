package document

import (
	"cmp"
	"strconv"
	"strings"
)

// Place is the position of a value: of a member's value, the position of the name.
type Place struct {
	File string `json:"file"`
	// Line and Column count characters from 1.
	Line   int `json:"line"`
	Column int `json:"column"`
	// Pointer is the JSON pointer of the value inside its file.
	Pointer string `json:"pointer"`
}

// String returns "FILE:LINE:COLUMN".
func (p Place) String() string {
	return p.File + ":" + strconv.Itoa(p.Line) + ":" + strconv.Itoa(p.Column)
}

// Compare orders places by file, then by position.
func (p Place) Compare(q Place) int {
	return cmp.Or(strings.Compare(p.File, q.File), cmp.Compare(p.Line, q.Line),
		cmp.Compare(p.Column, q.Column), strings.Compare(p.Pointer, q.Pointer))
}

// Place returns the position of the value; the zero Place for nil.
func (v *Value) Place() Place {
	if v == nil {
		return Place{}
	}
	return Place{File: v.File(), Line: int(v.line), Column: int(v.column), Pointer: v.Pointer()}
}

// File is the name of the file that contains the value.
func (v *Value) File() string {
	if v == nil || v.file == nil {
		return ""
	}
	return *v.file
}

// Line is counted from 1; 0 for nil.
func (v *Value) Line() int {
	if v == nil {
		return 0
	}
	return int(v.line)
}

// Source returns "FILE:LINE".
func (v *Value) Source() string { return v.File() + ":" + strconv.Itoa(v.Line()) }

// Parent is the object or array that contains the value; nil for a whole file.
func (v *Value) Parent() *Value {
	if v == nil {
		return nil
	}
	if v.derived {
		return v.parent.Parent()
	}
	return v.parent
}

// Pointer returns the JSON pointer of the value inside its file. It is computed at each
// call: stored, the pointers of a large document would take more memory than its text.
func (v *Value) Pointer() string {
	switch {
	case v == nil, v.parent == nil:
		return ""
	case v.derived:
		return v.parent.Pointer()
	}
	return v.parent.Pointer() + "/" + v.parent.tokenOf(v)
}

func (v *Value) tokenOf(child *Value) string {
	if v.Kind == '[' {
		return strconv.Itoa(int(child.index))
	}
	return EscapeToken(child.key)
}

var (
	tokenEscaper   = strings.NewReplacer("~", "~0", "/", "~1")
	tokenUnescaper = strings.NewReplacer("~1", "/", "~0", "~")
)

// EscapeToken escapes a name as a reference token of a JSON pointer.
func EscapeToken(name string) string { return tokenEscaper.Replace(name) }

// SplitPointer returns the reference tokens of a JSON pointer, unescaped.
func SplitPointer(pointer string) []string {
	if pointer == "" {
		return nil
	}
	tokens := strings.Split(strings.TrimPrefix(pointer, "/"), "/")
	for i, t := range tokens {
		tokens[i] = tokenUnescaper.Replace(t)
	}
	return tokens
}
