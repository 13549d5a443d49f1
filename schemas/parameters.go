package schemas

import (
	"slices"
	"strings"

	"github.com/ringer-api/ringer/schemas/document"
)

// parameters adds a list of parameters; later ones replace earlier ones of the same
// name.
func (r *pathReader) parameters(o *Operation, list *document.Value) {
	for _, item := range list.Items() {
		v := r.set.Follow(item)
		if v == nil || !r.isParameter(v) {
			continue
		}
		p := r.parameter(o, v)
		p.Source = item.Source()
		o.Parameters = slices.DeleteFunc(o.Parameters, func(old Parameter) bool {
			return old.Name == p.Name && old.In == p.In
		})
		o.Parameters = append(o.Parameters, p)
	}
}

// isParameter leaves out invalid parameters, and the headers that OpenAPI says to ignore
// because the body and the security of an operation document them.
func (r *pathReader) isParameter(v *document.Value) bool {
	name, in := v.TextOf("name"), v.TextOf("in")
	switch {
	case name == "" && in != "querystring":
		r.note(document.LeftOut, "parameter", v, "a parameter has no name")
		return false
	case in == "header":
		switch strings.ToLower(name) {
		case "accept", "content-type", "authorization":
			r.note(document.Used, "parameter", v, "the header %s as a parameter is ignored, as OpenAPI says", name)
			return false
		}
	case in != "path" && in != "query" && in != "cookie" && in != "querystring":
		r.note(document.LeftOut, "parameter", v, "the parameter %q is in %q, but should be in path, query, header or cookie: it is left out", name, in)
		return false
	}
	return true
}

func (r *pathReader) parameter(o *Operation, v *document.Value) Parameter {
	p := Parameter{
		Name: v.TextOf("name"), In: v.TextOf("in"), Required: v.Get("required").IsTrue(),
		Description: v.TextOf("description"), Deprecated: v.Get("deprecated").IsTrue(),
		Style: v.TextOf("style"), Examples: r.examples(v), value: v,
	}
	if p.Style == "" {
		p.Style = "simple"
		if p.In == "query" || p.In == "cookie" {
			p.Style = "form"
		}
	}
	p.Explode = p.Style == "form" || p.Style == "cookie"
	if e := v.Get("explode"); e != nil {
		p.Explode = e.IsTrue()
	}
	p.Reserved = p.In == "path" && v.Get("allowReserved").IsTrue()
	name := o.ID + " " + p.Name
	if s := v.Get("schema"); s != nil {
		p.Schema = r.schema(name, s)
	} else if media := r.content(name, v); len(media) > 0 {
		p.ContentType, p.Schema = media[0].Type, media[0].Schema
	}
	return p
}

// pathParameters makes the path parameters match those in the path's template.
func (r *pathReader) pathParameters(o *Operation) {
	var named, reserved []string
	for _, name := range expansion.FindAllString(o.Path, -1) {
		reserved = append(reserved, strings.Trim(name, "{+}"))
	}
	o.Path = expansion.ReplaceAllStringFunc(o.Path, func(name string) string { return "{" + strings.Trim(name, "{+}") + "}" })
	for _, name := range placeholder.FindAllString(o.Path, -1) {
		named = append(named, strings.Trim(name, "{}"))
	}
	kept := o.Parameters[:0]
	for _, p := range o.Parameters {
		if p.In == "path" && !slices.Contains(named, p.Name) {
			r.note(document.LeftOut, "parameter", p.value, "%s has no {%s}: the parameter is left out", o.Path, p.Name)
			continue
		}
		if p.In == "path" {
			p.Required = true
			p.Reserved = p.Reserved || slices.Contains(reserved, p.Name)
		}
		kept = append(kept, p)
	}
	o.Parameters = kept
	for _, name := range named {
		if !slices.ContainsFunc(o.Parameters, func(p Parameter) bool { return p.In == "path" && p.Name == name }) {
			r.note(document.Used, "parameter", o.value, "%s %s does not define {%s}: any text is accepted", o.Method, o.Path, name)
			o.Parameters = append(o.Parameters, Parameter{
				Name: name, In: "path", Required: true, Style: "simple", Source: o.Source, Reserved: slices.Contains(reserved, name),
			})
		}
	}
}
