package mock

import (
	"net/http"

	"github.com/ringer-api/ringer/mock/fastapi"
	"github.com/ringer-api/ringer/mock/plain"
	"github.com/ringer-api/ringer/mock/python"
	"github.com/ringer-api/ringer/mock/world"
	"github.com/ringer-api/ringer/schemas"
)

// toldFastAPI is the framework of a FastAPI service that is known by its description: FastAPI
// routes and validates, and a response that the description documents is as documented.
type toldFastAPI struct {
	*described
	fastAPI *fastAPI
}

// describedBy returns the part of a framework that knows a description; nil for none.
func describedBy(f framework) *described {
	switch f := f.(type) {
	case *described:
		return f
	case *toldFastAPI:
		return f.described
	}
	return nil
}

func (t *toldFastAPI) match(c *call) (*schemas.Operation, []fastapi.Param, *fastapi.Response) {
	return t.fastAPI.match(c)
}

func (t *toldFastAPI) judge(c *call) ([]fastapi.Param, *python.Value, *fastapi.Response) {
	params, body, refusal := t.fastAPI.judgeWith(c, func(r fastapi.Request) *fastapi.Response {
		request := c.shown(c.body)
		switch t.service.Authenticate(request, c.operation, t.mock.config.Auth) {
		case http.StatusUnauthorized:
			return fastapi.NotAuthenticated()
		case http.StatusForbidden:
			return fastapi.Forbidden(r.Authorization != "")
		}
		return nil
	})
	if refusal == nil && !body.IsNull() {
		c.input = python.AppendJSON(nil, *body)
	}
	if refusal == nil {
		c.takeFiles(plain.Files(c.shown(c.body), c.operation))
	}
	return params, nil, refusal
}

func (t *toldFastAPI) withStatus(c *call, status int) *fastapi.Response {
	if _, documented := c.operation.Responses[status]; documented && status != http.StatusUnprocessableEntity {
		return t.described.withStatus(c, status)
	}
	switch status {
	case http.StatusUnauthorized:
		return fastapi.NotAuthenticated()
	case http.StatusMethodNotAllowed:
		return fastapi.MethodNotAllowed(t.fastAPI.firstMethod(c.operation))
	case http.StatusUnprocessableEntity:
		if refusal := t.fastAPI.unprocessable(c); refusal != nil {
			return refusal
		}
		return t.described.withStatus(c, status)
	}
	return fastapi.WithStatus(status)
}

func (t *toldFastAPI) notFound(c *call) *fastapi.Response {
	if t.documents(c, http.StatusNotFound) {
		return t.described.notFound(c)
	}
	return fastapi.Detail(http.StatusNotFound, "no "+c.noun()+" has the id "+c.job())
}

func (t *toldFastAPI) noParent(c *call, of *world.Resource, id string) *fastapi.Response {
	if t.documents(c, http.StatusNotFound) {
		return t.described.noParent(c, of, id)
	}
	return fastapi.Detail(http.StatusNotFound, "no "+of.Noun()+" has the id "+id)
}

func (t *toldFastAPI) conflict(c *call, status int, why string) *fastapi.Response {
	if t.documents(c, status) {
		return t.described.conflict(c, status, why)
	}
	return fastapi.Detail(status, why)
}

func (t *toldFastAPI) documents(c *call, status int) bool {
	_, ok := c.operation.Responses[status]
	return ok
}
