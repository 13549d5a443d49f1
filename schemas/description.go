package schemas

import (
	"fmt"
	"slices"
	"strings"
)

// The ids of the four operations, as the OpenAPI document names them.
const (
	Execute = "execute" // POST .../execute: start an execution
	List    = "list"    // GET .../execute: every execution of the dataset
	Results = "results" // GET .../execute/result: the answers, one a question
	Get     = "get"     // GET .../execute/{eval_dataset_execution_id}: one execution
)

// Description is a whole API: its operations and the types they use. It is
// read-only and safe for concurrent use.
type Description struct {
	file       string
	bundle     *value
	openAPI    []byte
	operations []*Operation
	types      []string
	schemas    map[string]*Schema
	sources    []Source
	decisions  []Decision
}

// File is the document's name, as Load was given it.
func (d *Description) File() string { return d.file }

// Operations gives all operations in the order of the document, which is the
// order the service registers them in.
func (d *Description) Operations() []*Operation { return slices.Clone(d.operations) }

// Operation gives the operation of that id; nil when there is none.
func (d *Description) Operation(id string) *Operation {
	for _, o := range d.operations {
		if o.ID == id {
			return o
		}
	}
	return nil
}

// Types gives the names of all types, in the order of the document.
func (d *Description) Types() []string { return slices.Clone(d.types) }

// Schema gives the type of that name. "NAME[]" is the array of a type that some
// operation answers with. The error of an unknown name tells the nearest one.
func (d *Description) Schema(name string) (*Schema, error) {
	if s, ok := d.schemas[name]; ok {
		return s, nil
	}
	if near := Nearest(name, d.types); near != "" {
		return nil, fmt.Errorf("unknown type %q, did you mean %q?", name, near)
	}
	return nil, fmt.Errorf("unknown type %q: there are %s", name, strings.Join(d.types, ", "))
}

// OpenAPI gives the whole description as one OpenAPI 3.1 document, in compact
// JSON, in which every reference stays inside. The caller must not change it.
func (d *Description) OpenAPI() []byte { return d.openAPI }

// Operation is one documented way to call the API.
type Operation struct {
	ID      string
	Method  string
	Path    string // a template such as /api/v1/pipelines/{pipeline_id}/...
	Summary string
	// Parameters in the order of the document.
	Parameters []Parameter
	// Body is the type of the request body; nil when the operation takes none.
	Body *Schema
	// Responses by status code.
	Responses map[int]Response
	// Source is where the operation stands, as "FILE:LINE".
	Source string
}

// Parameter is one documented input outside the body.
type Parameter struct {
	Name     string
	In       string // "path", "cookie", "query" or "header"
	Required bool
	Schema   *Schema
}

// Response is one documented answer.
type Response struct {
	Status      int
	Description string
	ContentType string
	Schema      *Schema
	Source      string
}
