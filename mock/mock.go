package mock

import (
	"errors"
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/budget"
	"github.com/ringer-api/ringer/mock/console"
	"github.com/ringer-api/ringer/mock/control"
	"github.com/ringer-api/ringer/mock/event"
	"github.com/ringer-api/ringer/mock/incoming"
	"github.com/ringer-api/ringer/mock/problem"
	"github.com/ringer-api/ringer/mock/session"
)

// Mock is an http.Handler that responds like the API, or like several. It is safe for concurrent use.
type Mock struct {
	config Config
	apis   []*served // at least one
	// apiProblems is what ReportAPI was told.
	apiProblems atomic.Pointer[error]
	events      *event.Bus
	sessions    *session.Sessions
	control     *control.Control
	console     *console.Console // nil if it is switched off
	pages       pages
	budget      *budget.Budget

	mu     sync.Mutex
	broken []Broken
}

// New makes a mock. An invalid configuration is an error here and not later: it names the
// field or the file, what was found and what would be valid.
func New(c Config) (*Mock, error) {
	c, err := c.withDefaults()
	if err != nil {
		return nil, fmt.Errorf("configuring the mock: %w", err)
	}
	m := &Mock{config: c, events: event.NewBus(), pages: newPages(), budget: budget.New(c.MaxResponses)}
	each, err := c.each()
	if err != nil {
		return nil, fmt.Errorf("configuring the mock: %w", err)
	}
	for _, one := range each {
		s, err := m.config.serving(one)
		if err != nil {
			return nil, err
		}
		m.apis = append(m.apis, s)
	}
	if err := checkPlaces(m.apis); err != nil {
		return nil, err
	}
	m.sessions = session.New(m.sessionConfig())
	m.control = control.New(m.controlConfig())
	if !c.NoControl && !c.NoConsole {
		m.console = &console.Console{}
	}
	if _, err := m.sessions.Session(SharedSession); err != nil {
		return nil, fmt.Errorf("starting scenario: %w", err)
	}
	return m, nil
}

// SetFixtures replaces the known scenarios of a mock of one API. On an error the old ones stay
// active.
func (m *Mock) SetFixtures(set *fixtures.Set) error { return m.takeFixtures(set, nil) }

// takeFixtures is SetFixtures with an error about other files, which is only reported.
func (m *Mock) takeFixtures(set *fixtures.Set, trouble error) error {
	if len(m.apis) > 1 {
		return errors.New("a mock of several APIs has the scenarios of these, and no others")
	}
	library := &m.apis[0].library
	before, err := library.Replace(set, trouble)
	if err == nil && before != nil {
		m.sessions.Changed("fixtures", fmt.Sprintf("%d scenarios are known", library.Current().Len()))
	}
	return err
}

// ServeHTTP serves the mock's own paths, and all others as the API does.
func (m *Mock) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Date", m.date(r))
	body, out := incoming.New(r, m.config.MaxBody), &incoming.Writer{ResponseWriter: w}
	r = r.WithContext(r.Context()) // a copy: the caller's request must not change
	r.Body = body
	if !m.serveConsole(out, r) && !m.serveOwn(out, r) {
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
	err = c.handle()
	c.nameIgnored(w.Header())
	if err != nil {
		c.fail(err)
	} else {
		c.seal(w)
	}
	c.record() // journal and events
	c.send(w)
}

// handle decides how the request is answered.
func (c *call) handle() error {
	c.refusal = c.route()            // 404, 405, 307
	if err := c.read(); err != nil { // its body and preferences
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
	if err := c.respond(); err != nil { // births, timelines: the response without faults
		return err
	}
	c.validate()      // does it keep the contract?
	return c.inject() // faults
}

// EndEvents ends all subscriptions, and accepts no new ones. Call it before a graceful
// shutdown of a server: event streams do not end by themselves.
func (m *Mock) EndEvents() { m.events.Close() }

// Close ends the mock's sessions and all subscriptions to its events. It may
// be called more than once.
func (m *Mock) Close() error {
	m.EndEvents()
	return m.sessions.Close()
}
