package journal

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Match describes requests that a test expects. Each field that is set has to
// fit; the zero Match fits every request.
type Match struct {
	// Operation is the documented operation's id.
	Operation string `json:"operation,omitempty" doc:"the documented operation's id"`
	Method    string `json:"method,omitempty" doc:"the method, such as POST"`
	// Path is the whole path, without the query and a session's prefix.
	Path string `json:"path,omitempty" doc:"the whole path, without the query and a session's prefix"`
	// Params are path ids by name, such as pipeline_id.
	Params map[string]string `json:"params,omitempty" doc:"path ids by name, such as pipeline_id"`
	// Header has values by name; "*" is any value. Of a header that the
	// journal keeps without its value, only "*" can be asked.
	Header map[string]string `json:"header,omitempty" doc:"header values by name; * is any value, and all that can be asked of a credential"`
	// Body is the whole body as JSON: the order of keys and white space do not count.
	Body json.RawMessage `json:"body,omitempty" doc:"the whole body as JSON; the order of keys does not count"`
	// Fields are values in the body by JSON pointer.
	Fields map[string]json.RawMessage `json:"fields,omitempty" doc:"values in the body by JSON pointer"`
	// Status is the answer's status, or its first digit: 4 for 400 to 499.
	Status int `json:"status,omitempty" doc:"the answer's status, or its first digit: 4 for 400 to 499"`

	// Exactly, AtLeast and AtMost say how often; without any, at least once.
	Exactly *int `json:"exactly,omitempty" doc:"exactly so often; without exactly, at_least and at_most: at least once"`
	AtLeast *int `json:"at_least,omitempty" doc:"so often or more"`
	AtMost  *int `json:"at_most,omitempty" doc:"so often or less"`
}

// Verification tells whether the requests came that were expected.
type Verification struct {
	OK bool `json:"ok" doc:"whether the requests came as often as expected"`
	// Count is how many requests fit.
	Count int `json:"count" doc:"how many requests fit"`
	// Message says what was expected and what came, for a test to print.
	Message string `json:"message" doc:"what was expected and what came, for a test to print"`
	// Traces name the requests that fit, the last hundred at most.
	Traces []string `json:"traces" doc:"the traces of those that fit, the last hundred at most"`
	// Nearest is the request that came nearest, when fewer fit than expected.
	Nearest *Nearest `json:"nearest,omitempty" doc:"the request that came nearest, when fewer fit than expected"`
	// Forgotten counts requests that the journal no longer holds, and that
	// were thus not looked at.
	Forgotten int `json:"forgotten,omitempty" doc:"requests that the journal no longer holds, and that were not looked at"`
}

// Nearest is a request that did not fit, and why.
type Nearest struct {
	Trace  string `json:"trace"`
	Method string `json:"method"`
	URL    string `json:"url"`
	// Misses are the conditions that it did not meet, in words.
	Misses []string `json:"misses" doc:"the conditions that it did not meet"`
}

// Verify tells whether requests came that fit, as often as the match says.
// Operations are those that there are. A match that makes no sense is a
// *problem.Problem that names its field.
func (j *Journal) Verify(m Match, operations []string) (Verification, error) {
	if err := m.check(operations); err != nil {
		return Verification{}, err
	}
	entries, forgotten := j.Find(Filter{})
	v := Verification{Traces: []string{}, Forgotten: forgotten}
	for i := range entries {
		e := &entries[i]
		misses := m.misses(e)
		if len(misses) == 0 {
			v.Count++
			v.Traces = append(v.Traces, e.Trace.ID)
		} else if v.Nearest == nil || len(misses) <= len(v.Nearest.Misses) {
			v.Nearest = &Nearest{Trace: e.Trace.ID, Method: e.Method, URL: e.URL, Misses: misses}
		}
	}
	const most = 100
	v.Traces = v.Traces[max(0, len(v.Traces)-most):]
	m.conclude(&v)
	return v, nil
}

// conclude compares the count with what was expected and puts it into words.
func (m *Match) conclude(v *Verification) {
	least, atMost := m.bounds()
	v.OK = v.Count >= least && (atMost < 0 || v.Count <= atMost)
	if v.Count >= least {
		v.Nearest = nil
	}
	said := []string{fmt.Sprintf("expected %s, got %d", m.expected(), v.Count)}
	if n := v.Nearest; n != nil {
		said = append(said, fmt.Sprintf("nearest was %s, %s %s: %s", n.Trace, n.Method, n.URL, strings.Join(n.Misses, "; ")))
	}
	if v.Forgotten > 0 {
		said = append(said, fmt.Sprintf("%d earlier requests are no longer in the journal", v.Forgotten))
	}
	v.Message = strings.Join(said, "; ")
}

// bounds are how often a request has to fit; atMost is negative for no bound.
func (m *Match) bounds() (least, atMost int) {
	least, atMost = 1, -1
	switch {
	case m.Exactly != nil:
		return *m.Exactly, *m.Exactly
	case m.AtLeast != nil:
		least = *m.AtLeast
	case m.AtMost != nil:
		least = 0
	}
	if m.AtMost != nil {
		atMost = *m.AtMost
	}
	return least, atMost
}

func (m *Match) expected() string {
	least, atMost := m.bounds()
	what := "requests that fit"
	if (least == 1 && atMost < 0) || atMost == 1 {
		what = "request that fits"
	}
	if m.Operation != "" {
		what += " " + m.Operation
	}
	switch {
	case least == atMost:
		return fmt.Sprintf("exactly %d %s", least, what)
	case atMost < 0:
		return fmt.Sprintf("at least %d %s", least, what)
	case least == 0:
		return fmt.Sprintf("at most %d %s", atMost, what)
	}
	return fmt.Sprintf("%d to %d %s", least, atMost, what)
}
