package control

import (
	"net/http"

	"github.com/ringer-api/ringer/mock/journal"
	"github.com/ringer-api/ringer/mock/problem"
	"github.com/ringer-api/ringer/schemas"
)

// JournalList is exchanges of a journal, oldest first.
type JournalList struct {
	Exchanges []journal.Entry `json:"exchanges" doc:"oldest first"`
}

// Explanation is an exchange, and why its response is as it is.
type Explanation struct {
	Why         string        `json:"why" doc:"in a line"`
	Explanation string        `json:"explanation" doc:"in a paragraph"`
	Exchange    journal.Entry `json:"exchange"`
}

// BrokenList is the result of the self-check.
type BrokenList struct {
	Responses []BrokenResponse `json:"responses" doc:"responses that broke the contract although their scenario does not declare it"`
}

// BrokenResponse is a response that broke the contract although its scenario does not
// declare it.
type BrokenResponse struct {
	Trace      journal.Trace       `json:"trace"`
	Violations []schemas.Violation `json:"violations"`
}

// filterParams are the parameters that ParseFilter reads, with what they select.
var filterParams = []param{
	{"api", "requests to this API, in a mock of several"},
	{"operation", "requests for this operation, by its operationId"},
	{"method", "requests with this method"},
	{"path", "requests whose path and query, with or without the base path of the server, contain this text"},
	{"status", "responses with this status code, such as 404, or class, such as 4xx"},
	{"since", "requests from this time on, by the session's clock: 2024-10-01T12:00:00Z"},
	{"trace", "the exchange with this trace"},
	{"refused", "true: requests refused before they reached the scenario; false: the others"},
	{"fault", "responses changed by a fault whose short form contains this text; * is any fault"},
	{"limit", "only this many exchanges, the latest"},
}

func journalRoutes(operation string) []route {
	everywhere := append([]param{{"session", "requests of this session"}}, filterParams...)
	one := exampleExchange(operation)
	list := JournalList{[]journal.Entry{one}}
	once := 1
	archive := map[string]any{"log": map[string]any{"version": "1.2"}}
	return []route{
		{id: "listAllJournals", method: http.MethodGet, path: "/journal", summary: "The latest exchanges of all sessions",
			more: "In the order of the requests. Secrets are replaced.",
			out:  list, query: everywhere, responds: (*call).listJournal},
		{id: "getTrace", method: http.MethodGet, path: "/journal/{trace}", summary: "Explain why a response is as it is",
			more: "The trace is the value of a response's header " + journal.TraceHeader + ".",
			out:  Explanation{one.Trace.String(), one.Explain(), one}, responds: (*call).getTrace},
		{id: "exportAllJournals", method: http.MethodGet, path: "/journal.har", summary: "The latest exchanges of all sessions as an HTTP Archive 1.2",
			out: archive, query: everywhere, responds: (*call).exportJournal},
		{id: "listJournal", method: http.MethodGet, path: "/sessions/{session}/journal", summary: "The session's latest exchanges",
			out: list, query: filterParams, responds: (*call).listJournal},
		{id: "clearJournal", method: http.MethodDelete, path: "/sessions/{session}/journal", summary: "Remove the session's exchanges from the journal",
			responds: (*call).clearJournal},
		{id: "exportJournal", method: http.MethodGet, path: "/sessions/{session}/journal.har", summary: "The session's latest exchanges as an HTTP Archive 1.2",
			more: "The network panel of a browser opens it.", out: archive, query: filterParams, responds: (*call).exportJournal},
		{id: "verifyRequests", method: http.MethodPost, path: "/sessions/{session}/verify", summary: "Verify that the session received the expected requests",
			more: "The status code is 200 in both cases; ok is the result, and message is a text to print.",
			in:   journal.Match{Operation: operation, Exactly: &once}, out: journal.Verification{OK: true, Count: 1, Traces: []string{one.Trace.ID}},
			responds: (*call).verifyRequests},
		{id: "listBrokenResponses", method: http.MethodGet, path: "/broken", summary: "The result of the self-check",
			more: "The first hundred responses that broke the contract although their scenario does not declare it.",
			out:  BrokenList{[]BrokenResponse{}}, responds: (*call).listBrokenResponses},
	}
}

func exampleExchange(operation string) journal.Entry {
	return journal.Entry{Trace: journal.Trace{ID: "cart-7.1", Session: "cart-7", Operation: operation, Call: 1, Clock: exampleTime,
		Scenario: "empty"}, At: exampleTime, Began: exampleTime, Method: http.MethodGet, Scheme: "http",
		Host: "127.0.0.1:4010", URL: "/", Proto: "HTTP/1.1", Header: http.Header{}, Status: http.StatusOK,
		ResponseHeader: http.Header{}, ResponseBody: journal.Payload("[]"), ResponseSize: 2, WireSize: 2, Sent: 2}
}

// filter reads the filter from the query.
func (c *call) filter() (journal.Filter, error) {
	session, err := c.about()
	if err != nil {
		return journal.Filter{}, err
	}
	f, err := journal.ParseFilter(c.query, c.control.Operations)
	if err == nil {
		_, err = c.control.api("api", f.API)
	}
	f.Session = session
	return f, err
}

func (c *call) listJournal() (any, error) {
	f, err := c.filter()
	if err != nil {
		return nil, err
	}
	found, err := c.control.Sessions.FindIn(c.room, f)
	if err != nil {
		return nil, err
	}
	c.w.Header().Set("Content-Type", "application/json")
	c.w.Header().Set("Cache-Control", "no-store")
	_ = journal.WriteList(c.w, JournalList{[]journal.Entry{}}, journal.Consume(found), func(e *journal.Entry) any { return e })
	return sent{}, nil // a write error means that the client has gone
}

func (c *call) clearJournal() (any, error) {
	s, err := c.session()
	if err != nil {
		return nil, err
	}
	s.ClearJournal()
	return nil, nil
}

func (c *call) exportJournal() (any, error) {
	f, err := c.filter()
	if err != nil {
		return nil, err
	}
	found, err := c.control.Sessions.FindIn(c.room, f)
	if err != nil {
		return nil, err
	}
	c.w.Header().Set("Content-Type", "application/json")
	c.w.Header().Set("Content-Disposition", `attachment; filename="ringer.har"`)
	c.w.Header().Set("Cache-Control", "no-store")
	_ = journal.WriteHAR(c.w, journal.Consume(found)) // an error means that the client has gone
	return sent{}, nil
}

func (c *call) getTrace() (any, error) {
	e, ok := c.control.Sessions.Exchange(c.param("trace"))
	if !ok {
		p := problem.UnknownName("exchange", "trace", c.param("trace"), nil)
		p.Hint = "no journal has it, or no longer; GET /_ringer/journal lists the stored exchanges"
		return nil, p
	}
	return Explanation{e.Trace.String(), e.Explain(), e}, nil
}

func (c *call) verifyRequests() (any, error) {
	s, err := c.session()
	if err != nil {
		return nil, err
	}
	var m journal.Match
	if err := c.read(&m); err != nil {
		return nil, err
	}
	if _, err := c.control.api("api", m.API); err != nil {
		return nil, err
	}
	return s.Verify(m)
}

func (c *call) listBrokenResponses() (any, error) {
	list := BrokenList{[]BrokenResponse{}}
	for _, b := range c.control.Broken() {
		list.Responses = append(list.Responses, BrokenResponse(b))
	}
	return list, nil
}
