package schemas

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/ringer-api/ringer/schemas/document"
)

// pathReader reads all operations.
type pathReader struct {
	*Description
	addresses map[string]string // paths of operations, by method and address
	ids       map[string]bool
	depth     int // nesting of callbacks
}

func (d *Description) readPaths() {
	r := pathReader{Description: d, addresses: map[string]string{}, ids: map[string]bool{}}
	for _, p := range d.set.Get(d.set.Main, "paths").Members() {
		if strings.HasPrefix(p.Name, "x-") {
			continue
		}
		for _, o := range r.pathItem(r.template(p), p) {
			if r.isNew(o, p) {
				d.operations = append(d.operations, o)
			}
		}
	}
	for _, p := range d.set.Get(d.set.Main, "webhooks").Members() {
		d.webhooks = append(d.webhooks, r.pathItem(p.Name, p)...)
	}
}

func (r *pathReader) note(s document.Severity, kind string, at *document.Value, format string, args ...any) {
	r.notes = append(r.notes, Note{Severity: s, Kind: kind, Text: fmt.Sprintf(format, args...), Place: at.Place()})
}

// template is the path of a request, without the fragment that some documents use to
// distinguish operations of one path.
func (r *pathReader) template(p document.Member) string {
	path, fragment, found := strings.Cut(p.Name, "#")
	if found {
		r.note(document.Used, "path", p.Value, "the path has a fragment, #%s, which no request sends: it is ignored", fragment)
	}
	if !strings.HasPrefix(path, "/") {
		r.note(document.Used, "path", p.Value, "the path %q does not begin with a slash: one is added", p.Name)
		path = "/" + path
	}
	return path
}

// expansion is a parameter whose value may contain slashes (RFC 6570, section 3.2.3).
var expansion = regexp.MustCompile(`\{\+[^{}/]+\}`)

var placeholder = regexp.MustCompile(`\{[^{}/]*\}`)

// address identifies the requests of an operation, regardless of the names of its
// parameters.
func address(method, path, query string) string {
	return method + " " + placeholder.ReplaceAllString(path, "{}") + "?" + query
}

// isNew reports whether no earlier operation has the same requests, and ensures that ids
// are unique.
func (r *pathReader) isNew(o *Operation, p document.Member) bool {
	at := address(o.Method, o.Path, o.Query)
	if first, taken := r.addresses[at]; taken {
		r.note(document.LeftOut, "path", o.value, "%s %s has the same URL as %s, which comes first: it is left out",
			o.Method, p.Name, first)
		return false
	}
	r.addresses[at] = o.Path
	if r.ids[o.ID] {
		r.note(document.Used, "operation-id", o.value, "the operationId %q is that of another operation; this one is named %s %s",
			o.ID, o.Method, o.Path)
		o.ID = o.name()
	}
	r.ids[o.ID] = true
	return true
}

// pathItem returns the operations of a path, including those of the target of its $ref.
func (r *pathReader) pathItem(path string, p document.Member) []*Operation {
	path, query, _ := strings.Cut(path, "?")
	var out []*Operation
	seen := map[string]bool{}
	for item := p.Value; item != nil && len(seen) < 100; item = r.set.Target(item) {
		for _, m := range operationsOf(item) {
			if !seen[m.Name] {
				seen[m.Name] = true
				if o := r.operation(path, query, item, m); o != nil {
					out = append(out, o)
				}
			}
		}
	}
	return out
}

// operationsOf returns the operations of a path item, by method. In OpenAPI 3.2, methods
// without a keyword are in additionalOperations.
func operationsOf(item *document.Value) []document.Member {
	var out []document.Member
	for _, m := range item.Members() {
		switch m.Name {
		case "get", "put", "post", "delete", "options", "head", "patch", "trace", "query":
			out = append(out, m)
		case "additionalOperations":
			out = append(out, m.Members()...)
		}
	}
	return out
}

func (r *pathReader) operation(path, query string, item *document.Value, m document.Member) *Operation {
	v := r.set.Follow(m.Value)
	if m.Get("$ref") != nil {
		r.note(document.Used, "reference", m.Value, "a $ref is not allowed as an operation; it is followed all the same")
	}
	if !v.IsObject() {
		r.note(document.LeftOut, "operation", m.Value, "the operation %s %s is not an object", strings.ToUpper(m.Name), path)
		return nil
	}
	o := &Operation{
		ID: v.TextOf("operationId"), Method: strings.ToUpper(m.Name), Path: path, Query: query,
		Summary: v.TextOf("summary"), Description: v.TextOf("description"),
		Tags: v.Get("tags").Strings(), Deprecated: v.Get("deprecated").IsTrue(),
		Source: m.Source(), Responses: map[int]Response{}, value: v,
	}
	if o.ID == "" {
		o.ID = o.name()
	}
	o.Servers = r.servers(v, item, r.set.Main)
	o.Security = r.security(v, r.set.Main)
	r.parameters(o, r.set.Get(item, "parameters"))
	r.parameters(o, r.set.Get(v, "parameters"))
	r.pathParameters(o)
	r.requestBody(o, v.Get("requestBody"))
	r.responses(o)
	r.callbacks(o)
	return o
}

// maxCallbacks limits the nesting of callbacks, which can contain themselves by $ref.
const maxCallbacks = 3

func (r *pathReader) callbacks(o *Operation) {
	if r.depth == maxCallbacks {
		return
	}
	r.depth++
	defer func() { r.depth-- }()
	for _, c := range r.set.Get(o.value, "callbacks").Members() {
		for _, at := range r.set.Follow(c.Value).Members() {
			for _, request := range r.pathItem(at.Name, at) {
				o.Callbacks = append(o.Callbacks, Callback{c.Name, at.Name, request})
			}
		}
	}
}
