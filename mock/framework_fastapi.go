package mock

import (
	"net/http"
	"slices"

	"github.com/ringer-api/ringer/mock/fastapi"
	"github.com/ringer-api/ringer/mock/world"
	"github.com/ringer-api/ringer/schemas"
)

// fastAPI is the framework of services that are built with FastAPI.
type fastAPI struct {
	mock  *served
	table *fastapi.Table
}

func newFastAPI(m *served) (*fastAPI, error) {
	var all []fastapi.Route
	for _, o := range m.api.Description.Operations() {
		all = append(all, fastapi.Route{ID: o.ID, Method: o.Method, Path: o.Path})
	}
	table, err := fastapi.NewTable(all)
	return &fastAPI{m, table}, err
}

func (f *fastAPI) match(c *call) (*schemas.Operation, []fastapi.Param, *fastapi.Response) {
	match := f.table.Match(c.asFramework())
	if match.Refusal != nil {
		return nil, nil, match.Refusal
	}
	return f.mock.api.Description.Operation(match.Route.ID), match.Params, nil
}

// asFramework returns the request as the framework sees it.
func (c *call) asFramework() fastapi.Request {
	request := fastapi.FromHTTP(c.inner(), c.body)
	request.Prefix = c.prefix + c.mount
	return request
}

// rules are those by which the framework validates a request.
func (f *fastAPI) rules(body *schemas.Node) fastapi.Rules {
	return fastapi.Rules{Auth: f.mock.config.Auth, Style: f.mock.config.Style, Body: body}
}

func (f *fastAPI) judge(c *call) ([]fastapi.Param, *fastapi.Value, *fastapi.Response) {
	var body *schemas.Node
	if b := c.operation.Body; b != nil {
		body = b.Node()
	}
	accepted, refusal := fastapi.Judge(c.asFramework(), c.params, f.rules(body))
	return accepted.Params, &accepted.Body, refusal
}

func (f *fastAPI) withStatus(c *call, status int) *fastapi.Response {
	switch status {
	case http.StatusUnauthorized:
		return fastapi.NotAuthenticated()
	case http.StatusForbidden:
		return fastapi.Forbidden(true)
	case http.StatusNotFound:
		return f.notFound(c)
	case http.StatusMethodNotAllowed:
		return fastapi.MethodNotAllowed(f.firstMethod(c.operation))
	case http.StatusUnprocessableEntity:
		return f.unprocessable(c)
	}
	return fastapi.WithStatus(status)
}

func (f *fastAPI) noParent(_ *call, of *world.Resource, id string) *fastapi.Response {
	return fastapi.Detail(http.StatusNotFound, of.Kind.NotFound(world.Scope{Resource: of.Name}, id))
}

func (f *fastAPI) notFound(c *call) *fastapi.Response {
	if c.place.Resource == nil {
		return fastapi.NotFound()
	}
	return fastapi.Detail(http.StatusNotFound, c.place.Kind.NotFound(c.scope, c.job()))
}

func (f *fastAPI) conflict(_ *call, status int, why string) *fastapi.Response {
	return fastapi.Detail(status, why)
}

// firstMethod returns the method of the first route with the operation's path: the only one
// that a 405 there names.
func (f *fastAPI) firstMethod(operation *schemas.Operation) string {
	all := f.mock.api.Description.Operations()
	first := slices.IndexFunc(all, func(o *schemas.Operation) bool { return o.Path == operation.Path })
	return all[first].Method
}

// unprocessable returns a real 422: the validation errors of this call's own ids or, if they
// are valid, of the first one without its last character.
func (f *fastAPI) unprocessable(c *call) *fastapi.Response {
	rules := f.rules(nil)
	rules.Auth = fastapi.Auth{}
	accepted, refusal := fastapi.Judge(fastapi.Request{}, c.params, rules)
	if refusal != nil {
		return refusal
	}
	first := &accepted.Params[0].Value
	*first = (*first)[:len(*first)-1]
	_, refusal = fastapi.Judge(fastapi.Request{}, accepted.Params, rules)
	return refusal
}
