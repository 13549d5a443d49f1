package mock

import (
	"errors"
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/execution"
	"github.com/ringer-api/ringer/mock/fastapi"
	"github.com/ringer-api/ringer/schemas"
)

// Mock is the double. It is an http.Handler, safe for concurrent use.
type Mock struct {
	config      Config
	description *schemas.Description
	table       *fastapi.Table
	catalogue   atomic.Pointer[catalogue]
	cors        func(http.Handler) http.Handler
	events      *events
	journals    *journals
	underWay    atomic.Int64 // bytes of the answers
	control     *control
	reading     chan struct{} // holds one while a client's scenario is read

	mu       sync.Mutex
	sessions map[string]*Session
	evicted  map[string]string // why a session was dropped, by name
	idleFrom time.Time         // no session is idle before
	broken   []Broken
	trouble  error // with the scenario files; see ReportFixtures
}

// New makes a mock. A configuration that cannot work is an error here and not
// later: it names the field or the file, what was found and what would be right.
func New(c Config) (*Mock, error) {
	c, err := c.withDefaults()
	if err != nil {
		return nil, fmt.Errorf("configuring the mock: %w", err)
	}
	m := &Mock{config: c, description: schemas.Default(), cors: newCORS(), events: newEvents(),
		journals: newJournals(c.JournalTotal), sessions: map[string]*Session{}, evicted: map[string]string{},
		reading: make(chan struct{}, 1)}
	if m.table, err = fastapi.NewTable(routes(m.description)); err != nil {
		return nil, err
	}
	if err := m.SetFixtures(c.Fixtures); err != nil {
		return nil, err
	}
	m.control = newControl(m)
	if _, err := m.Session(SharedSession); err != nil {
		return nil, fmt.Errorf("starting scenario: %w", err)
	}
	return m, nil
}

// SetFixtures replaces the known scenarios. An error leaves the old ones in force.
func (m *Mock) SetFixtures(set *fixtures.Set) error { return m.takeFixtures(set, nil) }

// takeFixtures is SetFixtures while something is wrong with other files.
func (m *Mock) takeFixtures(set *fixtures.Set, trouble error) error {
	c, err := newCatalogue(set)
	m.ReportFixtures(errors.Join(trouble, err))
	if err != nil {
		return err
	}
	if m.catalogue.Swap(c) != nil {
		m.changed("fixtures", fmt.Sprintf("%d scenarios are known", len(c.byName)))
	}
	return nil
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
	if m.serveOwn(w, r) {
		return
	}
	if !m.config.NoCORS && r.Header.Get("Origin") != "" {
		m.cors(http.HandlerFunc(m.serveAPI)).ServeHTTP(w, r)
		return
	}
	m.serveAPI(w, r)
}

// serveAPI is the pipeline of every request to the API.
func (m *Mock) serveAPI(w http.ResponseWriter, r *http.Request) {
	c, err := m.receive(w, r) // which session, at what time of its clock
	if err != nil {
		problemOf(err).write(w)
		return
	}
	defer c.done()
	defer c.note() // journal and log
	if err := c.decide(); err != nil {
		c.fail(w, err)
		return
	}
	c.check()                         // does the answer keep the contract?
	if err := c.spoil(); err != nil { // faults
		c.fail(w, err)
		return
	}
	c.send(w)
}

// decide makes the answer, before anything spoils it.
func (c *call) decide() error {
	c.refusal = c.route()            // 404, 405, 307
	if err := c.read(); err != nil { // its body, and what it asks for itself
		return err
	}
	if err := c.enter(); err != nil { // the scenario in force
		return err
	}
	if c.refusal == nil {
		c.refusal = c.judge() // 400, 401, 422
	}
	if c.refusal != nil {
		return c.refuse()
	}
	return c.prepare() // births, timelines: the good answer
}

// refuse answers a request that the framework does not let through. No rule of
// the scenario sees it, but its faults do, as those of a bad network would.
func (c *call) refuse() error {
	if err := c.unheeded(); err != nil {
		return err
	}
	c.nth = c.session.count("refused", c.operation)
	c.plan.apply(&c.wish.answer)
	c.plan.faults = append(c.plan.faults, c.session.ownFaults()...)
	c.answer = answerOf(c.refusal)
	if code := c.plan.code; code != 0 && code != c.refusal.Status && !c.redirects() {
		c.answer = answerOf(c.forced(code))
	}
	c.answer.Delivery.Delay += c.plan.wait
	return nil
}

// prepare makes the answer of a request that got through.
func (c *call) prepare() error {
	c.session.see(DatasetID{c.pipeline(), c.dataset()}, c.now)
	c.nth = c.session.count(append([]string{"call", c.operation}, c.ids()...)...)
	c.trace.Call = c.nth
	if err := c.makePlan(); err != nil {
		return err
	}
	if err := c.unheeded(); err != nil {
		return err
	}
	var err error
	if c.answer, err = c.compose(); err != nil {
		return err
	}
	return c.missed()
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

// Close ends the mock's sessions and all subscriptions to its events. It may
// be called more than once.
func (m *Mock) Close() error {
	m.EndEvents()
	m.mu.Lock()
	defer m.mu.Unlock()
	var errs []error
	for name := range m.sessions {
		errs = append(errs, m.drop(name))
	}
	return errors.Join(errs...)
}
