package schemas

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/ringer-api/ringer/schemas/document"
)

// pathReader reads every operation and what it says.
type pathReader struct {
	*Description
	addresses map[string]string // an operation's path by its method and address
	ids       map[string]bool
	depth     int // of callbacks in callbacks
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

// template is the path of a request, without the fragment that some documents
// tell operations of one path apart by.
func (r *pathReader) template(p document.Member) string {
	path, fragment, found := strings.Cut(p.Name, "#")
	if found {
		r.note(document.Used, "path", p.Value, "the path has a fragment, #%s, which no request sends: it is left away", fragment)
	}
	if !strings.HasPrefix(path, "/") {
		r.note(document.Used, "path", p.Value, "the path %q does not begin with a slash: one is put before it", p.Name)
		path = "/" + path
	}
	return path
}

var placeholder = regexp.MustCompile(`\{[^{}/]*\}`)

// address is what tells the requests of two operations apart: names of
// parameters do not.
func address(method, path, query string) string {
	return method + " " + placeholder.ReplaceAllString(path, "{}") + "?" + query
}

// isNew refuses an operation whose requests are another's already, and sees to
// it that no two have one id.
func (r *pathReader) isNew(o *Operation, p document.Member) bool {
	at := address(o.Method, o.Path, o.Query)
	if first, taken := r.addresses[at]; taken {
		r.note(document.LeftOut, "path", o.value, "%s %s is the same address as %s, which stands first: it is left out",
			o.Method, p.Name, first)
		return false
	}
	r.addresses[at] = o.Path
	if r.ids[o.ID] {
		r.note(document.Used, "operation-id", o.value, "the operationId %q is another operation's; this one is called %s %s",
			o.ID, o.Method, o.Path)
		o.ID = o.name()
	}
	r.ids[o.ID] = true
	return true
}

// pathItem gives the operations of a path, and of what its $ref leads to.
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

// operationsOf gives the operations of a path item, by their methods. OpenAPI 3.2
// has those that it knows no keyword for in additionalOperations.
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
		r.note(document.Used, "reference", m.Value, "a $ref cannot stand for an operation; it is followed all the same")
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

// maxCallbacks is how deep callbacks may stand in callbacks, which by $ref may
// hold themselves.
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
