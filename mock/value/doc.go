// Package value makes a JSON value for a schema from a seed. The value keeps its schema:
// it is validated before it is returned, and repaired if it does not. Only if no value
// was found that does, the best one is returned with a note.
//
// What a value is made from, the first that there is: const, an example that is valid,
// the default if it is valid, enum, format and pattern, the name and the description
// (names.go: a table), and last a filler: a word or a number of no meaning. Sums, times
// and numbers of a record agree with each other (agree.go).
//
// A value depends on nothing but the schema, the seed and the options. Each part draws
// from its own random stream, named by its place: so the value of one place does not
// change when another part of the schema does.
//
// Schemas are read on demand, once (shape.go), and nothing is expanded. Depth, parts,
// bytes, attempts and what is kept of schemas are limited, whatever a schema says.
package value
