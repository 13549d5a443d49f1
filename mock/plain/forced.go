package plain

import (
	"net/http"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/document"
)

// Error returns the response of a status code that a request asks for: a valid example that
// the operation documents for it, else a refusal that says no more than the status code.
// It is for status codes of errors; for others, it returns what is documented, if there is an
// example, and else nil.
func (s *Service) Error(o *schemas.Operation, status int) *Response {
	for _, e := range examplesOf(o, status) {
		if e.schema == nil || e.schema.Validate(e.value.AppendJSON(nil, nil)) == nil {
			return s.challenged(o, e.response(status))
		}
	}
	if status < http.StatusBadRequest {
		return nil
	}
	return s.challenged(o, s.Refuse(o, status))
}

// Example returns the response with the example of that name which the operation documents
// for a status code; nil if there is none. The example may violate its schema.
func (s *Service) Example(o *schemas.Operation, status int, name string) *Response {
	for _, e := range examplesOf(o, status) {
		if e.name == name {
			return s.challenged(o, e.response(status))
		}
	}
	return nil
}

// ExampleNames returns the names of the examples that an operation documents for a status
// code.
func (s *Service) ExampleNames(o *schemas.Operation, status int) []string {
	var names []string
	for _, e := range examplesOf(o, status) {
		if e.name != "" {
			names = append(names, e.name)
		}
	}
	return names
}

// challenged adds to a 401 the challenges that HTTP requires of it.
func (s *Service) challenged(o *schemas.Operation, r *Response) *Response {
	if r.Status == http.StatusUnauthorized {
		r.Header["Www-Authenticate"] = s.challenges(o)
	}
	return r
}

// example is a documented example of a response, in JSON.
type example struct {
	form
	name  string
	value *document.Value
}

func (e example) response(status int) *Response {
	return &Response{Status: status, Header: http.Header{"Content-Type": {e.contentType}}, Body: e.value.AppendJSON(nil, nil)}
}

// examplesOf returns the examples of an operation's response of that status code.
func examplesOf(o *schemas.Operation, status int) []example {
	documented, ok := o.Response(status)
	contentType := ContentType(documented)
	if !ok || !schemas.IsJSON(contentType) || status >= http.StatusBadRequest && !isError(o, documented) {
		return nil
	}
	var all []example
	for _, m := range documented.Content {
		if m.Type != documented.ContentType {
			continue
		}
		for _, v := range m.Examples {
			all = append(all, example{form{contentType, m.Schema}, exampleName(v), v})
		}
	}
	return all
}

// exampleName is the name of an example in a map of examples: the last but one token of the
// pointer .../examples/NAME/value. An example without a name has none.
func exampleName(v *document.Value) string {
	tokens := document.SplitPointer(v.Place().Pointer)
	if n := len(tokens); n > 2 && tokens[n-1] == "value" && tokens[n-3] == "examples" {
		return tokens[n-2]
	}
	return ""
}
