package mock

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/ringer-api/ringer/mock/fastapi"
	"github.com/ringer-api/ringer/mock/fault"
	"github.com/ringer-api/ringer/schemas"
)

// TraceHeader is the answer header that names the call in the journal.
const TraceHeader = "Ringer-Trace"

// call is one request to the API on its way through the mock.
type call struct {
	session *Session
	request *http.Request
	prefix  string    // of the session in the path, taken off the request's
	number  int       // of the request in its session, from 1
	now     time.Time // the session's clock, read once
	began   time.Time // real time

	operation string
	params    []fastapi.Param // ids as the service gives them back, once judged
	body      []byte
	parsed    fastapi.Value
	nth       int // of the calls of this operation with these ids, from 1
	wish      *wish
	plan      plan

	refusal *fastapi.Response
	answer  *fault.Answer
	wire    *fault.Answer // the answer as it goes out, compressed where that was agreed
	sent    int
	sendErr error
	trace   Trace
	entry   Entry // what the journal has of it
}

// receive begins a call: it finds the session and reads its clock.
func (m *Mock) receive(w http.ResponseWriter, r *http.Request) (*call, error) {
	name, prefix := r.Header.Get(SessionHeader), ""
	if inner, session, ok := sessionPath(r); ok {
		r, name, prefix = inner, session, OwnPrefix+"s/"+session
	}
	m.announceEviction(w, name)
	s, err := m.Session(name)
	if err != nil {
		return nil, err
	}
	c := &call{session: s, request: r, prefix: prefix, number: s.begin(),
		now: s.clock.Now(), began: m.config.Real(), wish: &wish{}}
	c.trace = Trace{ID: s.name + "." + strconv.Itoa(c.number), Session: s.name, Clock: c.now, Speed: s.clock.Speed()}
	w.Header().Set(TraceHeader, c.trace.ID)
	r.Body = http.MaxBytesReader(w, r.Body, m.config.MaxBody)
	return c, nil
}

// announceEviction tells a client whose session was dropped that it is a new one.
func (m *Mock) announceEviction(w http.ResponseWriter, name string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if why, dropped := m.evicted[name]; dropped {
		delete(m.evicted, name)
		w.Header().Set("Ringer-Session-Restarted", why)
	}
}

// route finds the operation, or the framework's refusal.
func (c *call) route() *fastapi.Response {
	match := c.session.mock.table.Match(c.asFramework())
	if match.Refusal != nil {
		c.trace.Refused = "no such route (" + strconv.Itoa(match.Refusal.Status) + ")"
		return match.Refusal
	}
	c.operation, c.params = match.Route.ID, match.Params
	c.trace.Operation = c.operation
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
	if c.described().Body != nil {
		body, err := io.ReadAll(c.request.Body)
		var tooLarge *http.MaxBytesError
		if errors.As(err, &tooLarge) {
			return &Problem{Status: http.StatusRequestEntityTooLarge, Type: "urn:ringer:body", Title: "the body is too large",
				Field: "body", Detail: fmt.Sprintf("it has more than %d bytes", tooLarge.Limit),
				Hint: "send less, or start the mock with a larger bound"}
		}
		if err != nil {
			return badInput("body", "body", "reading the body: "+err.Error(), "")
		}
		c.body = body
	}
	query, err := url.ParseQuery(c.request.URL.RawQuery)
	if err != nil {
		query = nil // the API ignores its query, broken or not
	}
	wish, err := readWish(c.request.Header, query, limits{wait: c.session.mock.config.MaxWait})
	if err != nil {
		return err
	}
	c.wish = wish
	if name := c.wish.answer.Scenario; name != "" {
		_, err = c.session.mock.catalogue.Load().get(name)
	}
	return err
}

// described is the call's operation in the description.
func (c *call) described() *schemas.Operation {
	return c.session.mock.description.Operation(c.operation)
}

// judge refuses what the framework refuses: who is not let in, ids and bodies.
func (c *call) judge() *fastapi.Response {
	var body *schemas.Node
	if b := c.described().Body; b != nil {
		body = b.Node()
	}
	accepted, refusal := fastapi.Judge(c.asFramework(), c.params, c.session.mock.rules(body))
	if refusal != nil {
		c.trace.Refused = "the request is not as the API wants it (" + strconv.Itoa(refusal.Status) + ")"
		return refusal
	}
	c.params, c.parsed = accepted.Params, accepted.Body
	return nil
}

// check holds the answer against the schemas, if the mock is told to.
func (c *call) check() {
	m := c.session.mock
	if !m.config.SelfCheck || c.operation == "" || c.plan.breaks || c.plan.scenario != nil && c.plan.scenario.BreaksContract {
		return
	}
	documented, ok := c.described().Responses[c.answer.Status]
	if !ok || documented.Schema == nil {
		return
	}
	violations := documented.Schema.Validate(c.answer.Body)
	if len(violations) == 0 {
		return
	}
	for _, v := range violations {
		c.trace.Broken = append(c.trace.Broken, v.String())
	}
	m.config.Logger.Error("the answer breaks the contract, and its scenario does not say so",
		"trace", c.trace.ID, "scenario", c.trace.Scenario, "violation", violations[0].String())
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.broken) < maxBroken {
		m.broken = append(m.broken, Broken{Trace: c.trace, Violations: violations})
	}
}

// spoil lets faults at the answer: the plan's, or, where the framework refused
// the request before there was a plan, the session's. What the request itself
// asks for comes last and must find something to spoil.
func (c *call) spoil() error {
	faults := c.plan.faults
	if c.plan.scenario == nil {
		faults = c.session.ownFaults()
		if wait := c.wish.answer.Wait; wait != nil {
			c.answer.Delivery.Delay += time.Duration(*wait)
		}
	}
	for i, f := range faults {
		c.draw(i, f)
	}
	for i, f := range c.wish.faults {
		outcome := c.draw(len(faults)+i, f)
		if _, chance := f.(fault.Sometimes); !outcome.Applied && !chance {
			return badInput("fault", "fault", fmt.Sprintf("fault=%s spoils nothing here: %s", f, outcome.Note),
				"ask for it where the answer has what it breaks")
		}
	}
	return nil
}

// draw lets one fault at the answer and writes down what became of it.
func (c *call) draw(i int, f fault.Fault) fault.Outcome {
	outcome := f.Spoil(c.answer, fault.Draw{Rand: c.chance(i), Call: c.number, Now: c.now,
		State: &c.session.limits, Promised: c.promised()})
	c.trace.Faults = append(c.trace.Faults, Drawn{Fault: f.String(), Applied: outcome.Applied, Note: outcome.Note})
	return outcome
}

// chance is the ith fault's own, from what decides the call and nothing else.
func (c *call) chance(i int) *rand.Rand {
	seed := c.plan.seed
	if c.plan.scenario == nil {
		seed = c.session.Seed()
	}
	return rand.New(rand.NewPCG(seed, hash(append(c.ids(), c.operation, strconv.Itoa(c.nth), strconv.Itoa(i))...)))
}

// send puts the answer on the wire.
func (c *call) send(w http.ResponseWriter) {
	m := c.session.mock
	h := c.answer.Header
	for name, values := range w.Header() {
		h[name] = append(h[name], values...)
	}
	h.Set("Date", c.now.Format(http.TimeFormat))
	if m.config.Server != "-" {
		h.Set("Server", m.config.Server)
	}
	for _, p := range c.applied() {
		h.Add("Preference-Applied", p)
	}
	c.wire = c.compressed(c.answer)
	c.writeDown()
	c.sent, c.sendErr = fault.Write(c.request.Context(), w, c.request, c.wire, m.config.Sleep)
	if errors.Is(c.sendErr, http.ErrAbortHandler) {
		panic(http.ErrAbortHandler) // the only way to end an HTTP/2 stream, or a wait that was cut short
	}
}

// applied are the request's own preferences that made a difference. Where the
// framework refused the request they came too late, but for how it is sent.
func (c *call) applied() []string {
	var applied []string
	for _, p := range c.wish.applied {
		if c.plan.scenario != nil || p.name == "wait" || p.name == "fault" {
			applied = append(applied, p.String())
		}
	}
	return applied
}

// fail answers with the mock's own error.
func (c *call) fail(w http.ResponseWriter, err error) {
	p := problemOf(err)
	c.trace.Refused = p.Error()
	c.answer = &fault.Answer{Status: p.Status, Header: http.Header{}}
	c.wire = c.answer
	c.writeDown()
	p.write(w)
}

// writeDown writes the call into the journal and tells who listens. It comes
// before the answer, so that a client who has the answer finds it recorded.
func (c *call) writeDown() {
	c.trace.Applied = c.applied()
	c.entry = c.asEntry()
	c.session.journal.add(c.entry)
	c.session.told(&c.entry)
}

// note completes the call's record and writes it into the log.
func (c *call) note() {
	took := c.session.mock.config.Real().Sub(c.began)
	c.entry.complete(took, c.sent, c.sendErr)
	c.session.journal.complete(&c.entry)
	if explain := c.session.mock.config.Explain; explain != nil {
		explain(c.entry.Explain())
	}
	c.session.mock.config.Logger.Info("request", "method", c.request.Method, "path", c.request.URL.Path,
		"status", c.answer.Status, "bytes", c.sent, "took", took.Round(time.Microsecond),
		"trace", c.trace.ID, "why", slog.AnyValue(&c.trace))
}
