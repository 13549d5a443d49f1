package mock

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/mock/fastapi"
	"github.com/ringer-api/ringer/schemas"
)

// retryAfter is what a 429 or 503 asks the client to wait, in seconds.
const retryAfter = 5

// forcible tells whether a status can be forced: 200, and the errors.
func forcible(status int) bool {
	return status == http.StatusOK || status >= 400 && status <= 599
}

// forced is the answer that belongs to a status, for those who ask for it by
// number: never the good answer's body under an error's status.
func (c *call) forced(status int) *fastapi.Response {
	switch status {
	case http.StatusUnauthorized:
		return fastapi.NotAuthenticated()
	case http.StatusProxyAuthRequired: // RFC 9110, 15.5.8 demands a challenge
		return with(fastapi.Detail(status, phrase(status)), "Proxy-Authenticate", `Basic realm="proxy"`)
	case http.StatusUpgradeRequired: // 15.5.22 the name of a protocol
		return with(fastapi.Detail(status, phrase(status)), "Upgrade", "h2c")
	case http.StatusForbidden:
		return fastapi.Forbidden(true)
	case http.StatusNotFound:
		if c.execution() != "" {
			return c.unknownExecution()
		}
		return fastapi.Detail(status, "Eval dataset with id "+c.dataset()+" not found")
	case http.StatusMethodNotAllowed:
		return fastapi.MethodNotAllowed(c.firstMethod())
	case http.StatusUnprocessableEntity:
		return c.unprocessable()
	case http.StatusInternalServerError:
		return fastapi.InternalServerError()
	case http.StatusBadGateway, http.StatusGatewayTimeout:
		return proxyPage(status)
	case http.StatusTooManyRequests:
		return retryLater(fastapi.Detail(status, "Rate limit exceeded"))
	case http.StatusServiceUnavailable:
		return retryLater(proxyPage(status))
	}
	// What the framework answers when only a status is raised.
	return fastapi.Detail(status, phrase(status))
}

// firstMethod is that of the first route with the call's path: the only one
// that a 405 there names.
func (c *call) firstMethod() string {
	all := c.session.mock.description.Operations()
	first := slices.IndexFunc(all, func(o *schemas.Operation) bool { return o.Path == c.described().Path })
	return all[first].Method
}

// unprocessable is a real 422: the judgement of this call's own ids, and where
// they are as they should be, of the first as if its last character had been
// lost on the way.
func (c *call) unprocessable() *fastapi.Response {
	rules := c.session.mock.rules(nil)
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

func retryLater(r *fastapi.Response) *fastapi.Response {
	return with(r, "Retry-After", strconv.Itoa(retryAfter))
}

func with(r *fastapi.Response, header, value string) *fastapi.Response {
	r.Header.Set(header, value)
	return r
}

// proxyPage is what stands in front of the service says when it cannot reach it.
func proxyPage(status int) *fastapi.Response {
	title := strconv.Itoa(status) + " " + phrase(status)
	page := strings.Join([]string{"<html>", "<head><title>" + title + "</title></head>", "<body>",
		"<center><h1>" + title + "</h1></center>", "</body>", "</html>", ""}, "\r\n")
	return &fastapi.Response{Status: status, Header: http.Header{"Content-Type": {"text/html"}}, Body: []byte(page)}
}

// phrase is the status's name as Python 3.12 and before have it.
func phrase(status int) string {
	switch status {
	case http.StatusRequestEntityTooLarge:
		return "Request Entity Too Large"
	case http.StatusRequestURITooLong:
		return "Request-URI Too Long"
	case http.StatusRequestedRangeNotSatisfiable:
		return "Requested Range Not Satisfiable"
	case http.StatusTeapot:
		return "I'm a Teapot"
	}
	if text := http.StatusText(status); text != "" {
		return text
	}
	return "Error"
}
