// Package document reads the files of an API description, JSON or YAML, into one tree of
// values with their positions, and resolves references. A reference never leaves the
// folder of the document, and nothing is fetched; a reference without a target becomes a
// note. Bytes, nesting, numbers, aliases and files are limited.
package document
