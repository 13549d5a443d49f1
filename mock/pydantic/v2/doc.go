// Package v2 validates values as pydantic 2 does: what is converted, the errors and their
// order, messages, inputs and contexts. Validate is all of it; each kind of type has a function.
//
// Members of a union are named in the place of an error as far as a description tells their
// names; see label. Texts are converted as in pydantic's lax mode.
package v2
