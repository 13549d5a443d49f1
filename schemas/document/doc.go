// Package document reads the files of an API description, JSON or YAML, into one
// tree of values that know where they stand, and finds what their references lead
// to. A reference never leaves the folder of the document, and nothing is fetched;
// one that leads nowhere is a note. Bytes, nesting, numbers, aliases and files have
// bounds.
package document
