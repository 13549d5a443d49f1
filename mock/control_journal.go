package mock

import (
	"net/http"

	"github.com/ringer-api/ringer/schemas"
)

// JournalList is exchanges of a journal, oldest first.
type JournalList struct {
	Exchanges []Entry `json:"exchanges" doc:"oldest first"`
}

// Explanation is an exchange, and why it went as it did.
type Explanation struct {
	Why         string `json:"why" doc:"in a line"`
	Explanation string `json:"explanation" doc:"in a paragraph"`
	Exchange    Entry  `json:"exchange"`
}

// BrokenList is what the self-check found.
type BrokenList struct {
	Answers []BrokenAnswer `json:"answers" doc:"answers that broke the contract without their scenario saying so"`
}

// BrokenAnswer is an answer that broke the contract unsaid.
type BrokenAnswer struct {
	Trace      Trace               `json:"trace"`
	Violations []schemas.Violation `json:"violations"`
}

// filterParams are the parameters that ParseFilter reads, with what they keep.
var filterParams = []controlParam{
	{"operation", "requests for this operation: " + schemas.List + ", " + schemas.Execute + " and so on"},
	{"method", "requests with this method"},
	{"path", "requests whose path and query have this part"},
	{"status", "answers with this status, such as 404 or 4xx"},
	{"since", "requests from this time on, by the session's clock: 2024-10-01T12:00:00Z"},
	{"trace", "the exchange with this trace"},
	{"refused", "true: those refused before the scenario had a say; false: the others"},
	{"fault", "answers spoiled by a fault whose short form has this part; * is any fault"},
	{"limit", "the last so many"},
}

func journalRoutes() []controlRoute {
	everywhere := append([]controlParam{{"session", "requests of this session"}}, filterParams...)
	one := exampleExchange()
	list := JournalList{[]Entry{one}}
	once := 1
	archive := map[string]any{"log": map[string]any{"version": "1.2"}}
	return []controlRoute{
		{method: http.MethodGet, path: "/journal", summary: "The last exchanges of all sessions",
			more: "In the order in which the requests came. Credentials and cookies are replaced.",
			out:  list, query: everywhere, answer: (*controlCall).getJournal},
		{method: http.MethodGet, path: "/journal/{trace}", summary: "Why did I get this?",
			more: "The trace is the value of an answer's header " + TraceHeader + ".",
			out:  Explanation{one.Trace.String(), one.Explain(), one}, answer: (*controlCall).explain},
		{method: http.MethodGet, path: "/journal.har", summary: "The last exchanges of all sessions as an HTTP Archive 1.2",
			out: archive, query: everywhere, answer: (*controlCall).getArchive},
		{method: http.MethodGet, path: "/sessions/{session}/journal", summary: "The session's last exchanges",
			out: list, query: filterParams, answer: (*controlCall).getJournal},
		{method: http.MethodDelete, path: "/sessions/{session}/journal", summary: "Forget the session's exchanges",
			answer: (*controlCall).clearJournal},
		{method: http.MethodGet, path: "/sessions/{session}/journal.har", summary: "The session's last exchanges as an HTTP Archive 1.2",
			more: "The network panel of a browser opens it.", out: archive, query: filterParams, answer: (*controlCall).getArchive},
		{method: http.MethodPost, path: "/sessions/{session}/verify", summary: "Whether requests came as a test expects",
			more: "The answer is 200 either way; ok tells which, and message what to print.",
			in:   Match{Operation: schemas.Execute, Exactly: &once}, out: Verification{OK: true, Count: 1, Traces: []string{one.Trace.ID}},
			answer: (*controlCall).verify},
		{method: http.MethodGet, path: "/broken", summary: "What the self-check found",
			more: "The first hundred answers that broke the contract without their scenario saying so.",
			out:  BrokenList{[]BrokenAnswer{}}, answer: (*controlCall).getBroken},
	}
}

func exampleExchange() Entry {
	return Entry{Trace: Trace{ID: "cart-7.1", Session: "cart-7", Operation: schemas.List, Call: 1, Clock: exampleTime,
		Scenario: "empty"}, At: exampleTime, Began: exampleTime, Method: http.MethodGet, Scheme: "http",
		Host: "127.0.0.1:4010", URL: "/", Proto: "HTTP/1.1", Header: http.Header{}, Status: http.StatusOK,
		Answered: http.Header{}, Answer: Payload("[]"), AnswerSize: 2, WireSize: 2, Sent: 2}
}

// filter reads the filter from the query.
func (c *controlCall) filter() (Filter, error) {
	session, err := c.about()
	if err != nil {
		return Filter{}, err
	}
	f, err := ParseFilter(c.query)
	f.Session = session
	return f, err
}

func (c *controlCall) getJournal() (any, error) {
	f, err := c.filter()
	if err != nil {
		return nil, err
	}
	found, err := c.mock.find(c.room, f)
	if err != nil {
		return nil, err
	}
	c.w.Header().Set("Content-Type", "application/json")
	c.w.Header().Set("Cache-Control", "no-store")
	_ = writeList(c.w, JournalList{[]Entry{}}, drained(found), func(e *Entry) any { return e })
	return sent{}, nil // a client that is gone wants no more
}

func (c *controlCall) clearJournal() (any, error) {
	s, err := c.session()
	if err != nil {
		return nil, err
	}
	s.ClearJournal()
	return nil, nil
}

func (c *controlCall) getArchive() (any, error) {
	f, err := c.filter()
	if err != nil {
		return nil, err
	}
	found, err := c.mock.find(c.room, f)
	if err != nil {
		return nil, err
	}
	c.w.Header().Set("Content-Type", "application/json")
	c.w.Header().Set("Content-Disposition", `attachment; filename="ringer.har"`)
	c.w.Header().Set("Cache-Control", "no-store")
	_ = writeHAR(c.w, drained(found)) // a client that is gone wants no more
	return sent{}, nil
}

func (c *controlCall) explain() (any, error) {
	e, ok := c.mock.Exchange(c.param("trace"))
	if !ok {
		p := unknownName("exchange", "trace", c.param("trace"), nil)
		p.Hint = "no journal has it: it may have made room for later ones; GET /_ringer/journal lists those that are there"
		return nil, p
	}
	return Explanation{e.Trace.String(), e.Explain(), e}, nil
}

func (c *controlCall) verify() (any, error) {
	s, err := c.session()
	if err != nil {
		return nil, err
	}
	var m Match
	if err := c.read(&m); err != nil {
		return nil, err
	}
	return s.Verify(m)
}

func (c *controlCall) getBroken() (any, error) {
	list := BrokenList{[]BrokenAnswer{}}
	for _, b := range c.mock.Broken() {
		list.Answers = append(list.Answers, BrokenAnswer(b))
	}
	return list, nil
}
