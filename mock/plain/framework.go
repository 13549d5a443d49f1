package plain

import (
	"bytes"
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/fixtures/recording"
	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/mock/plain/frameworks"
	"github.com/ringer-api/ringer/schemas"
)

// For returns the same service for one request, which refusals of some frameworks name.
func (s *Service) For(r Request) *Service {
	own := *s
	own.request = r
	return &own
}

// because is For with the cause of the refusals that follow.
func (s *Service) because(c frameworks.Cause) *Service {
	own := *s
	own.cause = c
	return &own
}

// usualFramework is the framework whose errors a description documents, and the forms of
// all of them.
type usualFramework struct {
	*frameworks.Framework
	forms []form
}

// frameworkOf returns the framework of a description; nil if it shows none.
func frameworkOf(d *schemas.Description) *usualFramework {
	var u usualFramework
	var refusals []schemas.Definition
	for _, o := range d.Operations() {
		for _, r := range o.HasResponse {
			contentType := ContentType(r)
			if r.Schema == nil || !schemas.IsJSON(contentType) || !isError(o, r) {
				continue
			}
			if x := r.Schema.Definition(); !slices.Contains(refusals, x) {
				refusals, u.forms = append(refusals, x), append(u.forms, form{contentType, r.Schema})
			}
		}
	}
	if u.Framework = frameworks.Of(refusals); u.Framework == nil {
		return nil
	}
	return &u
}

// asFramework returns the response that the service's framework sends: in a form that is
// documented, or where none is, in any form of the description. It is nil if no body of the
// framework keeps the schema of such a form.
func (s *Service) asFramework(o *schemas.Operation, r reason) *Response {
	framework := s.framework()
	if framework == nil {
		return nil
	}
	var some []form
	if o != nil {
		if documented, ok := o.Response(r.status); ok && isError(o, documented) {
			some = formsOf(documented)
		}
	}
	if len(some) == 0 {
		some = framework.forms
	}
	for _, body := range framework.Bodies(s.refusal(r)) {
		for _, f := range some {
			if f.schema != nil && schemas.IsJSON(f.contentType) && framework.Has(f.schema.Definition()) && f.schema.Validate(body) == nil {
				return response(r, f.contentType, body)
			}
		}
	}
	return nil
}

// refusal is a reason as a framework needs it.
func (s *Service) refusal(r reason) frameworks.Refusal {
	path := recording.Redaction{}.Text(decode(s.request.Mount + s.request.Path))
	out := frameworks.Refusal{Status: r.status, Title: r.title, Cause: s.cause, Message: r.message, Method: s.request.Method, Path: clip(path), Base: s.request.Base,
		ContentType: clip(s.request.Header.Get("Content-Type")), Resource: s.resource, ID: s.id, Sent: s.sentCredential(), Header: s.credentialHeader()}
	if s.cause == frameworks.Other {
		switch r.status { // a status code that was asked for
		case http.StatusUnauthorized:
			out.Cause = frameworks.Credential
		case http.StatusUnsupportedMediaType:
			out.Cause = frameworks.MediaType
		}
	}
	for _, p := range r.problems[:min(len(r.problems), maxProblems)] {
		if p.In != "" {
			out.Inputs = append(out.Inputs, p.input())
		}
	}
	return out
}

// sentCredential reports whether the request has something that may be a credential.
func (s *Service) sentCredential() bool {
	if s.request.Header.Get("Authorization") != "" {
		return true
	}
	return slices.ContainsFunc(s.description.SecuritySchemes(), func(scheme schemas.SecurityScheme) bool {
		return scheme.Type == "apiKey" && slices.ContainsFunc(apiKey(s.request, scheme), func(key string) bool { return key != "" })
	})
}

// credentialHeader is the header in which the description's first credential belongs.
func (s *Service) credentialHeader() string {
	for _, scheme := range s.description.SecuritySchemes() {
		switch {
		case scheme.Type != "apiKey":
			return "Authorization"
		case scheme.In == InHeader:
			return scheme.Parameter
		}
	}
	return ""
}

// violated is what a problem's schema requires there, and the value.
type violated struct {
	keyword, missing string
	schemas          []schemas.Definition
	value            json.RawMessage // nil if it is secret
}

// violatedAt describes a violation of a schema by a value.
func violatedAt(x schemas.Definition, value []byte, in, name string, v schemas.Violation) *violated {
	out := &violated{keyword: v.Keyword, missing: v.Missing}
	if x.Exists() {
		out.schemas = schemasAt(x, v.Pointer)
	}
	secret := recording.SecretName(name) && in != InPath || isSecret(v.Pointer)
	if part, err := edit.Get(value, v.Pointer); err == nil && !secret && len(part) <= maxMessage && !holdsSecret(part) {
		out.value = bytes.Clone(part)
	}
	return out
}

// holdsSecret reports whether an object has a property that says that it is secret.
func holdsSecret(value []byte) bool {
	var members map[string]json.RawMessage
	if json.Unmarshal(value, &members) != nil {
		return recording.Redaction{}.Text(string(value)) != string(value)
	}
	return slices.ContainsFunc(slices.Collect(maps.Keys(members)), recording.SecretField) || recording.Redaction{}.Text(string(value)) != string(value)
}

// input is the problem as a framework needs it.
func (p Problem) input() frameworks.Input {
	in := frameworks.Input{In: p.In, Name: p.Name, Pointer: p.Pointer, Message: p.Message}
	if p.Kind == KindMissing {
		in.Keyword = "required"
	}
	if p.found == nil {
		return in
	}
	in.Keyword, in.Missing, in.Value = p.found.keyword, p.found.missing, p.found.value
	if in.Missing != "" {
		in.Pointer = p.Pointer[:strings.LastIndex(p.Pointer, "/")]
	}
	for _, x := range p.found.schemas {
		p.found.learn(&in, x)
	}
	return in
}

// learn adds what a schema says about an input.
func (f *violated) learn(in *frameworks.Input, x schemas.Definition) {
	if in.Kinds == nil {
		in.Kinds = x.Kinds()
	}
	if words, closed := x.Words(budget); closed && in.Words == nil {
		for _, w := range words {
			text := string(w.Value.AppendJSON(nil, nil))
			if w.Value.IsString() {
				text = w.Value.Text
			}
			in.Words = append(in.Words, text)
		}
	}
	for _, part := range x.Parts(budget) {
		number := func(keyword string) string { n, _ := part.Number(keyword); return n.String() }
		switch f.keyword {
		case "pattern":
			in.Limit = firstOf(in.Limit, part.Pattern())
		case "format":
			in.Limit = firstOf(in.Limit, part.Format())
		default:
			in.Limit = firstOf(in.Limit, number(f.keyword))
		}
		least, most := "minimum", "maximum"
		if strings.HasSuffix(f.keyword, "Length") {
			least, most = "minLength", "maxLength"
		}
		in.Least, in.Most = firstOf(in.Least, number(least)), firstOf(in.Most, number(most))
	}
	if f.keyword != "additionalProperties" && f.keyword != "unevaluatedProperties" || in.Extra != nil {
		return
	}
	var members map[string]json.RawMessage
	if json.Unmarshal(f.value, &members) != nil {
		return
	}
	for _, field := range x.Fields(budget) {
		delete(members, field.Name)
	}
	in.Extra = slices.Sorted(maps.Keys(members))
}

func firstOf(text, other string) string {
	if text != "" {
		return text
	}
	return other
}
