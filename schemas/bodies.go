package schemas

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/schemas/document"
)

func (r *pathReader) requestBody(o *Operation, said *document.Value) {
	v := r.set.Follow(said)
	if v == nil {
		return
	}
	if o.Method == "GET" || o.Method == "HEAD" || o.Method == "DELETE" {
		r.note(document.Used, "body", said, "%s %s has a request body, for which HTTP defines no meaning", o.Method, o.Path)
	}
	o.Request = &RequestBody{
		Description: v.TextOf("description"), Required: v.Get("required").IsTrue(),
		Content: r.content(o.ID+" body", v),
	}
	o.Body = preferred(o.Request.Content).Schema
}

var statusCode = regexp.MustCompile(`^[1-5]([0-9][0-9]|XX)$`)

func (r *pathReader) responses(o *Operation) {
	for _, m := range r.set.Get(o.value, "responses").Members() {
		if strings.HasPrefix(m.Name, "x-") {
			continue
		}
		statuses := strings.ToUpper(m.Name)
		switch {
		case statuses == "DEFAULT":
			statuses = "default"
		case !statusCode.MatchString(statuses):
			r.note(document.LeftOut, "response", m.Value, "%q is neither a status code, nor a range such as 4XX, nor default", m.Name)
			continue
		}
		r.response(o, statuses, m)
	}
	r.noteSuccess(o)
}

// noteSuccess notes an operation that documents no successful response.
func (r *pathReader) noteSuccess(o *Operation) {
	for _, a := range o.HasResponse {
		if a.Statuses[0] < '4' || a.Statuses == "default" {
			return
		}
	}
	r.note(document.Used, "response", o.value, "%s %s documents no successful response", o.Method, o.Path)
}

func (r *pathReader) response(o *Operation, statuses string, m document.Member) {
	v := r.set.Follow(m.Value)
	a := Response{Statuses: statuses, Description: v.TextOf("description"), Source: m.Source()}
	if statuses == "204" || statuses == "304" {
		if v.Get("content") != nil {
			r.note(document.LeftOut, "response", v.Get("content"), "a response of %s has no body: the documented one is ignored", statuses)
		}
	} else {
		a.Content = r.content(o.ID+" "+m.Name, v)
	}
	media := preferred(a.Content)
	a.ContentType, a.Schema = media.Type, media.Schema
	for _, h := range r.set.Get(v, "headers").Members() {
		a.Headers = append(a.Headers, r.header(o.ID+" "+m.Name+" "+h.Name, h))
	}
	for _, l := range r.set.Get(v, "links").Members() {
		a.Links = append(a.Links, r.link(l))
	}
	if status, err := strconv.Atoi(statuses); err == nil {
		a.Status = status
		o.Responses[status] = a
	}
	o.HasResponse = append(o.HasResponse, a)
}

func (r *pathReader) header(name string, m document.Member) Header {
	v := r.set.Follow(m.Value)
	h := Header{Name: m.Name, Required: v.Get("required").IsTrue(), Description: v.TextOf("description")}
	if s := v.Get("schema"); s != nil {
		h.Schema = r.schema(name, s)
	}
	return h
}

// link finds the operation that a link names by its id or by a reference.
func (r *pathReader) link(m document.Member) Link {
	v := r.set.Follow(m.Value)
	l := Link{Name: m.Name, Operation: v.TextOf("operationId"), Inputs: map[string]string{}}
	if tokens := document.SplitPointer(strings.TrimPrefix(v.TextOf("operationRef"), "#")); len(tokens) == 3 {
		l.Operation = strings.ToUpper(tokens[2]) + " " + tokens[1]
		if id := r.set.Main.At("/paths").Get(tokens[1]).Get(tokens[2]).TextOf("operationId"); id != "" {
			l.Operation = id
		}
	}
	for _, p := range r.set.Get(v, "parameters").Members() {
		l.Inputs[p.Name] = p.Text
	}
	return l
}

// content reads the media types of a body.
func (r *pathReader) content(name string, v *document.Value) []Media {
	var out []Media
	members := r.set.Get(v, "content").Members()
	first := preferredOf(members, func(m document.Member) string { return m.Name })
	for i, m := range members {
		item := r.set.Follow(m.Value)
		media := Media{Type: m.Name, Examples: r.examples(item), named: r.namedExamples(item)}
		if s := item.Get("schema"); s != nil {
			full := name
			if i != first {
				full = fmt.Sprintf("%s as %s", name, m.Name)
			}
			media.Schema = r.schema(full, s)
		}
		if s := item.Get("itemSchema"); s != nil {
			media.Item = r.schema(fmt.Sprintf("%s as %s, item", name, m.Name), s)
		}
		media.Encoding = r.encoding(name, item)
		out = append(out, media)
	}
	return out
}

// encoding reads how the parts of a form are written.
func (r *pathReader) encoding(name string, media *document.Value) map[string]Encoding {
	members := media.Get("encoding").Members()
	if len(members) == 0 {
		return nil
	}
	out := map[string]Encoding{}
	for _, m := range members {
		v := r.set.Follow(m.Value)
		e := Encoding{ContentType: v.TextOf("contentType"), Style: v.TextOf("style")}
		explode := v.Get("explode")
		e.Styled = e.Style != "" || explode != nil || v.Get("allowReserved") != nil
		if e.Style == "" {
			e.Style = "form"
		}
		e.Explode = e.Style == "form"
		if explode != nil {
			e.Explode = explode.IsTrue()
		}
		for _, h := range r.set.Get(v, "headers").Members() {
			if !strings.EqualFold(h.Name, "Content-Type") {
				e.Headers = append(e.Headers, r.header(name+" "+m.Name+" "+h.Name, h))
			}
		}
		out[m.Name] = e
	}
	return out
}

func (r *pathReader) namedExamples(v *document.Value) map[string]*document.Value {
	out := map[string]*document.Value{}
	for _, m := range r.set.Get(v, "examples").Members() {
		if e := r.set.Follow(m.Value).Get("value"); e != nil {
			out[m.Name] = e
		}
	}
	return out
}

func (r *pathReader) examples(v *document.Value) []*document.Value {
	var out []*document.Value
	if e := v.Get("example"); e != nil {
		out = append(out, e)
	}
	for _, m := range r.set.Get(v, "examples").Members() {
		if e := r.set.Follow(m.Value).Get("value"); e != nil {
			out = append(out, e)
		}
	}
	return out
}

// preferredOf returns the index of the JSON media type of a body, else of a range that
// includes JSON, else of the first.
func preferredOf[T any](content []T, typeOf func(T) string) int {
	for i, m := range content {
		if IsJSON(typeOf(m)) {
			return i
		}
	}
	for i, m := range content {
		if MatchesType(typeOf(m), "application/json") {
			return i
		}
	}
	return 0
}

func preferred(content []Media) Media {
	if len(content) == 0 {
		return Media{}
	}
	return content[preferredOf(content, func(m Media) string { return m.Type })]
}
