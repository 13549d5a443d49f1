package mock

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/mock/fastapi"
	"github.com/ringer-api/ringer/mock/fault"
	"github.com/ringer-api/ringer/mock/journal"
	"github.com/ringer-api/ringer/mock/operation"
	"github.com/ringer-api/ringer/mock/problem"
	"github.com/ringer-api/ringer/mock/random"
	"github.com/ringer-api/ringer/mock/scenario"
	"github.com/ringer-api/ringer/mock/value"
	"github.com/ringer-api/ringer/mock/world"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// respond makes the response of the plan, without faults.
func (c *call) respond() error {
	if c.refusal != nil {
		if err := c.room.Take(int64(len(c.refusal.Body)), "a refusal"); err != nil {
			return err
		}
		c.outcome = outcome{c.refusalResponse(), byFramework}
		c.outcome.Delivery.Delay += c.plan.wait
		return nil
	}
	out, err := c.success()
	if err != nil {
		return err
	}
	c.outcome = out
	if own := c.plan.response; own != nil {
		setHeaders(out.Header, own)
	}
	out.Delivery.Delay += c.plan.wait
	c.tag(out.Response)
	return c.prefer.CheckFound(c.response(), c.job(), out.Status)
}

// refusalResponse returns the framework's refusal, or the error that was requested instead.
func (c *call) refusalResponse() *fault.Response {
	code := c.plan.code
	if code == 0 || code == c.refusal.Status || c.response().Redirects() {
		return responseOf(c.refusal)
	}
	return responseOf(c.api.framework.withStatus(c, code))
}

// success makes the response with its status code and body: the rule's own, the one of a
// forced status code, or that of the operation.
func (c *call) success() (outcome, error) {
	switch {
	case c.prefer.Example != "":
		a, err := c.example()
		return outcome{a, byScenario}, err
	case c.plan.operates():
		a, err := c.operate()
		return outcome{a, byOperation}, err
	case c.plan.response != nil && c.plan.response.ReplacesBody():
		a, err := c.replaced(c.plan.response)
		return outcome{a, byScenario}, err
	}
	return outcome{responseOf(c.api.framework.withStatus(c, c.plan.code)), byScenario}, nil
}

// example makes a response of the documented example that the request names.
func (c *call) example() (*fault.Response, error) {
	described := describedBy(c.api.framework)
	if described == nil {
		return nil, fmt.Errorf("the framework of %s has no examples", c.api.api.Name)
	}
	status := cmp.Or(c.plan.code, operation.Status(c.operation, c.place.Role))
	if a := described.service.Example(c.operation, status, c.prefer.Example); a != nil {
		return responseOf(converted(a)), nil
	}
	hint := fmt.Sprintf("%s documents none for %d", c.operation.ID, status)
	if names := described.service.ExampleNames(c.operation, status); len(names) > 0 {
		hint = "want " + strings.Join(names, ", ")
	}
	return nil, problem.BadInput("preference", "example", fmt.Sprintf("there is no example %s of %s with status %d",
		problem.Quoted(c.prefer.Example), c.operation.ID, status), hint)
}

// setHeaders sets and removes headers as in a rule's response.
func setHeaders(h http.Header, own *scenario.Response) {
	for name, values := range own.Headers {
		if len(values) == 0 {
			h.Del(name)
			continue
		}
		h[name] = slices.Clone(values) // more values are appended to the response's
	}
}

// operate responds as the operation does.
func (c *call) operate() (*fault.Response, error) {
	if missing, err := c.missingParent(); missing != nil || err != nil {
		return missing, err
	}
	r := &operation.Request{Wait: c.prefer.Wait, MaxWait: c.mock.config.MaxWait, Operation: c.operation, Place: c.place, Job: c.job(), Params: c.paramsByName(), Wish: world.Wish{Input: c.inputJSON(), Parsed: c.parsed},
		Files: c.files, Header: c.request.Header, URL: c.url(), Session: c.session, Values: c.api.values, Options: c.valueOptions()}
	if c.place.Resource != nil {
		r.Monitor = c.api.resources.Monitor(c.operation.ID)
		view, err := c.view()
		if err != nil {
			return nil, err
		}
		r.View = view
	}
	a, err := operation.Respond(r)
	if a != nil {
		c.started, c.changed = a.Started, a.Changed
		c.plan.breaks = c.plan.breaks || a.Breaks
		c.ignore(a.Ignored)
	}
	switch refused := (*operation.RefusedError)(nil); {
	case errors.Is(err, operation.ErrNotFound):
		return responseOf(c.api.framework.notFound(c)), nil
	case errors.As(err, &refused):
		c.trace.Refused = refused.Why
		status := c.documented(refused.Status)
		if refused.Exact {
			status = refused.Status[0]
		}
		return responseOf(c.api.framework.conflict(c, status, refused.Why)), nil
	case err != nil:
		return nil, err
	}
	c.waited = a.Waited
	if a.NotWaited != "" {
		c.trace.Ignored = append(c.trace.Ignored, journal.IgnoredPreference{Name: "wait", Reason: a.NotWaited})
	}
	return &fault.Response{Status: a.Status, Header: a.Header, Body: a.Body, Delivery: fault.Delivery{Delay: a.Delay}}, nil
}

// documented is the status code of a refusal: the first of those that fit which the operation
// documents. A range and a default document the best one; without any of them it is the 400 that
// most APIs have, or the best one of an API whose framework decides.
func (c *call) documented(fit []int) int {
	_, plainly := c.api.framework.(*described)
	for _, status := range fit {
		_, documented := c.operation.Responses[status]
		if documented && (plainly || status != http.StatusUnprocessableEntity) { // that is its validation's alone
			return status
		}
	}
	if !plainly {
		return fit[0]
	}
	if _, documented := c.operation.Response(fit[0]); documented {
		return fit[0]
	}
	return http.StatusBadRequest
}

// inputJSON is the body as JSON: a form is converted, and a file is none.
func (c *call) inputJSON() json.RawMessage {
	if c.input != nil || len(c.files) > 0 {
		return c.input
	}
	return c.body
}

// url is the address that the client sent the request to.
func (c *call) url() *url.URL {
	u := *c.request.URL
	u.Scheme, u.Host = "http", c.request.Host
	if fastapi.OverTLS(c.request) {
		u.Scheme = "https"
	}
	u.Path, u.RawPath = c.prefix+u.Path, ""
	return &u
}

// valueOptions are those of generated values.
func (c *call) valueOptions() value.Options {
	parts := append([]string{"value", c.operationID()}, c.ids()...)
	return value.Options{Seed: c.plan.seed ^ random.Hash(parts...), Now: c.session.Epoch(), Dynamic: c.prefer.Dynamic}
}

// view returns the collection as the plan describes it.
func (c *call) view() (*scenario.View, error) {
	v := &scenario.View{Scenario: c.plan.scenario, Request: c.forScenario()}
	v.Operation = jobs.Of(c.operation)
	v.Scope, v.Resource, v.Now, v.Seed = c.scope, c.place.Resource, c.now, c.plan.seed
	v.Data, v.Generate = c.plan.scenario.Scenario, c.plan.generate
	v.Room, v.Dynamic = c.room, c.prefer.Dynamic
	v.Status, v.KeepStatus = c.plan.status, c.prefer.Response.Status != ""
	byID := c.job() != ""
	if !byID { // a single job does not depend on how many there are
		v.Count = c.plan.count
	}
	// A list under a scenario that the request itself names contains only its data.
	withBorn := byID || c.prefer.Response.Scenario == ""
	return v, c.session.Complete(v, withBorn)
}

// replaced responds with the body of a rule.
func (c *call) replaced(own *scenario.Response) (*fault.Response, error) {
	a := &fault.Response{Status: own.Status(), Header: http.Header{}, Body: own.Body}
	kind := "application/json"
	switch {
	case own.Templated():
		request := c.forScenario()
		made, err := own.Rendered(c.plan.scenario, &request)
		if err != nil {
			return nil, err
		}
		a.Body = made
	case own.Text != "":
		a.Body, kind = []byte(own.Text), "text/plain; charset=utf-8"
	case own.BodyBase64 != nil:
		a.Body, kind = own.BodyBase64, ""
	}
	if own.ContentType != "" {
		kind = own.ContentType
	}
	if kind != "" {
		a.Header.Set("Content-Type", kind)
	}
	return a, nil
}

func responseOf(r *fastapi.Response) *fault.Response {
	header := r.Header
	if header == nil {
		header = http.Header{}
	}
	return &fault.Response{Status: r.Status, Header: header, Body: r.Body}
}
