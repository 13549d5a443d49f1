package mock

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/fastapi"
	"github.com/ringer-api/ringer/mock/python"
	"github.com/ringer-api/ringer/mock/world"
	"github.com/ringer-api/ringer/schemas"
)

// framework is what a service does around its operations: it routes requests, validates
// them, and refuses those that are not valid. Implementations are safe for concurrent use.
type framework interface {
	// match returns the operation of a request and its path parameters, or a refusal.
	match(c *call) (*schemas.Operation, []fastapi.Param, *fastapi.Response)
	// judge validates a request. It returns the path parameters in canonical form and the
	// parsed body, or a refusal.
	judge(c *call) ([]fastapi.Param, *python.Value, *fastapi.Response)
	// withStatus returns the service's response with a status code that was requested: never
	// the body of a success with an error's status code.
	withStatus(c *call, status int) *fastapi.Response
	// notFound returns the response for a valid id that no job has.
	notFound(c *call) *fastapi.Response
	// noParent returns the response for an id in the path that no resource has, of another
	// resource than the operation's own.
	noParent(c *call, of *world.Resource, id string) *fastapi.Response
	// conflict returns the response for a request that the state of a job does not allow.
	// Status is the code that fits, why the reason in plain words.
	conflict(c *call, status int, why string) *fastapi.Response
}

// newFramework makes the framework that the configuration names.
func newFramework(m *served) (framework, error) {
	if m.config.Framework == fixtures.PlainFramework {
		return newDescribed(m), nil
	}
	f, err := newFastAPI(m)
	if err != nil {
		return nil, fmt.Errorf("routing %s: %w", m.api.Name, err)
	}
	if m.api.Name == fixtures.BuiltIn {
		return f, nil
	}
	return &toldFastAPI{described: newDescribed(m), fastAPI: f}, nil
}

// frameworkOf returns the framework of a configuration and its style. This is the only place
// that knows the frameworks by name.
func frameworkOf(c *Config) (name string, style fastapi.Style, err error) {
	name, style = cmp.Or(c.Framework, c.API.Framework), c.Style
	if name == "" {
		if name = fixtures.PlainFramework; fastapi.IsFastAPI(c.API.Description) {
			name = fixtures.FastAPI
		}
	}
	switch name {
	case fixtures.PlainFramework:
		return name, style, nil
	case fixtures.FastAPI:
	case fixtures.Pydantic1:
		style = fastapi.Pydantic1
	case fixtures.Pydantic2:
		style = fastapi.Pydantic2
	default:
		return "", style, fmt.Errorf("Framework is %q: want one of %s, or none for what the description tells",
			name, strings.Join(fixtures.Frameworks(), ", "))
	}
	if style == fastapi.FromDocument {
		style = fastapi.StyleOf(c.API.Description)
	}
	return fixtures.FastAPI, style, nil
}

// route finds the operation, or the framework's refusal.
func (c *call) route() *fastapi.Response {
	operation, params, refusal := c.api.framework.match(c)
	if refusal != nil {
		c.trace.Refused = "no such route (" + strconv.Itoa(refusal.Status) + ")"
		return refusal
	}
	c.operation, c.params, c.place = operation, params, c.api.resources.Place(operation.ID)
	c.trace.Operation = operation.ID
	return nil
}

// judge returns the framework's refusal for failed authentication, and for invalid parameters
// and bodies.
func (c *call) judge() *fastapi.Response {
	params, parsed, refusal := c.api.framework.judge(c)
	if refusal != nil {
		c.trace.Refused = "the request is not valid for the API (" + strconv.Itoa(refusal.Status) + ")" + inputs(c.wrong, c.moreWrong)
		if n := strconv.Itoa(refusal.Omitted); refusal.Omitted > 0 {
			c.trace.Refused += ", and " + n + " more errors were omitted from the response"
			refusal.Header.Set(omittedHeader, n)
		}
		return refusal
	}
	c.params, c.parsed = params, parsed
	return nil
}
