package schemas

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/schemas/document"
)

// readPaths reads every operation and what it says.
func (d *Description) readPaths() {
	main := d.set.Main
	for _, p := range d.set.Get(main, "paths").Members() {
		d.operations = append(d.operations, d.pathItem(p.Name, p.Value)...)
	}
	for _, p := range d.set.Get(main, "webhooks").Members() {
		d.webhooks = append(d.webhooks, d.pathItem(p.Name, p.Value)...)
	}
}

func (d *Description) pathItem(path string, v *document.Value) []*Operation {
	var out []*Operation
	item := d.set.Follow(v)
	for _, m := range item.Members() {
		if isMethod(m.Name) {
			out = append(out, d.operation(path, item, m))
		}
	}
	return out
}

func isMethod(name string) bool {
	switch name {
	case "get", "put", "post", "delete", "options", "head", "patch", "trace":
		return true
	}
	return false
}

func (d *Description) operation(path string, item *document.Value, m document.Member) *Operation {
	v := d.set.Follow(m.Value)
	o := &Operation{
		ID: v.TextOf("operationId"), Method: strings.ToUpper(m.Name), Path: path,
		Summary: v.TextOf("summary"), Description: v.TextOf("description"),
		Tags: v.Get("tags").Strings(), Deprecated: v.Get("deprecated").IsTrue(),
		Source: m.Source(), Responses: map[int]Response{}, value: v,
	}
	if o.ID == "" {
		o.ID = o.Method + " " + o.Path
	}
	o.Servers = d.servers(v, item, d.set.Main)
	o.Security = d.security(v, d.set.Main)
	d.parameters(o, d.set.Get(item, "parameters"))
	d.parameters(o, d.set.Get(v, "parameters"))
	d.requestBody(o, d.set.Get(v, "requestBody"))
	for _, r := range d.set.Get(v, "responses").Members() {
		d.response(o, r)
	}
	for _, c := range d.set.Get(v, "callbacks").Members() {
		d.callback(o, c)
	}
	return o
}

// parameters adds a list; one that is there already is said anew.
func (d *Description) parameters(o *Operation, list *document.Value) {
	for _, item := range list.Items() {
		v := d.set.Follow(item)
		p := d.parameter(o, v)
		p.Source = item.Source()
		for i, old := range o.Parameters {
			if old.Name == p.Name && old.In == p.In {
				o.Parameters = append(o.Parameters[:i], o.Parameters[i+1:]...)
				break
			}
		}
		o.Parameters = append(o.Parameters, p)
	}
}

func (d *Description) parameter(o *Operation, v *document.Value) Parameter {
	p := Parameter{
		Name: v.TextOf("name"), In: v.TextOf("in"), Required: v.Get("required").IsTrue(),
		Description: v.TextOf("description"), Deprecated: v.Get("deprecated").IsTrue(),
		Style: v.TextOf("style"), value: v,
	}
	if p.Style == "" {
		p.Style = "simple"
		if p.In == "query" || p.In == "cookie" {
			p.Style = "form"
		}
	}
	p.Explode = p.Style == "form"
	if e := v.Get("explode"); e != nil {
		p.Explode = e.IsTrue()
	}
	name := o.ID + " " + p.Name
	if s := v.Get("schema"); s != nil {
		p.Schema = d.schema(name, s)
	} else if media := d.content(name, v); len(media) > 0 {
		p.ContentType, p.Schema = media[0].Type, media[0].Schema
	}
	return p
}

func (d *Description) requestBody(o *Operation, v *document.Value) {
	if v == nil {
		return
	}
	o.Request = &RequestBody{
		Description: v.TextOf("description"), Required: v.Get("required").IsTrue(),
		Content: d.content(o.ID+" body", v),
	}
	o.Body = preferred(o.Request.Content).Schema
}

func (d *Description) response(o *Operation, m document.Member) {
	v := d.set.Follow(m.Value)
	r := Response{
		Statuses: m.Name, Description: v.TextOf("description"),
		Content: d.content(o.ID+" "+m.Name, v), Source: m.Source(),
	}
	media := preferred(r.Content)
	r.ContentType, r.Schema = media.Type, media.Schema
	for _, h := range d.set.Get(v, "headers").Members() {
		r.Headers = append(r.Headers, d.header(o.ID+" "+m.Name+" "+h.Name, h))
	}
	for _, l := range d.set.Get(v, "links").Members() {
		r.Links = append(r.Links, d.link(l))
	}
	if status, err := strconv.Atoi(m.Name); err == nil {
		r.Status = status
		o.Responses[status] = r
	}
	o.Answers = append(o.Answers, r)
}

func (d *Description) header(name string, m document.Member) Header {
	v := d.set.Follow(m.Value)
	h := Header{Name: m.Name, Required: v.Get("required").IsTrue(), Description: v.TextOf("description")}
	if s := v.Get("schema"); s != nil {
		h.Schema = d.schema(name, s)
	}
	return h
}

func (d *Description) link(m document.Member) Link {
	v := d.set.Follow(m.Value)
	l := Link{Name: m.Name, Operation: v.TextOf("operationId"), Inputs: map[string]string{}}
	for _, p := range d.set.Get(v, "parameters").Members() {
		l.Inputs[p.Name] = p.Text
	}
	return l
}

func (d *Description) callback(o *Operation, m document.Member) {
	for _, at := range d.set.Follow(m.Value).Members() {
		for _, request := range d.pathItem(at.Name, at.Value) {
			o.Callbacks = append(o.Callbacks, Callback{m.Name, at.Name, request})
		}
	}
}

// servers gives the list of the nearest that has one.
func (d *Description) servers(nearest ...*document.Value) []Server {
	for _, v := range nearest {
		list := d.set.Get(v, "servers").Items()
		if len(list) == 0 {
			continue
		}
		var out []Server
		for _, item := range list {
			out = append(out, Server{fillVariables(item), item.TextOf("description")})
		}
		return out
	}
	return nil
}

func fillVariables(server *document.Value) string {
	address := server.TextOf("url")
	for _, m := range server.Get("variables").Members() {
		address = strings.ReplaceAll(address, "{"+m.Name+"}", m.TextOf("default"))
	}
	return address
}

// security gives the list of the nearest that has one; an empty list says that
// nothing is asked for.
func (d *Description) security(nearest ...*document.Value) []Requirement {
	for _, v := range nearest {
		list := d.set.Get(v, "security")
		if list == nil {
			continue
		}
		var out []Requirement
		for _, item := range list.Items() {
			r := Requirement{}
			for _, m := range item.Members() {
				r[m.Name] = m.Strings()
			}
			out = append(out, r)
		}
		return out
	}
	return nil
}

// content reads the media types of a body.
func (d *Description) content(name string, v *document.Value) []Media {
	var out []Media
	members := d.set.Get(v, "content").Members()
	for i, m := range members {
		item := d.set.Follow(m.Value)
		media := Media{Type: m.Name, Examples: d.examples(item)}
		if s := item.Get("schema"); s != nil {
			full := name
			if i != preferredIndex(members) {
				full = fmt.Sprintf("%s as %s", name, m.Name)
			}
			media.Schema = d.schema(full, s)
		}
		out = append(out, media)
	}
	return out
}

func (d *Description) examples(v *document.Value) []*document.Value {
	var out []*document.Value
	if e := v.Get("example"); e != nil {
		out = append(out, e)
	}
	for _, m := range d.set.Get(v, "examples").Members() {
		if e := d.set.Follow(m.Value).Get("value"); e != nil {
			out = append(out, e)
		}
	}
	return out
}

func preferredIndex(members []document.Member) int {
	for i, m := range members {
		if strings.Contains(m.Name, "json") {
			return i
		}
	}
	return 0
}

// preferred is the JSON form of a body, or else the first.
func preferred(content []Media) Media {
	for _, m := range content {
		if strings.Contains(m.Type, "json") {
			return m
		}
	}
	if len(content) == 0 {
		return Media{}
	}
	return content[0]
}
