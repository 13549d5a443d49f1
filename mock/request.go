package mock

import (
	"bytes"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/budget"
	"github.com/ringer-api/ringer/mock/fastapi"
	"github.com/ringer-api/ringer/mock/fault"
	"github.com/ringer-api/ringer/mock/incoming"
	"github.com/ringer-api/ringer/mock/journal"
	"github.com/ringer-api/ringer/mock/operation"
	"github.com/ringer-api/ringer/mock/plain"
	"github.com/ringer-api/ringer/mock/prefer"
	"github.com/ringer-api/ringer/mock/problem"
	"github.com/ringer-api/ringer/mock/python"
	"github.com/ringer-api/ringer/mock/random"
	"github.com/ringer-api/ringer/mock/scenario"
	"github.com/ringer-api/ringer/mock/session"
	"github.com/ringer-api/ringer/mock/world"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// omittedHeader is the response header with the number of errors that a 422 of many megabytes
// omits from its list.
const omittedHeader = "Ringer-Omitted"

// call is one request to the API while the mock handles it.
type call struct {
	mock    *Mock
	api     *served
	session *session.Session
	request *http.Request
	prefix  string    // of the session in the path, removed from the request's
	mount   string    // of the API in the path, which its operations do not have
	number  int       // of the request in its session, from 1
	now     time.Time // the session's clock, read once
	began   time.Time // real time

	matched   plain.Match        // by the framework of a described service
	input     json.RawMessage    // the body as JSON, if the framework has converted it
	files     []operation.File   // in the body, of a described service
	operation *schemas.Operation // nil when the path belongs to none
	params    []fastapi.Param    // ids in canonical form, once validated
	body      []byte
	parsed    *python.Value // by the framework; nil if it has not parsed the body
	nth       int           // of the calls of this operation with these ids, from 1
	prefer    *prefer.Preferences
	plan      plan

	wrong     []plain.Problem // with the inputs; the first ones
	moreWrong int             // those that are not in wrong

	refusal *fastapi.Response // the framework's; nil when it accepts the request
	outcome outcome
	place   world.Place  // of its operation in the job model
	scope   world.Scope  // the collection that it is about; zero when none
	started string       // the id of the job that it started
	changed bool         // the collection
	waited  bool         // for the end of the job that it started
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
	// byOperation is a response with jobs of the operation.
	byOperation responder = iota
	// byScenario is one that a scenario or the request itself returns instead.
	byScenario
	// byFramework is the refusal of a request before it reaches an operation.
	byFramework
	// byMock is the mock's own error.
	byMock
)

// read reads the body, if the operation has one, and the preferences.
func (c *call) read() error {
	if c.operation != nil && c.operation.Request != nil {
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
		prefer.Config{MaxDelay: config.MaxWait, Plain: c.api.plainPreferences, States: c.api.states, Described: c.api.api.Name != fixtures.BuiltIn, Waits: c.waits()})
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

// waits reports whether the operation waits for the end of the job that it creates.
func (c *call) waits() bool {
	return c.operation != nil && c.place.Resource != nil && c.place.Role == jobs.CreateRole && slices.Contains(c.place.Waits, jobs.Of(c.operation))
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

// locate finds the collection that the request is about, once its ids are in canonical form.
func (c *call) locate() {
	if c.place.Resource == nil {
		return
	}
	c.scope = world.Scope{Resource: c.place.Name} // with its API, of several
	for _, name := range c.place.Within {
		value := c.param(name)
		if value == "" && c.place.Role == jobs.CreateRole && c.refusal == nil {
			value = c.newParent(name)
		}
		c.scope.Params = c.scope.Params.With(name, value)
	}
}

// newParent returns the id of the collection that an operation creates together with its
// first job.
func (c *call) newParent(name string) string {
	n, _ := c.session.Count("parent", name) // without a count it is the same one again
	seed := c.session.Seed() ^ random.Hash("parent", name, strconv.Itoa(n))
	for _, r := range c.api.resources.All() {
		if kind, ok := r.Kind.(world.Namer); ok && r.ID != nil && r.ID.Parameter == name {
			return kind.NewID(seed)
		}
	}
	return random.UUID(seed)
}

// resource returns the model's name of the resource that the request is about; "" for none.
func (c *call) resource() string {
	if c.place.Resource == nil {
		return ""
	}
	return c.place.Resource.Resource.Name
}

// noun is what messages call a resource of the place; "" when the operation has none.
func (c *call) noun() string {
	if c.place.Resource == nil {
		return ""
	}
	return c.place.Resource.Noun()
}

// job returns the id of the job that the request names; "" when it names none.
func (c *call) job() string {
	if c.place.Resource == nil || c.place.ID == nil {
		return ""
	}
	name := c.place.ID.Parameter
	if id := c.param(name); id != "" || name == "" {
		return id
	}
	for _, p := range c.operation.Parameters {
		if p.Name == name && p.In == "query" {
			return c.request.URL.Query().Get(name)
		}
	}
	if c.place.Role == jobs.ResultsRole && len(c.params) == 1 && !slices.Contains(c.place.Within, c.params[0].Name) {
		return c.params[0].Value // elsewhere, under the same id
	}
	return ""
}

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
		Header: c.request.Header, Body: c.body, Nth: c.nth, Now: c.now, Seed: c.plan.seed, Times: c.api.times(), Room: c.room}
}
