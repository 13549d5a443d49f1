package plain

import (
	"encoding/json"
	"net/http"
	"strconv"

	"github.com/ringer-api/ringer/mock/fastapi"
	"github.com/ringer-api/ringer/mock/plain/frameworks"
	"github.com/ringer-api/ringer/schemas"
)

// Accepted is what an operation gets of a valid request.
type Accepted struct {
	// Params is the parameters of the path, in order.
	Params []Param
	// Inputs are the documented parameters that the request has, as JSON, those of the path
	// included, in the order of the description.
	Inputs []Input
	// Body is the body as JSON, a form converted to an object; nil if there is none, or if it
	// is of another type.
	Body json.RawMessage
	// Files are those of a multipart form; or the whole body, if that is neither JSON nor a
	// form.
	Files []File
}

// Input is the value of one parameter as JSON of its schema's type.
type Input struct {
	In    string
	Name  string
	Value json.RawMessage
}

// Judge validates a request with an operation. The returned response is nil when the request
// is valid.
func (s *Service) Judge(r Request, m Match, auth fastapi.Auth) (Accepted, *Response) {
	s = s.For(r)
	if status, problem := s.authenticate(r, m.Operation, auth); status != 0 {
		return Accepted{}, s.challenged(m.Operation, s.because(frameworks.Credential).Refuse(m.Operation, status, problem))
	}
	body, status, problem := readBody(r, m.Operation)
	if status != 0 {
		return Accepted{}, s.because(causeOf(status, problem)).Refuse(m.Operation, status, problem)
	}
	c := &problems{}
	accepted := Accepted{Params: m.Params, Inputs: c.parameters(newInputs(r, m)), Body: body.json, Files: body.files}
	c.body(&body)
	if len(c.list) > 0 {
		refusal := s.because(frameworks.Invalid).refuse(m.Operation, InvalidStatus(m.Operation), c.list, c.omitted)
		return Accepted{}, refusal
	}
	return accepted, nil
}

// causeOf is why a body was not read.
func causeOf(status int, p Problem) frameworks.Cause {
	switch {
	case status == http.StatusUnsupportedMediaType:
		return frameworks.MediaType
	case p.Kind == KindSyntax:
		return frameworks.Syntax
	}
	return frameworks.Other
}

// InvalidStatus is the status code with which an operation refuses an invalid input: 422 if
// that is documented, else 400.
func InvalidStatus(o *schemas.Operation) int {
	if _, ok := o.Responses[http.StatusUnprocessableEntity]; ok {
		return http.StatusUnprocessableEntity
	}
	return http.StatusBadRequest
}

// parameters validates all parameters and returns those that the request has.
func (c *problems) parameters(in *inputs) []Input {
	var found []Input
	if hasTooMany(in.raw) {
		c.add(Problem{In: InQuery, Kind: KindInvalid, Message: "the query has more than " + strconv.Itoa(maxPairs) + " parameters"})
	}
	for _, p := range in.operation.Parameters {
		value, ok := in.value(p)
		if p.In == wholeQuery {
			p.In = InQuery
		}
		switch {
		case ok:
			found = append(found, Input{In: p.In, Name: p.Name, Value: value})
			c.violations(p.In, p.Name, definition(p.Schema), value, validate(p.Schema, value))
		case p.Required:
			c.add(Problem{In: p.In, Name: p.Name, Kind: KindMissing, Message: "is required"})
		}
	}
	return found
}

// validate validates a JSON text; without a schema, its syntax only.
func validate(s *schemas.Schema, value json.RawMessage) []schemas.Violation {
	if s == nil {
		return schemas.CheckJSON(value)
	}
	return s.Validate(value)
}
