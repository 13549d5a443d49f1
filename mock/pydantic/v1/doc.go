// Package v1 validates values as pydantic 1 does: what is converted, the errors and their
// order, messages and contexts. Validate is all of it; each kind of type has a function.
//
// Numbers, booleans and times are read as Python's own functions read them.
package v1
