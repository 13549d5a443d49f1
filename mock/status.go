package mock

import (
	"net/http"
	"slices"

	"github.com/ringer-api/ringer/mock/fastapi"
	"github.com/ringer-api/ringer/schemas"
)

// withStatus returns the response of a requested status code: the API's own one for it, never
// the body of a 200 with an error status.
func (c *call) withStatus(status int) *fastapi.Response {
	switch status {
	case http.StatusUnauthorized:
		return fastapi.NotAuthenticated()
	case http.StatusForbidden:
		return fastapi.Forbidden(true)
	case http.StatusNotFound:
		if c.execution() != "" {
			return c.unknownExecution()
		}
		return fastapi.Detail(status, "Eval dataset with id "+c.dataset().EvalDatasetID+" not found")
	case http.StatusMethodNotAllowed:
		return fastapi.MethodNotAllowed(c.firstMethod())
	case http.StatusUnprocessableEntity:
		return c.unprocessable()
	}
	return fastapi.WithStatus(status)
}

// unknownExecution is the 404 for a valid id that no execution has.
func (c *call) unknownExecution() *fastapi.Response {
	return fastapi.Detail(http.StatusNotFound, "Eval dataset execution with id "+c.execution()+" not found")
}

// firstMethod returns the method of the first route with the call's path: the only one that a
// 405 there names.
func (c *call) firstMethod() string {
	all := c.mock.description.Operations()
	first := slices.IndexFunc(all, func(o *schemas.Operation) bool { return o.Path == c.operation.Path })
	return all[first].Method
}

// unprocessable returns a real 422: the validation errors of this call's own ids or, if they
// are valid, of the first one without its last character.
func (c *call) unprocessable() *fastapi.Response {
	rules := c.mock.rules(nil)
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
