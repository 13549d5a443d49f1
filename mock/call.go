package mock

import (
	"bytes"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/ringer-api/ringer/mock/fastapi"
	"github.com/ringer-api/ringer/mock/fault"
	"github.com/ringer-api/ringer/schemas"
)

// TraceHeader is the answer header that names the call in the journal.
const TraceHeader = "Ringer-Trace"

// omittedHeader is the answer header that counts what a 422 of many megabytes
// leaves out of its list.
const omittedHeader = "Ringer-Omitted"

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
	started   string // the execution that it started, by its id
	nth       int    // of the calls of this operation with these ids, from 1
	wish      *wish
	plan      plan

	refusal *fastapi.Response
	answer  *fault.Answer
	wire    *fault.Answer // the answer as it goes out, compressed where that was agreed
	room    *room         // what it takes of what all answers may hold together; nil takes none
	sent    int
	sendErr error
	trace   Trace
	entry   Entry // what the journal has of it
}

// receive begins a call: it finds the session and reads its clock.
func (m *Mock) receive(w http.ResponseWriter, r *http.Request) (*call, error) {
	name, prefix := strings.Join(r.Header.Values(SessionHeader), ", "), ""
	if inner, session, ok := sessionPath(r); ok {
		if name != "" && name != session {
			return nil, badInput("session", SessionHeader, fmt.Sprintf("the header names session %.120q, the path session %.120q",
				name, session), "name it in one of them")
		}
		r, name, prefix = inner, session, OwnPrefix+"s/"+session
	}
	s, err := m.enter(name)
	if err != nil {
		return nil, err
	}
	m.announceEviction(w, name)
	c := &call{session: s, request: r, room: m.room(r.Context()), prefix: prefix, number: s.begin(),
		now: s.clock.Now(), began: m.config.Real(), wish: &wish{}}
	c.trace = Trace{ID: s.name + "." + strconv.Itoa(c.number), Session: s.name, Clock: c.now, Speed: s.clock.Speed()}
	w.Header().Set(TraceHeader, c.trace.ID)
	w.Header().Set("Date", c.date())
	return c, nil
}

// date is the answer's Date, by the session's clock.
func (c *call) date() string { return c.now.Format(http.TimeFormat) }

// announceEviction tells a client whose session was dropped that it is a new
// one, until that is kept.
func (m *Mock) announceEviction(w http.ResponseWriter, name string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if why, dropped := m.evicted[name]; dropped {
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
	if c.operation != "" && c.described().Body != nil {
		body, err := c.session.mock.readBody(c.request)
		if err != nil {
			return err
		}
		if err := c.room.take(bodyRoom(body), "what is read from the body"); err != nil {
			return about(err, "body", "send less, or start the mock with a larger bound on answers")
		}
		c.body = body
	}
	wish, err := readWish(c.request.Header, c.request.URL.RawQuery, limits{wait: c.session.mock.config.MaxWait})
	if err != nil {
		return err
	}
	c.wish = wish
	return nil
}

// bodyRoom is what a body takes once it is parsed and judged: its own bytes, and
// a value for each of its signs that may begin one.
func bodyRoom(body []byte) int64 {
	values := 1
	for _, sign := range []string{",", "[", "{"} {
		values += bytes.Count(body, []byte(sign))
	}
	return int64(len(body)) + valueSize*int64(values)
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
		if n := strconv.Itoa(refusal.Omitted); refusal.Omitted > 0 {
			c.trace.Refused += ", and " + n + " more reasons were left out of the answer"
			refusal.Header.Set(omittedHeader, n)
		}
		return refusal
	}
	c.params, c.parsed = accepted.Params, accepted.Body
	return nil
}
