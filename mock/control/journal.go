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

// Explanation is an exchange, and why it went as it did.
type Explanation struct {
	Why         string        `json:"why" doc:"in a line"`
	Explanation string        `json:"explanation" doc:"in a paragraph"`
	Exchange    journal.Entry `json:"exchange"`
}

// BrokenList is what the self-check found.
type BrokenList struct {
	Responses []BrokenResponse `json:"answers" doc:"answers that broke the contract without their scenario saying so"`
}

// BrokenResponse is an answer that broke the contract unsaid.
type BrokenResponse struct {
	Trace      journal.Trace       `json:"trace"`
	Violations []schemas.Violation `json:"violations"`
}

// filterParams are the parameters that ParseFilter reads, with what they keep.
var filterParams = []param{
	{"operation", "requests for this operation: " + schemas.List + ", " + schemas.Execute + " and so on"},
	{"method", "requests with this method"},
	{"path", "requests whose path and query have this part"},
	{"status", "responses with this status, such as 404 or 4xx"},
	{"since", "requests from this time on, by the session's clock: 2024-10-01T12:00:00Z"},
	{"trace", "the exchange with this trace"},
	{"refused", "true: those refused before the scenario had a say; false: the others"},
	{"fault", "responses changed by a fault whose short form has this part; * is any fault"},
	{"limit", "the last so many"},
}

func journalRoutes() []route {
	everywhere := append([]param{{"session", "requests of this session"}}, filterParams...)
	one := exampleExchange()
	list := JournalList{[]journal.Entry{one}}
	once := 1
	archive := map[string]any{"log": map[string]any{"version": "1.2"}}
	return []route{
		{method: http.MethodGet, path: "/journal", summary: "The last exchanges of all sessions",
			more: "In the order in which the requests came. Secrets are replaced.",
			out:  list, query: everywhere, responds: (*call).getJournal},
		{method: http.MethodGet, path: "/journal/{trace}", summary: "Why did I get this?",
			more: "The trace is the value of a response's header " + journal.TraceHeader + ".",
			out:  Explanation{one.Trace.String(), one.Explain(), one}, responds: (*call).explain},
		{method: http.MethodGet, path: "/journal.har", summary: "The last exchanges of all sessions as an HTTP Archive 1.2",
			out: archive, query: everywhere, responds: (*call).getArchive},
		{method: http.MethodGet, path: "/sessions/{session}/journal", summary: "The session's last exchanges",
			out: list, query: filterParams, responds: (*call).getJournal},
		{method: http.MethodDelete, path: "/sessions/{session}/journal", summary: "Forget the session's exchanges",
			responds: (*call).clearJournal},
		{method: http.MethodGet, path: "/sessions/{session}/journal.har", summary: "The session's last exchanges as an HTTP Archive 1.2",
			more: "The network panel of a browser opens it.", out: archive, query: filterParams, responds: (*call).getArchive},
		{method: http.MethodPost, path: "/sessions/{session}/verify", summary: "Whether requests came as a test expects",
			more: "The response is 200 either way; ok is the result, and message says what to print.",
			in:   journal.Match{Operation: schemas.Execute, Exactly: &once}, out: journal.Verification{OK: true, Count: 1, Traces: []string{one.Trace.ID}},
			responds: (*call).verify},
		{method: http.MethodGet, path: "/broken", summary: "What the self-check found",
			more: "The first hundred responses that broke the contract although their scenario does not declare it.",
			out:  BrokenList{[]BrokenResponse{}}, responds: (*call).getBroken},
	}
}

func exampleExchange() journal.Entry {
	return journal.Entry{Trace: journal.Trace{ID: "cart-7.1", Session: "cart-7", Operation: schemas.List, Call: 1, Clock: exampleTime,
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
	f.Session = session
	return f, err
}

func (c *call) getJournal() (any, error) {
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
	return sent{}, nil // a client that is gone wants no more
}

func (c *call) clearJournal() (any, error) {
	s, err := c.session()
	if err != nil {
		return nil, err
	}
	s.ClearJournal()
	return nil, nil
}

func (c *call) getArchive() (any, error) {
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
	_ = journal.WriteHAR(c.w, journal.Consume(found)) // a client that is gone wants no more
	return sent{}, nil
}

func (c *call) explain() (any, error) {
	e, ok := c.control.Sessions.Exchange(c.param("trace"))
	if !ok {
		p := problem.UnknownName("exchange", "trace", c.param("trace"), nil)
		p.Hint = "no journal has it: it may have made room for later ones; GET /_ringer/journal lists those that are there"
		return nil, p
	}
	return Explanation{e.Trace.String(), e.Explain(), e}, nil
}

func (c *call) verify() (any, error) {
	s, err := c.session()
	if err != nil {
		return nil, err
	}
	var m journal.Match
	if err := c.read(&m); err != nil {
		return nil, err
	}
	return s.Verify(m)
}

func (c *call) getBroken() (any, error) {
	list := BrokenList{[]BrokenResponse{}}
	for _, b := range c.control.Broken() {
		list.Responses = append(list.Responses, BrokenResponse(b))
	}
	return list, nil
}
