package mock

import (
	"encoding/json"
	"net/http"

	"github.com/ringer-api/ringer/mock/fastapi"
	"github.com/ringer-api/ringer/mock/operation"
	"github.com/ringer-api/ringer/mock/plain"
	"github.com/ringer-api/ringer/mock/python"
	"github.com/ringer-api/ringer/mock/value"
	"github.com/ringer-api/ringer/mock/world"
	"github.com/ringer-api/ringer/schemas"
)

// described is the framework of a service that is known by its description alone.
type described struct {
	mock    *served
	service *plain.Service
}

func newDescribed(m *served) *described {
	fill := func(s *schemas.Schema) json.RawMessage {
		made, _ := m.values.Value(s, value.Options{})
		return made
	}
	return &described{m, plain.New(m.api.Description, plain.Options{Filler: fill, Paths: m.paths()})}
}

func (d *described) match(c *call) (*schemas.Operation, []fastapi.Param, *fastapi.Response) {
	c.matched = d.service.Match(c.routed())
	if c.matched.Refusal != nil {
		return nil, nil, converted(c.matched.Refusal)
	}
	params := make([]fastapi.Param, len(c.matched.Params))
	for i, p := range c.matched.Params {
		params[i] = fastapi.Param(p)
	}
	return c.matched.Operation, params, nil
}

func (d *described) judge(c *call) ([]fastapi.Param, *python.Value, *fastapi.Response) {
	accepted, refusal := d.service.Judge(c.shown(c.body), c.matched, d.mock.config.Auth)
	if refusal != nil {
		c.wrong = refusal.Problems
		return nil, nil, converted(refusal)
	}
	c.input = accepted.Body
	c.takeFiles(accepted.Files)
	return c.params, nil, nil
}

// takeFiles keeps the files of the request for its operation.
func (c *call) takeFiles(files []plain.File) {
	for _, f := range files {
		c.files = append(c.files, operation.File{Name: f.Name, Type: f.Type, Content: f.Content})
	}
}

// routed is the call's request as the service routes it.
func (c *call) routed() plain.Request {
	r := plain.FromHTTP(c.inner(), nil)
	r.Mount = c.mount
	return r
}

// shown is the call's request with the path that its client sent.
func (c *call) shown(body []byte) plain.Request { return plain.FromHTTP(c.request, body) }

// of is the service for the call's request.
func (d *described) of(c *call) *plain.Service { return d.service.For(c.shown(nil)) }

func (d *described) withStatus(c *call, status int) *fastapi.Response {
	if a := d.of(c).Error(c.operation, status); a != nil {
		return converted(a)
	}
	return &fastapi.Response{Status: status, Header: http.Header{}}
}

func (d *described) notFound(c *call) *fastapi.Response {
	return converted(d.of(c).NotFound(c.operation, c.noun(), c.job()))
}

func (d *described) noParent(c *call, of *world.Resource, id string) *fastapi.Response {
	return converted(d.of(c).NotFound(c.operation, of.Noun(), id))
}

func (d *described) conflict(c *call, status int, why string) *fastapi.Response {
	return converted(d.of(c).Refuse(c.operation, status, plain.Problem{Message: why}))
}

func converted(a *plain.Response) *fastapi.Response {
	return &fastapi.Response{Status: a.Status, Header: a.Header, Body: a.Body, Omitted: a.Omitted}
}
