package mock

import (
	"bytes"
	"net/http"
	"strconv"
	"time"

	"github.com/ringer-api/ringer/mock/budget"
	"github.com/ringer-api/ringer/mock/fastapi"
	"github.com/ringer-api/ringer/mock/fault"
	"github.com/ringer-api/ringer/mock/incoming"
	"github.com/ringer-api/ringer/mock/journal"
	"github.com/ringer-api/ringer/mock/prefer"
	"github.com/ringer-api/ringer/mock/problem"
	"github.com/ringer-api/ringer/mock/scenario"
	"github.com/ringer-api/ringer/mock/session"
	"github.com/ringer-api/ringer/mock/world"
	"github.com/ringer-api/ringer/schemas"
)

// omittedHeader is the response header that counts what a 422 of many megabytes
// leaves out of its list.
const omittedHeader = "Ringer-Omitted"

// call is one request to the API on its way through the mock.
type call struct {
	mock    *Mock
	session *session.Session
	request *http.Request
	prefix  string    // of the session in the path, taken off the request's
	number  int       // of the request in its session, from 1
	now     time.Time // the session's clock, read once
	began   time.Time // real time

	operation *schemas.Operation // nil where the path leads to none
	params    []fastapi.Param    // ids as the service gives them back, once judged
	body      []byte
	parsed    fastapi.Value
	nth       int // of the calls of this operation with these ids, from 1
	prefer    *prefer.Preferences
	plan      plan

	refusal *fastapi.Response // the framework's; nil when it lets the request through
	outcome outcome
	started string       // the execution that it started, by its id
	room    *budget.Room // what it takes of what all responses may hold together
	wire    *fault.Response
	sent    int
	sendErr error
	trace   journal.Trace
	entry   journal.Entry // what the journal has of it
}

// outcome is what a request is answered with, and who answers.
type outcome struct {
	*fault.Response
	by responder
}

type responder int

const (
	// byOperation is a response with executions of the operation.
	byOperation responder = iota
	// byScenario is one that a scenario or the request itself puts in its place.
	byScenario
	// byFramework refuses a request before any operation sees it.
	byFramework
	// byMock is the mock's own error.
	byMock
)

// route finds the operation, or the framework's refusal.
func (c *call) route() *fastapi.Response {
	match := c.mock.table.Match(c.asFramework())
	if match.Refusal != nil {
		c.trace.Refused = "no such route (" + strconv.Itoa(match.Refusal.Status) + ")"
		return match.Refusal
	}
	c.operation, c.params = c.mock.description.Operation(match.Route.ID), match.Params
	c.trace.Operation = c.operation.ID
	return nil
}

// asFramework is the request as the framework looks at it.
func (c *call) asFramework() fastapi.Request {
	request := fastapi.FromHTTP(c.request, c.body)
	request.Prefix = c.prefix
	return request
}

// read takes in the body, where the operation has one, and what the request
// asks for itself.
func (c *call) read() error {
	if c.operation != nil && c.operation.Body != nil {
		body, err := incoming.Read(c.request, c.mock.config.ReadTimeout)
		if err != nil {
			return err
		}
		if err := c.room.Take(bodyRoom(body), "what is read from the body"); err != nil {
			return problem.About(err, "body", "send less, or start the mock with a larger bound on responses")
		}
		c.body = body
	}
	asked, err := prefer.Read(c.request.Header, c.request.URL.RawQuery, prefer.Limits{Wait: c.mock.config.MaxWait})
	if err == nil {
		c.prefer = asked
	}
	return err
}

// bodyRoom is what a body takes once it is parsed and judged: its own bytes, and
// a value for each of its signs that may begin one.
func bodyRoom(body []byte) int64 {
	values := 1
	for _, sign := range []string{",", "[", "{"} {
		values += bytes.Count(body, []byte(sign))
	}
	return int64(len(body)) + budget.ValueSize*int64(values)
}

// judge refuses what the framework refuses: who is not let in, ids and bodies.
func (c *call) judge() *fastapi.Response {
	var body *schemas.Node
	if b := c.operation.Body; b != nil {
		body = b.Node()
	}
	accepted, refusal := fastapi.Judge(c.asFramework(), c.params, c.mock.rules(body))
	if refusal != nil {
		c.trace.Refused = "the request is not as the API wants it (" + strconv.Itoa(refusal.Status) + ")"
		if n := strconv.Itoa(refusal.Omitted); refusal.Omitted > 0 {
			c.trace.Refused += ", and " + n + " more reasons were left out of the response"
			refusal.Header.Set(omittedHeader, n)
		}
		return refusal
	}
	c.params, c.parsed = accepted.Params, accepted.Body
	return nil
}

// operationID is the operation's id; "" where the path leads to none.
func (c *call) operationID() string {
	if c.operation == nil {
		return ""
	}
	return c.operation.ID
}

// param gives a path parameter by name, "" where there is none.
func (c *call) param(name string) string {
	for _, p := range c.params {
		if p.Name == name {
			return p.Value
		}
	}
	return ""
}

func (c *call) dataset() world.DatasetID {
	return world.DatasetID{PipelineID: c.param("pipeline_id"), EvalDatasetID: c.param("eval_dataset_id")}
}

func (c *call) execution() string { return c.param("eval_dataset_execution_id") }

// ids are the values of the path parameters, in order.
func (c *call) ids() []string {
	ids := make([]string, len(c.params))
	for i, p := range c.params {
		ids[i] = p.Value
	}
	return ids
}

// paramsByName are the path parameters by name; nil when there are none.
func (c *call) paramsByName() map[string]string {
	if len(c.params) == 0 {
		return nil
	}
	byName := make(map[string]string, len(c.params))
	for _, p := range c.params {
		byName[p.Name] = p.Value
	}
	return byName
}

// forScenario is the request as a scenario's rules and templates know it.
func (c *call) forScenario() scenario.Request {
	return scenario.Request{Operation: c.operationID(), Params: c.paramsByName(), Host: c.request.Host,
		Header: c.request.Header, Body: c.body, Nth: c.nth, Now: c.now, Seed: c.plan.seed, Times: c.mock.times(), Room: c.room}
}
