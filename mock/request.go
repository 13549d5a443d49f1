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

// omittedHeader is the response header with the number of errors that a 422 of many megabytes
// omits from its list.
const omittedHeader = "Ringer-Omitted"

// call is one request to the API while the mock handles it.
type call struct {
	mock    *Mock
	session *session.Session
	request *http.Request
	prefix  string    // of the session in the path, removed from the request's
	number  int       // of the request in its session, from 1
	now     time.Time // the session's clock, read once
	began   time.Time // real time

	operation *schemas.Operation // nil when the path belongs to none
	params    []fastapi.Param    // ids in canonical form, once validated
	body      []byte
	parsed    fastapi.Value
	nth       int // of the calls of this operation with these ids, from 1
	prefer    *prefer.Preferences
	plan      plan

	refusal *fastapi.Response // the framework's; nil when it accepts the request
	outcome outcome
	started string       // the id of the execution that it started
	room    *budget.Room // its part of the memory shared by all responses
	wire    *fault.Response
	sent    int
	sendErr error
	trace   journal.Trace
	entry   journal.Entry // its exchange in the journal
}

// outcome is the response to a request, and its origin.
type outcome struct {
	*fault.Response
	by responder
}

type responder int

const (
	// byOperation is a response with executions of the operation.
	byOperation responder = iota
	// byScenario is one that a scenario or the request itself returns instead.
	byScenario
	// byFramework is the refusal of a request before it reaches an operation.
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

// asFramework returns the request as the framework sees it.
func (c *call) asFramework() fastapi.Request {
	request := fastapi.FromHTTP(c.request, c.body)
	request.Prefix = c.prefix
	return request
}

// read reads the body, if the operation has one, and the preferences.
func (c *call) read() error {
	if c.operation != nil && c.operation.Body != nil {
		body, err := incoming.Read(c.request, c.mock.config.ReadTimeout)
		if err != nil {
			return err
		}
		if err := c.room.Take(bodyRoom(body), "the parsed body"); err != nil {
			return problem.About(err, "body", "send less, or start the mock with a larger limit on responses")
		}
		c.body = body
	}
	config := &c.mock.config
	asked, err := prefer.Read(c.request.Header, c.request.URL.RawQuery,
		prefer.Config{MaxDelay: config.MaxWait, Plain: config.PlainPreferences})
	c.trace.Ignored = asked.Ignored
	if err == nil {
		c.prefer = asked
	}
	return err
}

// bodyRoom estimates the memory of a parsed and validated body: its own bytes, and a value for
// each character that may begin one.
func bodyRoom(body []byte) int64 {
	values := 1
	for _, sign := range []string{",", "[", "{"} {
		values += bytes.Count(body, []byte(sign))
	}
	return int64(len(body)) + budget.ValueSize*int64(values)
}

// judge returns the framework's refusal for failed authentication, and for invalid ids and
// bodies.
func (c *call) judge() *fastapi.Response {
	var body *schemas.Node
	if b := c.operation.Body; b != nil {
		body = b.Node()
	}
	accepted, refusal := fastapi.Judge(c.asFramework(), c.params, c.mock.rules(body))
	if refusal != nil {
		c.trace.Refused = "the request is not valid for the API (" + strconv.Itoa(refusal.Status) + ")"
		if n := strconv.Itoa(refusal.Omitted); refusal.Omitted > 0 {
			c.trace.Refused += ", and " + n + " more errors were omitted from the response"
			refusal.Header.Set(omittedHeader, n)
		}
		return refusal
	}
	c.params, c.parsed = accepted.Params, accepted.Body
	return nil
}

// operationID returns the operation's id; "" when the path belongs to none.
func (c *call) operationID() string {
	if c.operation == nil {
		return ""
	}
	return c.operation.ID
}

// param returns a path parameter by name, "" when there is none.
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

// ids returns the values of the path parameters, in order.
func (c *call) ids() []string {
	ids := make([]string, len(c.params))
	for i, p := range c.params {
		ids[i] = p.Value
	}
	return ids
}

// paramsByName returns the path parameters by name; nil when there are none.
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

// forScenario returns the request as a scenario's rules and templates see it.
func (c *call) forScenario() scenario.Request {
	return scenario.Request{Operation: c.operationID(), Params: c.paramsByName(), Host: c.request.Host,
		Header: c.request.Header, Body: c.body, Nth: c.nth, Now: c.now, Seed: c.plan.seed, Times: c.mock.times(), Room: c.room}
}
