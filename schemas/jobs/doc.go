// Package jobs finds the jobs in an API description: the resources that change state by
// themselves, the operations that create, get and stop them, their states and the
// transitions between these.
//
//	d, err := schemas.Load(os.DirFS("."), "openapi.yaml")
//	model, err := jobs.Read(d)
//
// Read infers the model and then applies the corrections under x-ringer-jobs; Infer
// ignores these. All functions are pure: the same description gives the same model, and
// they open and store nothing.
//
// The package knows nothing about any particular API. It knows English words: those of
// statuses, each with its source, and those in names; see package vocabulary.
package jobs

import (
	_ "embed"
	"slices"
)

//go:embed jobs.schema.json
var schema []byte

// Schema returns the JSON Schema of a Model as JSON. The caller may change the copy.
func Schema() []byte { return slices.Clone(schema) }
