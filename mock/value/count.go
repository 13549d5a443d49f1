package value

import "strconv"

// By is what a string or a number was made from.
type By string

// The sources, in the order in which they are looked for; Filler is used where none
// applies.
const (
	Const   By = "const"
	Example By = "example"
	Default By = "default"
	Enum    By = "enum"
	Format  By = "format" // a format or a pattern
	Name    By = "name"   // a name or a description
	Filler  By = "filler"
)

// Sources lists the sources in their order.
func Sources() []By { return []By{Const, Example, Default, Enum, Format, Name, Filler} }

// count calls each for every string and number that is a property of an object.
func count(t *tree, property bool, pointer string, each func(By, string)) {
	if property && (t.kind == '"' || t.kind == '0') {
		each(t.by, pointer)
	}
	for i, kid := range t.kids {
		if t.kind == '{' {
			count(kid, true, pointer+"/"+t.names[i], each)
		} else {
			count(kid, property, pointer+"/"+strconv.Itoa(i), each)
		}
	}
}
