package schemas

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/schemas/document"
)

// Plain returns the description as one OpenAPI 3.1 document in its simplest form, for
// comparisons: every operation once, under its full path including the path of the
// server; references to types only; without the parts that were left out when it was
// read. Operations that like has too get its names of path parameters; like may be nil.
func (d *Description) Plain(like *Description) ([]byte, error) {
	w := plainWriter{d: d, named: map[*document.Value]string{}, taken: map[string]bool{}}
	for v, name := range d.names.of {
		w.named[v], w.taken[name] = name, true
	}
	paths, webhooks := map[string]map[string]any{}, map[string]map[string]any{}
	for _, o := range d.operations {
		if like != nil {
			o = o.namedAs(like)
		}
		put(paths, o.Base()+o.Path, o, w.operation(o))
	}
	for _, o := range d.webhooks {
		put(webhooks, o.Path, o, w.operation(o))
	}
	return json.Marshal(map[string]any{
		"openapi": "3.1.0",
		"info":    map[string]any{"title": d.Title(), "version": "1"},
		"paths":   paths, "webhooks": webhooks,
		"security": requirements(d.security(d.set.Main)),
		"components": map[string]any{
			"schemas":         w.components(),
			"securitySchemes": w.securitySchemes(),
		},
	})
}

func put(paths map[string]map[string]any, path string, o *Operation, said any) {
	if o.Query != "" {
		path += "?" + o.Query
	}
	if paths[path] == nil {
		paths[path] = map[string]any{}
	}
	paths[path][strings.ToLower(o.Method)] = said
}

// namedAs returns an operation with the path and names of the same operation in like.
func (o *Operation) namedAs(like *Description) *Operation {
	for _, other := range like.operations {
		if o.standsAt(address(other.Method, other.Base()+other.Path, other.Query)) {
			out := o.renamed(other)
			out.ID = o.ID
			return out
		}
	}
	return o
}

// plainWriter writes operations and the types that they need.
type plainWriter struct {
	d     *Description
	named map[*document.Value]string
	taken map[string]bool
	queue []*document.Value // referenced types, in order
}

func (w *plainWriter) schema(s *Schema) any {
	if s == nil {
		return map[string]any{}
	}
	return w.raw(s.root)
}

func (w *plainWriter) raw(v *document.Value) json.RawMessage {
	out := schemaWriter{d: w.d, refer: w.refer, exact: true}
	return out.schema(nil, v)
}

// refer makes the target of a reference a component.
func (w *plainWriter) refer(target *document.Value) string {
	name := w.named[target]
	if name == "" {
		for n := 1; name == "" || w.taken[name]; n++ {
			name = "Place" + strconv.Itoa(n)
		}
		w.named[target], w.taken[name] = name, true
	}
	w.queue = append(w.queue, target)
	return "#/components/schemas/" + document.EscapeToken(name)
}

func (w *plainWriter) components() map[string]json.RawMessage {
	out := map[string]json.RawMessage{}
	for _, v := range w.d.names.list {
		w.refer(v)
	}
	for i := 0; i < len(w.queue); i++ { // the list grows in the loop
		if name := w.named[w.queue[i]]; out[name] == nil {
			out[name] = w.raw(w.queue[i])
		}
	}
	return out
}

func (w *plainWriter) operation(o *Operation) map[string]any {
	out := map[string]any{"operationId": o.ID, "parameters": w.parameters(o), "responses": w.responses(o)}
	for _, m := range o.value.Members() {
		if strings.HasPrefix(m.Name, "x-") {
			out[m.Name] = json.RawMessage(m.AppendJSON(nil, nil))
		}
	}
	for name, text := range map[string]string{"summary": o.Summary, "description": o.Description} {
		if text != "" {
			out[name] = text
		}
	}
	if o.Tags != nil {
		out["tags"] = o.Tags
	}
	if o.Deprecated {
		out["deprecated"] = true
	}
	if o.value.Get("security") != nil {
		out["security"] = requirements(o.Security)
	}
	if o.Request != nil {
		out["requestBody"] = map[string]any{"required": o.Request.Required, "content": w.content(o.Request.Content)}
	}
	return out
}

func (w *plainWriter) parameters(o *Operation) []any {
	out := []any{}
	for _, p := range o.Parameters {
		said := map[string]any{"name": p.Name, "in": p.In, "required": p.Required, "deprecated": p.Deprecated}
		if p.ContentType != "" {
			said["content"] = map[string]any{p.ContentType: map[string]any{"schema": w.schema(p.Schema)}}
		} else {
			said["style"], said["explode"], said["schema"] = p.Style, p.Explode, w.schema(p.Schema)
		}
		if p.Description != "" {
			said["description"] = p.Description
		}
		out = append(out, said)
	}
	return out
}

func (w *plainWriter) responses(o *Operation) map[string]any {
	out := map[string]any{}
	for _, a := range o.HasResponse {
		headers := map[string]any{}
		for _, h := range a.Headers {
			headers[h.Name] = map[string]any{"required": h.Required, "schema": w.schema(h.Schema)}
		}
		out[a.Statuses] = map[string]any{
			"description": a.Description, "content": w.content(a.Content), "headers": headers,
		}
	}
	return out
}

func (w *plainWriter) content(list []Media) map[string]any {
	out := map[string]any{}
	for _, m := range list {
		out[m.Type] = map[string]any{"schema": w.schema(m.Schema)}
	}
	return out
}

func (w *plainWriter) securitySchemes() map[string]json.RawMessage {
	out := map[string]json.RawMessage{}
	set := w.d.set
	for _, m := range set.Get(set.Get(set.Main, "components"), "securitySchemes").Members() {
		if v := set.Follow(m.Value); v.IsObject() {
			out[m.Name] = v.AppendJSON(nil, nil)
		}
	}
	return out
}

// requirements is never null, which would be invalid in the document.
func requirements(list []Requirement) []Requirement {
	if list == nil {
		return []Requirement{}
	}
	return list
}
