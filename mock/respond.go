package mock

import (
	"fmt"
	"net/http"
	"slices"

	"github.com/ringer-api/ringer/mock/budget"
	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/mock/fastapi"
	"github.com/ringer-api/ringer/mock/fault"
	"github.com/ringer-api/ringer/mock/scenario"
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
	return responseOf(c.mock.framework.withStatus(c, code))
}

// success makes the response with its status code and body: the rule's own, the one of a
// forced status code, or that of the operation.
func (c *call) success() (outcome, error) {
	switch {
	case c.plan.operates():
		a, err := c.operate()
		return outcome{a, byOperation}, err
	case c.plan.response != nil && c.plan.response.ReplacesBody():
		a, err := c.replaced(c.plan.response)
		return outcome{a, byScenario}, err
	}
	return outcome{responseOf(c.mock.framework.withStatus(c, c.plan.code)), byScenario}, nil
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
	v, err := c.view()
	if err != nil {
		return nil, err
	}
	switch c.place.Role {
	case jobs.CreateRole:
		return c.start(v)
	case jobs.ListRole:
		return c.list(v)
	case jobs.ResultsRole:
		results, err := v.Results()
		return ok(results), err
	case jobs.GetRole:
		return c.single(v)
	}
	return nil, fmt.Errorf("the mock does not know what operation %q does", c.operation.ID)
}

// view returns the collection as the plan describes it.
func (c *call) view() (*scenario.View, error) {
	v := &scenario.View{Scenario: c.plan.scenario, Request: c.forScenario()}
	v.Scope, v.Resource, v.Now, v.Seed = c.scope, c.place.Resource, c.now, c.plan.seed
	v.Data, v.Generate = c.plan.scenario.Scenario, c.plan.generate
	v.Room = c.room
	v.Status, v.KeepStatus = c.plan.status, c.prefer.Response.Status != ""
	byID := c.place.Role == jobs.GetRole
	if !byID { // a single job does not depend on how many there are
		v.Count = c.plan.count
	}
	// A list under a scenario that the request itself names contains only its data.
	withBorn := byID || c.prefer.Response.Scenario == ""
	return v, c.session.Complete(v, withBorn)
}

// start starts a job and responds with its record.
func (c *call) start(v *scenario.View) (*fault.Response, error) {
	birth, err := c.place.Kind.New(&v.Query, &world.Wish{Input: c.body, Parsed: &c.parsed})
	if err != nil {
		return nil, err
	}
	born, err := c.session.Start(v.Resource, v.Scope, birth)
	if err != nil {
		return nil, err
	}
	c.started, c.changed = born.JobID(), true
	record, err := c.render(v, world.Job{ID: born.JobID(), Of: 1, Birth: born})
	return ok(record), err
}

// list responds with every job of the collection.
func (c *call) list(v *scenario.View) (*fault.Response, error) {
	all, err := v.Jobs()
	if err != nil {
		return nil, err
	}
	what := fmt.Sprintf("a list of %d jobs", len(all))
	if err := c.room.Take(int64(len(all))*budget.RecordSize, what); err != nil {
		return nil, err
	}
	list := edit.NewArray(len(all) * budget.RecordSize)
	for i := range all {
		record, err := c.render(v, all[i])
		if err != nil {
			return nil, err
		}
		all[i] = world.Job{} // its memory is now the record's
		list.Add(record)
		if err := c.room.Reach(list.Size(), what); err != nil {
			return nil, err
		}
	}
	c.room.Keep(list.Size())
	return ok(list.Close()), nil
}

// single responds with one job.
func (c *call) single(v *scenario.View) (*fault.Response, error) {
	all, err := v.Jobs()
	if err != nil {
		return nil, err
	}
	for _, e := range all {
		if e.ID == c.job() {
			record, err := c.render(v, e)
			return ok(record), err
		}
	}
	return responseOf(c.mock.framework.notFound(c)), nil
}

// render returns the JSON of a job.
func (c *call) render(v *scenario.View, e world.Job) ([]byte, error) {
	c.plan.breaks = c.plan.breaks || e.Patch != nil && e.Patch.Breaks
	return v.Render(&e)
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

// ok is a response with status code 200 and a JSON body.
func ok(body []byte) *fault.Response {
	return responseOf(fastapi.JSON(http.StatusOK, body))
}

func responseOf(r *fastapi.Response) *fault.Response {
	header := r.Header
	if header == nil {
		header = http.Header{}
	}
	return &fault.Response{Status: r.Status, Header: header, Body: r.Body}
}
