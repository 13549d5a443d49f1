// Package document reads the files of an API description into a tree of values
// that know where they stand.
package document
