// Package jobs finds the jobs in an API description: which resources live, the
// operations that begin, find and stop them, the states they have and what
// follows upon what.
//
//	d, err := schemas.Load(os.DirFS("."), "openapi.yaml")
//	model, err := jobs.Read(d)
//
// Read infers and then takes what an overlay says under x-ringer-jobs; Infer
// does without the overlay. Everything here is pure: the same description gives
// the same model, nothing is opened and nothing kept.
//
// Nothing in the package knows any API. What it knows are English words: those
// that statuses have (each with its source) and those that names are made of;
// see package vocabulary.
package jobs

import (
	_ "embed"
	"slices"
)

//go:embed jobs.schema.json
var schema []byte

// Schema gives the JSON Schema of a Model as JSON. The caller may change the copy.
func Schema() []byte { return slices.Clone(schema) }
