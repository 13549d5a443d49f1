package journal

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Match describes requests that a test expects. A request matches if it meets every
// field that is set; the zero Match matches every request.
type Match struct {
	// API is the name of the API, in a mock of several.
	API string `json:"api,omitempty" doc:"the name of the API, in a mock of several"`
	// Operation is the documented operation's id.
	Operation string `json:"operation,omitempty" doc:"the documented operation's id"`
	Method    string `json:"method,omitempty" doc:"the method, such as POST"`
	// Path is the whole path, without the query and a session's prefix.
	Path string `json:"path,omitempty" doc:"the whole path, with or without the base path of the server, without the query and a session's prefix"`
	// Params are path ids by name, such as user_id.
	Params map[string]string `json:"params,omitempty" doc:"path ids by name, such as user_id"`
	// Header has values by name; "*" is any value. A credential, which the journal
	// keeps without its value, can only be matched by "*".
	Header map[string]string `json:"header,omitempty" doc:"header values by name; * is any value, and the only one that matches a credential"`
	// Body is the whole body as JSON; the order of keys and white space do not matter.
	Body json.RawMessage `json:"body,omitempty" doc:"the whole body as JSON; the order of keys does not matter"`
	// Fields are values in the body by JSON pointer.
	Fields map[string]json.RawMessage `json:"fields,omitempty" doc:"values in the body by JSON pointer"`
	// Status is the response's status code, or its first digit: 4 for 400 to 499.
	Status int `json:"status,omitempty" doc:"the response's status code, or its first digit: 4 for 400 to 499"`

	// Exactly, AtLeast and AtMost are how many requests must match; without any of
	// them, at least one must.
	Exactly *int `json:"exactly,omitempty" doc:"how many requests must match; without exactly, atLeast and atMost: at least one"`
	AtLeast *int `json:"atLeast,omitempty" doc:"how many requests must match at least"`
	AtMost  *int `json:"atMost,omitempty" doc:"how many requests may match at most"`
}

// Verification reports whether the expected requests were received.
type Verification struct {
	OK bool `json:"ok" doc:"whether as many requests matched as expected"`
	// Count is how many requests matched.
	Count int `json:"count" doc:"how many requests matched"`
	// Message is what was expected and what was received, for a test to print.
	Message string `json:"message" doc:"what was expected and what was received, for a test to print"`
	// Traces are the traces of the requests that matched, the last hundred at most.
	Traces []string `json:"traces" doc:"the traces of the requests that matched, the last hundred at most"`
	// Nearest is the most similar request, when fewer matched than expected.
	Nearest *Nearest `json:"nearest,omitempty" doc:"the most similar request, when fewer matched than expected"`
	// Evicted is how many requests the journal no longer has; they were not
	// searched.
	Evicted int `json:"evicted,omitempty" doc:"how many requests the journal no longer has; they were not searched"`
}

// Nearest is a request that did not match, and why.
type Nearest struct {
	Trace  string `json:"trace"`
	Method string `json:"method"`
	URL    string `json:"url"`
	// Mismatches are the conditions that it did not meet, in words.
	Mismatches []string `json:"mismatches" doc:"the conditions that it did not meet, in words"`
}

// Verify reports whether as many requests matched as the match expects. Operations are
// the ids of all operations of the API. Its error is a *problem.Problem that names the
// field of the match that is invalid.
func (j *Journal) Verify(m Match, operations []string) (Verification, error) {
	if err := m.check(operations); err != nil {
		return Verification{}, err
	}
	entries, evicted := j.Find(Filter{})
	v := Verification{Traces: []string{}, Evicted: evicted}
	for i := range entries {
		e := &entries[i]
		misses := m.misses(e)
		if len(misses) == 0 {
			v.Count++
			v.Traces = append(v.Traces, e.Trace.ID)
		} else if v.Nearest == nil || len(misses) <= len(v.Nearest.Mismatches) {
			v.Nearest = &Nearest{Trace: e.Trace.ID, Method: e.Method, URL: e.URL, Mismatches: misses}
		}
	}
	const most = 100
	v.Traces = v.Traces[max(0, len(v.Traces)-most):]
	m.conclude(&v)
	return v, nil
}

// conclude compares the count with what was expected and puts the result into words.
func (m *Match) conclude(v *Verification) {
	least, atMost := m.bounds()
	v.OK = v.Count >= least && (atMost < 0 || v.Count <= atMost)
	if v.Count >= least {
		v.Nearest = nil
	}
	said := []string{fmt.Sprintf("expected %s, got %d", m.expected(), v.Count)}
	if n := v.Nearest; n != nil {
		said = append(said, fmt.Sprintf("nearest was %s, %s %s: %s", n.Trace, n.Method, n.URL, strings.Join(n.Mismatches, "; ")))
	}
	if v.Evicted > 0 {
		said = append(said, fmt.Sprintf("%d earlier requests are no longer in the journal", v.Evicted))
	}
	v.Message = strings.Join(said, "; ")
}

// bounds are how many requests must match; atMost is negative for no limit.
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
