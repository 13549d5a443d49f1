package jobs

import (
	"strings"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs/shapes"
	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

// reader is what inference has read of a description.
type reader struct {
	*shapes.Reader
	names     vocabulary.Names
	words     vocabulary.Dictionary
	endpoints []*endpoint
	lives     map[schemas.Definition]*life
	carriedBy map[*endpoint][]recordPlace
}

func newReader(d *schemas.Description, budget int) *reader {
	rd := &reader{
		names: vocabulary.NewNames(), words: vocabulary.NewDictionary(),
		Reader: shapes.NewReader(budget), lives: map[schemas.Definition]*life{},
		carriedBy: map[*endpoint][]recordPlace{},
	}
	for _, op := range d.Operations() {
		rd.endpoints = append(rd.endpoints, readEndpoint(op, len(rd.endpoints)))
		rd.examples(op)
	}
	return rd
}

// maxExamples is the maximum number of examples of one response that are read.
const maxExamples = 20

// examples records the values in examples of successful responses.
func (rd *reader) examples(op *schemas.Operation) {
	for _, r := range op.HasResponse {
		for _, m := range r.Content {
			if m.Schema == nil || !strings.HasPrefix(r.Statuses, "2") {
				continue
			}
			for _, v := range m.Examples[:min(len(m.Examples), maxExamples)] {
				rd.Tell(rd.Shape(m.Schema.Definition()), v, 0)
			}
		}
	}
}

func readEndpoint(op *schemas.Operation, index int) *endpoint {
	e := &endpoint{
		name: Of(op), id: op.ID, summary: op.Summary, method: op.Method,
		path: readRoute(op.Path), index: index, refusals: map[string]string{},
	}
	for _, p := range op.Parameters {
		e.params = append(e.params, param{p.Name, p.In, p.Required, definition(p.Schema)})
	}
	if op.Request != nil {
		e.bodies = definitions(op.Body, op.Request.Content)
	}
	for _, r := range op.HasResponse {
		e.response(r)
	}
	return e
}

func (e *endpoint) response(r schemas.Response) {
	if !strings.HasPrefix(r.Statuses, "2") {
		e.refusals[r.Statuses] = r.Description
		return
	}
	a := response{status: r.Statuses, bodies: definitions(r.Schema, r.Content), empty: len(r.Content) == 0}
	for _, h := range r.Headers {
		a.headers = append(a.headers, strings.ToLower(h.Name))
	}
	e.responses = append(e.responses, a)
}

// definitions returns the schemas of a body's media types, the JSON one first.
func definitions(first *schemas.Schema, forms []schemas.Media) []schemas.Definition {
	var out []schemas.Definition
	if first != nil {
		out = append(out, first.Definition())
	}
	for _, m := range forms {
		if m.Schema != nil && m.Schema != first {
			out = append(out, m.Schema.Definition())
		}
	}
	return out
}

func definition(s *schemas.Schema) schemas.Definition {
	if s == nil {
		return schemas.Definition{}
	}
	return s.Definition()
}
