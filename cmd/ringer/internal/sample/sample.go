// Package sample makes a request for an operation of any API, with generated values where
// the user gives none.
package sample

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/mock/value"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/document"
)

// Input is what the user gives of a request.
type Input struct {
	Params map[string]string // path, query, header and cookie parameters by their names
	Body   []byte            // nil for a generated one
	Seed   uint64
}

// Request is a request that the description allows, unless the user gave other values.
type Request struct {
	Method string
	Target string // path and query, below the base URL
	Header http.Header
	Body   []byte
	form   []field // the body, if it is a form
	parts  bool    // the form is multipart
}

// field is one value of a form.
type field struct {
	name, text string
	file       bool
}

var placeholder = regexp.MustCompile(`\{([^{}]*)\}`)

// PathParams are the names of the parameters in an operation's path.
func PathParams(op *schemas.Operation) []string {
	var names []string
	for _, m := range placeholder.FindAllStringSubmatch(op.Path, -1) {
		names = append(names, m[1])
	}
	return names
}

// Make makes a request. A parameter that the operation does not have is a usage error.
func Make(op *schemas.Operation, in Input) (*Request, error) {
	if err := in.check(op); err != nil {
		return nil, err
	}
	maker, options := value.New(), value.Options{Seed: in.Seed, Request: true}
	r := &Request{Method: op.Method, Header: http.Header{}}
	query := url.Values{}
	texts := map[string]string{}
	for _, p := range op.Parameters {
		text, given := in.Params[p.Name]
		if !given && !p.Required && p.In != "path" {
			continue
		}
		values := []string{text}
		if !given {
			values = generated(p, in.Seed)
		}
		switch p.In {
		case "path":
			texts[p.Name] = values[0]
		case "query":
			query[p.Name] = values
		case "header":
			r.Header.Set(p.Name, strings.Join(values, ","))
		case "cookie":
			r.Header.Add("Cookie", p.Name+"="+strings.Join(values, ","))
		}
	}
	r.Target = op.Base() + placeholder.ReplaceAllStringFunc(op.Path, func(name string) string {
		name = name[1 : len(name)-1]
		return url.PathEscape(cmp.Or(texts[name], in.Params[name], "1"))
	})
	if all := joined(op.Query, query.Encode()); all != "" {
		r.Target += "?" + all
	}
	return r, r.fill(op, in, maker, options)
}

func joined(queries ...string) string {
	return strings.Join(slices.DeleteFunc(queries, func(q string) bool { return q == "" }), "&")
}

// names are those of all parameters, those of the path first.
func names(op *schemas.Operation) []string {
	all := PathParams(op)
	for _, p := range op.Parameters {
		if !slices.Contains(all, p.Name) {
			all = append(all, p.Name)
		}
	}
	return all
}

// generated is a value for a parameter as texts, several for a list that is repeated.
func generated(p schemas.Parameter, seed uint64) []string {
	made, _ := value.New().Value(p.Schema, value.Options{Seed: seed, Request: true})
	return split(made, p)
}

// check refuses parameters that the operation does not have, and a body that it does not
// take.
func (in *Input) check(op *schemas.Operation) error {
	names := names(op)
	for _, name := range slices.Sorted(maps.Keys(in.Params)) {
		if slices.Contains(names, name) {
			continue
		}
		problem := fmt.Sprintf("the operation %s has no parameter %q", op.ID, name)
		if len(names) == 0 {
			return output.Usage(problem, "it has none")
		}
		return output.UnknownOf(problem, name, names, "its parameters are "+strings.Join(names, ", "))
	}
	if len(in.Body) > 0 && op.Request == nil {
		return output.Usage(fmt.Sprintf("the operation %s has no request body", op.ID), "leave --body out")
	}
	return nil
}

// split returns a parameter's value as texts, several for a list that is repeated.
func split(made json.RawMessage, p schemas.Parameter) []string {
	var list []json.RawMessage
	if json.Unmarshal(made, &list) != nil {
		return []string{PlainText(made)}
	}
	texts := make([]string, len(list))
	for i := range list {
		texts[i] = PlainText(list[i])
	}
	if p.In == "query" && p.Explode {
		return texts
	}
	return []string{strings.Join(texts, ",")}
}

// PlainText is a JSON value outside JSON: a string without its quotes.
func PlainText(value json.RawMessage) string {
	var text string
	if json.Unmarshal(value, &text) == nil {
		return text
	}
	return string(value)
}

// fill makes the body.
func (r *Request) fill(op *schemas.Operation, in Input, maker *value.Maker, options value.Options) error {
	media, takes := bodyOf(op)
	if !takes {
		return nil
	}
	kind, _, _ := mime.ParseMediaType(media.Type)
	if in.Body != nil {
		r.Body = in.Body
		r.Header.Set("Content-Type", concrete(media.Type))
		return nil
	}
	made, _ := maker.Body(media, options)
	switch kind {
	case "application/x-www-form-urlencoded":
		r.form = fieldsOf(made, media.Schema)
		values := url.Values{}
		for _, f := range r.form {
			values.Add(f.name, f.text)
		}
		r.Body = []byte(values.Encode())
	case "multipart/form-data":
		r.form, r.parts = fieldsOf(made, media.Schema), true
		return r.multipart()
	default:
		r.Body = made
		if !schemas.IsJSON(media.Type) && !isRange(media.Type) {
			r.Body = []byte(PlainText(made))
		}
	}
	r.Header.Set("Content-Type", concrete(media.Type))
	return nil
}

// boundary is fixed, so that the same request has the same bytes.
const boundary = "ringer-boundary"

func (r *Request) multipart() error {
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	if err := w.SetBoundary(boundary); err != nil {
		return err
	}
	for _, f := range r.form {
		if err := f.write(w); err != nil {
			return err
		}
	}
	if err := w.Close(); err != nil {
		return err
	}
	r.Body = body.Bytes()
	r.Header.Set("Content-Type", w.FormDataContentType())
	return nil
}

// fileName is the name of a generated file.
const fileName = "sample.txt"

func (f field) write(w *multipart.Writer) error {
	if !f.file {
		return w.WriteField(f.name, f.text)
	}
	part, err := w.CreateFormFile(f.name, fileName)
	if err != nil {
		return err
	}
	_, err = part.Write([]byte(f.text))
	return err
}

// bodyOf is the media type of an operation's request body: the JSON one, or else the first.
func bodyOf(op *schemas.Operation) (schemas.Media, bool) {
	if op.Request == nil || len(op.Request.Content) == 0 {
		return schemas.Media{}, false
	}
	for _, m := range op.Request.Content {
		if schemas.IsJSON(m.Type) || isRange(m.Type) {
			return m, true
		}
	}
	return op.Request.Content[0], true
}

func isRange(kind string) bool { return strings.Contains(kind, "*") }

// concrete is a media type that can be sent: a range is sent as JSON.
func concrete(kind string) string {
	if isRange(kind) {
		return "application/json"
	}
	return kind
}

// maxTargets limits the references from one schema to the next.
const maxTargets = 10

// fieldsOf are the members of an object as the fields of a form, in its order. A list is
// a field per element.
func fieldsOf(made json.RawMessage, of *schemas.Schema) []field {
	root, _, err := document.Parse(context.Background(), "a form", made)
	if err != nil {
		return nil
	}
	files := map[string]bool{}
	if of != nil {
		def := of.Definition()
		for range maxTargets {
			if len(def.Properties()) > 0 || !def.Target().Exists() {
				break
			}
			def = def.Target()
		}
		for _, p := range def.Properties() {
			files[p.Name] = p.Format() == "binary"
		}
	}
	var fields []field
	for _, m := range root.Members() {
		values := []*document.Value{m.Value}
		if m.IsArray() {
			values = m.Items()
		}
		for _, v := range values {
			fields = append(fields, field{m.Name, PlainText(v.AppendJSON(nil, nil)), files[m.Name]})
		}
	}
	return fields
}
