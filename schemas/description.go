package schemas

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/ringer-api/ringer/schemas/document"
)

// The ids of the four operations of the built-in description.
const (
	Execute = "execute" // POST .../execute: start an execution
	List    = "list"    // GET .../execute: every execution of the dataset
	Results = "results" // GET .../execute/result: the answers, one per question
	Get     = "get"     // GET .../execute/{eval_dataset_execution_id}: one execution
)

// Description is a whole API: its operations and the types that they use. It is
// read-only and safe for concurrent use. A schema is compiled when it first validates
// something.
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
	lazy       *sync.Mutex // guards the fields that are computed on first use
	builder    *builder
}

// File is the document's name, as it was passed to Load.
func (d *Description) File() string { return d.file }

// Files are the names of all files that it was read from, the document's first. Overlays are
// not among them.
func (d *Description) Files() []string { return append([]string{d.file}, d.set.Files()...) }

// Title is the title of the API; empty if there is none.
func (d *Description) Title() string { return d.set.Get(d.set.Main, "info").TextOf("title") }

// Operations returns all operations in the order of the document, which is the order in
// which the service registers them. Webhooks are not among them.
func (d *Description) Operations() []*Operation { return slices.Clone(d.operations) }

// Webhooks returns the requests that the service sends by itself; the Path of each is
// the webhook's name.
func (d *Description) Webhooks() []*Operation { return slices.Clone(d.webhooks) }

// Operation returns the operation of that id; nil if there is none.
func (d *Description) Operation(id string) *Operation {
	for _, o := range d.operations {
		if o.ID == id {
			return o
		}
	}
	return nil
}

// Types returns the names of all types, in the order of the document.
func (d *Description) Types() []string { return slices.Clone(d.types) }

// Schema returns the type of that name. "NAME[]" is the array of a type that some
// operation returns. The error for an unknown name contains the nearest known one.
func (d *Description) Schema(name string) (*Schema, error) {
	if s, ok := d.schemas[name]; ok {
		return s, nil
	}
	if near := Nearest(name, d.types); near != "" {
		return nil, fmt.Errorf("unknown type %q, did you mean %q?", name, near)
	}
	return nil, fmt.Errorf("unknown type %q: known are %s", name, strings.Join(d.types, ", "))
}

// Extension returns the value at the root of the document, or of an overlay of it, under
// a name that starts with "x-"; nil if there is none.
func (d *Description) Extension(name string) *document.Value { return d.set.Get(d.set.Main, name) }

// Notes are the problems of the document, sorted by position: those found when it was
// read, and schemas that turned out to be impossible to check.
func (d *Description) Notes() []Note {
	d.lazy.Lock()
	defer d.lazy.Unlock()
	return document.SortNotes(slices.Concat(d.notes, *d.unchecked))
}

// noteUnchecked adds a note about a schema that cannot be checked, once.
func (d *Description) noteUnchecked(note Note) {
	d.lazy.Lock()
	defer d.lazy.Unlock()
	if !slices.Contains(*d.unchecked, note) {
		*d.unchecked = append(*d.unchecked, note)
	}
}

// Note is a problem of a description that does not prevent its use.
type Note = document.Note

// OpenAPI returns the whole description as one OpenAPI document, in compact JSON, in
// which every reference is internal. The caller must not change it.
func (d *Description) OpenAPI() []byte { return d.openAPI() }
