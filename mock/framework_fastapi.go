package mock

import (
	"net/http"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/fastapi"
	"github.com/ringer-api/ringer/mock/plain"
	"github.com/ringer-api/ringer/mock/python"
	"github.com/ringer-api/ringer/mock/world"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/document"
)

// fastAPI is the framework of services that are built with FastAPI.
type fastAPI struct {
	mock    *served
	service *fastapi.Service
}

func newFastAPI(m *served) (*fastAPI, error) {
	options := fastapi.Options{Style: m.config.Style}
	if m.api.Name == fixtures.BuiltIn {
		options.Python, options.Echoes = 12, true
	}
	service, err := fastapi.NewService(m.api.Description, options)
	return &fastAPI{m, service}, err
}

func (f *fastAPI) match(c *call) (*schemas.Operation, []fastapi.Param, *fastapi.Response) {
	match := f.service.Match(c.asFramework())
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

func (f *fastAPI) judge(c *call) ([]fastapi.Param, *python.Value, *fastapi.Response) {
	return f.judgeWith(c, f.mock.config.Auth.Judge)
}

// judgeWith validates a request, whose credential another function judges.
func (f *fastAPI) judgeWith(c *call, auth func(fastapi.Request) *fastapi.Response) ([]fastapi.Param, *python.Value, *fastapi.Response) {
	accepted, refusal := f.service.Judge(c.asFramework(), c.operation, c.params, auth)
	if refusal != nil {
		c.wrong, c.moreWrong = problemsOf(refusal), refusal.MoreRefused
	}
	return accepted.Params, &accepted.Body, refusal
}

// problemsOf are the inputs that a response of the framework refuses, as a trace names them.
func problemsOf(r *fastapi.Response) []plain.Problem {
	var all []plain.Problem
	for _, refused := range r.Refused {
		p := plain.Problem{In: refused.Loc[0], Kind: plain.KindInvalid}
		rest := refused.Loc[1:]
		if p.In != plain.InBody && len(rest) > 0 {
			p.Name, rest = rest[0], rest[1:]
		}
		switch {
		case strings.HasSuffix(refused.Type, "missing"):
			p.Kind = plain.KindMissing
		case strings.Contains(refused.Type, "json"):
			p.Kind, rest = plain.KindSyntax, nil
		}
		for _, step := range rest {
			p.Pointer += "/" + document.EscapeToken(step)
		}
		all = append(all, p)
	}
	return all
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
// are valid, of the first one without its last character; nil if there is no such error.
func (f *fastAPI) unprocessable(c *call) *fastapi.Response {
	params, refusal := f.service.JudgePath(c.operation, c.params)
	if refusal != nil || len(params) == 0 || params[0].Value == "" {
		return refusal
	}
	first := &params[0].Value
	*first = (*first)[:len(*first)-1]
	_, refusal = f.service.JudgePath(c.operation, params)
	return refusal
}
