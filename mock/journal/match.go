package journal

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/fixtures/recording"
	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/mock/fastapi"
	"github.com/ringer-api/ringer/mock/problem"
)

// check returns an error that names the field if the match is invalid.
func (m *Match) check(operations []string) error {
	if m.Operation != "" && !slices.Contains(operations, m.Operation) {
		return badMatch("operation", fmt.Sprintf("operation is %.100q", m.Operation), "want one of "+strings.Join(operations, ", "))
	}
	if m.Status < 0 || m.Status > 999 {
		return badMatch("status", fmt.Sprintf("status is %d", m.Status), "want a status such as 404, or 4 for 400 to 499")
	}
	for _, name := range slices.Sorted(maps.Keys(m.Header)) {
		if value := m.Header[name]; value != "*" && !isKept(name, value) {
			return badMatch("header/"+name, "the journal keeps no credentials: the value of "+name+" cannot be compared",
				`match "*" to require any value`)
		}
	}
	if m.Body != nil {
		if err := edit.Check(m.Body); err != nil {
			return badMatch("body", "body is not JSON: "+err.Error(), "")
		}
		if !bytes.Equal(recording.Redaction{}.JSON(m.Body), m.Body) {
			return badMatch("body", "the journal keeps no secrets: a body that holds one cannot be compared",
				"match fields that are not secrets")
		}
	}
	for _, pointer := range slices.Sorted(maps.Keys(m.Fields)) {
		if pointer != "" && pointer[0] != '/' {
			return badMatch("fields/"+pointer, fmt.Sprintf("%.100q is not a JSON pointer", pointer), `it must start with "/"`)
		}
		if err := edit.Check(m.Fields[pointer]); err != nil {
			return badMatch("fields/"+pointer, "the value is not JSON: "+err.Error(), "")
		}
		if clean := (recording.Redaction{}).At(pointer, m.Fields[pointer]); !bytes.Equal(clean, m.Fields[pointer]) {
			return badMatch("fields/"+pointer, "the journal keeps no secrets: the value of "+pointer+" cannot be compared", "")
		}
	}
	return m.checkCounts()
}

// isKept reports whether the journal keeps this value of a header unchanged.
func isKept(name, value string) bool {
	return value != recording.Redacted && recording.Redaction{}.Field(name, value) == value
}

func (m *Match) checkCounts() error {
	for name, count := range map[string]*int{"exactly": m.Exactly, "atLeast": m.AtLeast, "atMost": m.AtMost} {
		if count != nil && *count < 0 {
			return badMatch(name, fmt.Sprintf("%s is %d", name, *count), "want 0 or more")
		}
	}
	if m.Exactly != nil && (m.AtLeast != nil || m.AtMost != nil) {
		return badMatch("exactly", "exactly cannot be combined with atLeast or atMost", "give one or the others")
	}
	if m.AtLeast != nil && m.AtMost != nil && *m.AtLeast > *m.AtMost {
		return badMatch("atMost", fmt.Sprintf("atMost is %d and atLeast %d", *m.AtMost, *m.AtLeast), "want atMost not below atLeast")
	}
	return nil
}

func badMatch(field, detail, hint string) *problem.Problem {
	return problem.BadInput("verify", field, detail, hint)
}

// misses returns the conditions that a request does not meet, in words.
func (m *Match) misses(e *Entry) []string {
	var misses []string
	miss := func(format string, args ...any) { misses = append(misses, fmt.Sprintf(format, args...)) }
	if m.API != "" && m.API != e.Trace.API {
		miss("API is %q, not %q", e.Trace.API, m.API)
	}
	if m.Operation != "" && m.Operation != e.Trace.Operation {
		miss("operation is %q, not %q", e.Trace.Operation, m.Operation)
	}
	if m.Method != "" && !strings.EqualFold(m.Method, e.Method) {
		miss("method is %s, not %s", e.Method, m.Method)
	}
	if m.Path != "" && !e.isAt(m.Path) {
		miss("path is %s, not %s", e.Path, m.Path)
	}
	for _, name := range slices.Sorted(maps.Keys(m.Params)) {
		if got := e.Params[name]; !fastapi.SameID(got, m.Params[name]) {
			miss("path parameter %s is %q, not %q", name, got, m.Params[name])
		}
	}
	for _, name := range slices.Sorted(maps.Keys(m.Header)) {
		if want, got := m.Header[name], e.Header.Values(name); !HeaderMatches(got, want) {
			miss("header %s is %q, not %q", name, got, want)
		}
	}
	if m.Status != 0 && m.Status != e.Status && m.Status != e.Status/100 {
		miss("status is %d, not %d", e.Status, m.Status)
	}
	return append(misses, m.bodyMisses(e)...)
}

// bodyMisses returns the conditions that a request's body does not meet, in words.
func (m *Match) bodyMisses(e *Entry) []string {
	if m.Body == nil && len(m.Fields) == 0 {
		return nil
	}
	if e.bodyKept < e.BodySize {
		return []string{fmt.Sprintf("the body has %d bytes, more than the journal keeps", e.BodySize)}
	}
	var misses []string
	if m.Body != nil && !edit.Same(e.Body, m.Body) {
		misses = append(misses, fmt.Sprintf("body is %s, not %s", edit.Excerpt(e.Body), edit.Excerpt(m.Body)))
	}
	for _, pointer := range slices.Sorted(maps.Keys(m.Fields)) {
		want := m.Fields[pointer]
		if got, err := edit.Get(e.Body, pointer); err != nil || !edit.Same(got, want) {
			misses = append(misses, fmt.Sprintf("body field %s is %s, not %s", pointer, edit.Excerpt(got), edit.Excerpt(want)))
		}
	}
	return misses
}

// HeaderMatches reports whether a header has the wanted value; "*" is any value.
func HeaderMatches(got []string, want string) bool {
	if want == "*" {
		return len(got) > 0
	}
	return slices.Contains(got, want)
}
