package mock

import (
	"fmt"
	"net/http"
	"sync"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/budget"
	"github.com/ringer-api/ringer/mock/control"
	"github.com/ringer-api/ringer/mock/event"
	"github.com/ringer-api/ringer/mock/execution"
	"github.com/ringer-api/ringer/mock/fastapi"
	"github.com/ringer-api/ringer/mock/incoming"
	"github.com/ringer-api/ringer/mock/problem"
	"github.com/ringer-api/ringer/mock/scenario"
	"github.com/ringer-api/ringer/mock/session"
	"github.com/ringer-api/ringer/schemas"
)

// Mock is an http.Handler that answers as the API does. It is safe for
// concurrent use.
type Mock struct {
	config      Config
	description *schemas.Description
	table       *fastapi.Table
	library     scenario.Library
	events      *event.Bus
	sessions    *session.Sessions
	control     *control.Control
	pages       pages
	budget      *budget.Budget

	mu     sync.Mutex
	broken []Broken
}

// New makes a mock. A configuration that cannot work is an error here and not
// later: it names the field or the file, what was found and what would be right.
func New(c Config) (*Mock, error) {
	c, err := c.withDefaults()
	if err != nil {
		return nil, fmt.Errorf("configuring the mock: %w", err)
	}
	m := &Mock{config: c, description: schemas.Default(), events: event.NewBus(), pages: newPages(),
		budget: budget.New(c.MaxResponses)}
	if m.table, err = fastapi.NewTable(routes(m.description)); err != nil {
		return nil, err
	}
	m.sessions = session.New(m.sessionConfig())
	if err := m.SetFixtures(c.Fixtures); err != nil {
		return nil, err
	}
	m.control = control.New(m.controlConfig())
	if _, err := m.sessions.Session(SharedSession); err != nil {
		return nil, fmt.Errorf("starting scenario: %w", err)
	}
	return m, nil
}

// SetFixtures replaces the known scenarios. An error leaves the old ones in force.
func (m *Mock) SetFixtures(set *fixtures.Set) error { return m.takeFixtures(set, nil) }

// takeFixtures is SetFixtures while something is wrong with other files.
func (m *Mock) takeFixtures(set *fixtures.Set, trouble error) error {
	before, err := m.library.Replace(set, trouble)
	if err == nil && before != nil {
		m.sessions.Changed("fixtures", fmt.Sprintf("%d scenarios are known", m.library.Current().Len()))
	}
	return err
}

// routes are the description's operations as the framework knows them.
func routes(d *schemas.Description) []fastapi.Route {
	var all []fastapi.Route
	for _, o := range d.Operations() {
		all = append(all, fastapi.Route{ID: o.ID, Method: o.Method, Path: o.Path})
	}
	return all
}

// ServeHTTP answers one request: what is the mock's own first, then as the API.
func (m *Mock) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Date", m.date(r))
	body, out := incoming.New(r, m.config.MaxBody), &incoming.Writer{ResponseWriter: w}
	r = r.WithContext(r.Context()) // a copy: the request stays as it was
	r.Body = body
	if !m.serveOwn(out, r) {
		m.serveShared(out, r)
	}
	body.Linger(out, r)
}

// serve is the pipeline of every request to the API.
func (m *Mock) serve(w http.ResponseWriter, r *http.Request) {
	c, err := m.receive(w, r) // which session, at what time of its clock
	if err != nil {
		problem.Of(err).Write(w)
		return
	}
	defer m.sessions.Leave(c.session)
	defer c.room.Done()
	defer c.log()
	if err := c.handle(); err != nil {
		c.fail(err)
	} else {
		c.seal(w)
	}
	c.record() // journal and events
	c.send(w)
}

// handle decides what the request is answered with.
func (c *call) handle() error {
	c.refusal = c.route()            // 404, 405, 307
	if err := c.read(); err != nil { // its body, and what it asks for itself
		return err
	}
	base, err := c.scenario() // the one that it names, or its session's
	if err != nil {
		return err
	}
	if c.refusal == nil {
		c.refusal = c.judge() // 400, 401, 422
	}
	if err := c.makePlan(base); err != nil { // scenario, rule, Prefer, faults
		return err
	}
	if err := c.respond(); err != nil { // births, timelines: the good response
		return err
	}
	c.validate()      // does it keep the contract?
	return c.inject() // faults
}

// rules are what the framework judges a request by.
func (m *Mock) rules(body *schemas.Node) fastapi.Rules {
	return fastapi.Rules{Auth: m.config.Auth, Style: m.config.Style, Body: body}
}

// times is how times are written in the configured style.
func (m *Mock) times() execution.TimeForm {
	if m.config.Style == fastapi.Pydantic1 {
		return execution.Offset
	}
	return execution.Zulu
}

// EndEvents ends all subscriptions, and lets in no new ones. A server that
// shuts down in good order does this first: streams of events do not end by
// themselves.
func (m *Mock) EndEvents() { m.events.Close() }

// Close ends the mock's sessions and all subscriptions to its events. It may
// be called more than once.
func (m *Mock) Close() error {
	m.EndEvents()
	return m.sessions.Close()
}
