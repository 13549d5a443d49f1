package schemas

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/ringer-api/ringer/schemas/document"
)

// The ids of the four operations, as the OpenAPI document names them.
const (
	Execute = "execute" // POST .../execute: start an execution
	List    = "list"    // GET .../execute: every execution of the dataset
	Results = "results" // GET .../execute/result: the answers, one a question
	Get     = "get"     // GET .../execute/{eval_dataset_execution_id}: one execution
)

// Description is a whole API: its operations and the types they use. It is
// read-only and safe for concurrent use. Schemas are compiled when they are
// first asked to judge, and only those.
type Description struct {
	file       string
	set        *document.Set
	names      names
	operations []*Operation
	webhooks   []*Operation
	types      []string
	schemas    map[string]*Schema
	byPlace    map[*document.Value]*Schema
	sources    func() []Source
	decisions  []Decision
	notes      []Note
	unchecked  *[]Note // guarded by lazy
	engines    *engines
	openAPI    func() []byte
	lazy       *sync.Mutex // guards what is made when it is first asked for
	builder    *builder
}

// File is the document's name, as Load was given it.
func (d *Description) File() string { return d.file }

// Title is what the document calls the API; empty when it says nothing.
func (d *Description) Title() string { return d.set.Get(d.set.Main, "info").TextOf("title") }

// Operations gives all operations in the order of the document, which is the
// order the service registers them in. Webhooks are not among them.
func (d *Description) Operations() []*Operation { return slices.Clone(d.operations) }

// Webhooks gives the requests that the service sends of its own accord; the Path
// of each is the webhook's name.
func (d *Description) Webhooks() []*Operation { return slices.Clone(d.webhooks) }

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

// Extension gives what the document, or an overlay of it, says at its root under
// a name that starts with "x-"; nil when it says nothing.
func (d *Description) Extension(name string) *document.Value { return d.set.Get(d.set.Main, name) }

// Notes are what is amiss in the document, in the order of the places: what was
// found when it was read, and schemas that turned out to be beyond checking.
func (d *Description) Notes() []Note {
	d.lazy.Lock()
	defer d.lazy.Unlock()
	return document.SortNotes(slices.Concat(d.notes, *d.unchecked))
}

// noteUnchecked keeps what turned out to be beyond checking, once.
func (d *Description) noteUnchecked(note Note) {
	d.lazy.Lock()
	defer d.lazy.Unlock()
	if !slices.Contains(*d.unchecked, note) {
		*d.unchecked = append(*d.unchecked, note)
	}
}

// Note is one thing about a description that is not as it should be.
type Note = document.Note

// OpenAPI gives the whole description as one OpenAPI document, in compact JSON,
// in which every reference stays inside. The caller must not change it.
func (d *Description) OpenAPI() []byte { return d.openAPI() }
