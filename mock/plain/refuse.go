package plain

import (
	"encoding/json"
	"html"
	"net/http"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/mock/plain/frameworks"
	"github.com/ringer-api/ringer/schemas"
)

// Refuse returns the response that refuses a request with a status code. The problems say
// why; one with only a Message is a message. The operation may be nil: then no response is
// documented.
func (s *Service) Refuse(o *schemas.Operation, status int, because ...Problem) *Response {
	return s.refuse(o, status, because, 0)
}

// NotFound returns the 404 for an id that no resource has.
func (s *Service) NotFound(o *schemas.Operation, resource, id string) *Response {
	p := Problem{Kind: KindUnknown, Message: "no " + resource + " has the id " + quoted(id)}
	if o != nil {
		for _, parameter := range o.Parameters {
			if parameter.In == InPath {
				p.In, p.Name = InPath, parameter.Name // the last one is the resource's own
			}
		}
	}
	own := s.because(frameworks.NotFound)
	own.resource, own.id = resource, clip(id)
	return own.refuse(o, http.StatusNotFound, []Problem{p}, 0)
}

func (s *Service) refuse(o *schemas.Operation, status int, because []Problem, omitted int) *Response {
	if len(because) > maxProblems {
		because, omitted = because[:maxProblems], omitted+len(because)-maxProblems
	}
	r := reasonOf(status, because, omitted)
	if own := s.asFramework(o, r); own != nil {
		return own
	}
	for _, f := range s.forms(o, status) {
		if body, ok := s.write(f, r); ok {
			return response(r, f.contentType, body)
		}
	}
	return response(r, "application/problem+json", problemDetails(r))
}

func response(r reason, contentType string, body []byte) *Response {
	return &Response{Status: r.status, Header: http.Header{"Content-Type": {contentType}}, Body: body,
		Problems: r.problems, Omitted: r.omitted}
}

// reason is why a request is refused.
type reason struct {
	status   int
	title    string // the status code's
	message  string
	problems []Problem
	omitted  int
	kind     string // of the only problem, in a list of problems; else empty
}

func reasonOf(status int, because []Problem, omitted int) reason {
	r := reason{status: status, title: http.StatusText(status), problems: because, omitted: omitted}
	if r.title == "" {
		r.title = "Status " + strconv.Itoa(status)
	}
	r.message = summary(because, omitted)
	if r.message == "" {
		r.message = r.title
	}
	return r
}

// one is the reason of a single problem in a list. Its message names the input unless a
// property beside it does.
func (r reason) one(p Problem, namesInput bool) reason {
	one := reason{status: r.status, title: r.title, message: p.String(), problems: []Problem{p}, kind: p.Kind}
	if namesInput && p.In != "" {
		one.message = p.Message
	}
	return one
}

// field is the name of the first input that is wrong; empty if there is none.
func (r reason) field() string {
	for _, p := range r.problems {
		if field := p.Field(); field != "" {
			return field
		}
	}
	return ""
}

// write returns the body of a refusal in a form; false if it would violate the form's schema.
func (s *Service) write(f form, r reason) ([]byte, bool) {
	switch {
	case strings.HasPrefix(f.contentType, "text/html"):
		return []byte("<html><body><h1>" + html.EscapeString(r.title) + "</h1><p>" + html.EscapeString(r.message) + "</p></body></html>\n"), true
	case strings.HasPrefix(f.contentType, "text/"):
		return []byte(r.message + "\n"), true
	case !schemas.IsJSON(f.contentType):
		return nil, false
	case f.schema == nil:
		return problemDetails(r), true
	}
	var bases [][]byte
	if s.filler != nil {
		bases = append(bases, s.filler(f.schema))
	}
	for _, base := range append(bases, sample(f.schema.Definition(), 0)) {
		if body, ok := fill(f.schema, base, r); ok {
			return body, true
		}
	}
	return nil, false
}

// problemDetails is a refusal by RFC 9457.
func problemDetails(r reason) []byte {
	type invalid struct {
		In      string `json:"in,omitempty"`
		Name    string `json:"name,omitempty"`
		Pointer string `json:"pointer,omitempty"`
		Detail  string `json:"detail"`
	}
	var list []invalid
	for _, p := range r.problems {
		if p.In != "" {
			list = append(list, invalid{p.In, p.Name, p.Pointer, p.Message})
		}
	}
	body, _ := json.Marshal(struct { // texts and numbers cannot fail
		Type   string    `json:"type"`
		Title  string    `json:"title"`
		Status int       `json:"status"`
		Detail string    `json:"detail"`
		Errors []invalid `json:"errors,omitempty"`
	}{"about:blank", r.title, r.status, r.message, list})
	return body
}
