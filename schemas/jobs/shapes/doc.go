// Package shapes looks at the schemas of a description as inference needs them:
// what a type is, its properties through references, allOf and unions, and the
// closed set of words that a place may have, wherever the document says it. It
// expands nothing, and a description has a budget of shapes. It is plain reading:
// what a word or a name means is not its business.
package shapes
