// Package shapes presents the schemas of a description in the form that inference needs:
// what a type is, its properties through references, allOf and unions, and the closed
// set of words that a value may have, wherever the document lists it. It expands
// nothing, and the number of shapes per description is limited. It does not interpret
// words or names.
package shapes
