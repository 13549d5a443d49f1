package scenario

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/fixtures/recording"
	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/mock/fastapi"
	"github.com/ringer-api/ringer/mock/journal"
	"github.com/ringer-api/ringer/mock/problem"
)

// Match is the result of matching a scenario's rules against a request.
type Match struct {
	// Response is the response to use; nil when no rule matches, or when the matching
	// rules have no response left. The other fields are then meaningless.
	Response *Response
	// Rule is the name of its rule, Number which of the rule's responses it is, from 1.
	Rule   string
	Number int
}

// Match finds the first rule that matches the request and has a response left, and returns
// why the rules before it do not apply. Count counts and returns the requests that a rule
// matched, by the rule's number from 0, including this one.
func (s *Scenario) Match(r *Request, count func(rule int) int) (found Match, misses []journal.NearMiss) {
	for i := range s.rules {
		rule := &s.rules[i]
		name := rule.Name
		if name == "" {
			name = "rule " + strconv.Itoa(i+1)
		}
		if why := miss(&rule.When, r); why != "" {
			misses = append(misses, journal.NearMiss{Rule: name, Condition: why})
			continue
		}
		if due := rule.due(count(i)); due >= 0 {
			return Match{Response: &rule.responses[due], Rule: name, Number: due + 1}, misses
		}
		misses = append(misses, journal.NearMiss{Rule: name, Condition: "its responses are used up"})
	}
	return Match{}, misses
}

// due returns the index of the nth response, or -1 when the rule has none left.
func (r *rule) due(nth int) int {
	switch {
	case len(r.responses) == 0:
		return -1
	case nth <= len(r.responses):
		return nth - 1
	case r.Then == "loop":
		return (nth - 1) % len(r.responses)
	case r.Then == "fall-through":
		return -1
	}
	return len(r.responses) - 1
}

// Serves reports whether an operation may respond with jobs under the rules.
func (s *Scenario) Serves(operation string) bool {
	for i := range s.rules {
		r := &s.rules[i]
		if r.When.Operation != "" && r.When.Operation != operation {
			continue
		}
		if slices.ContainsFunc(r.responses, func(a Response) bool { return a.Status() == http.StatusOK && !a.ReplacesBody() }) {
			return true
		}
		if r.decidesAll() {
			return false
		}
	}
	return true
}

// decidesAll reports whether the rule responds to every request of its operation.
func (r *rule) decidesAll() bool {
	w := &r.When
	conditions := len(w.Path) + len(w.Header) + len(w.Cookie) + len(w.Body)
	return conditions == 0 && w.Call == nil && r.Then != "fall-through" && len(r.responses) > 0
}

// miss describes the first condition that the request does not meet; "" when it meets all.
func miss(w *fixtures.When, r *Request) string {
	if w.Operation != "" && w.Operation != r.Operation {
		return "operation is " + r.Operation + ", not " + w.Operation
	}
	for _, name := range slices.Sorted(maps.Keys(w.Path)) {
		if want, got := w.Path[name], r.Params[name]; !fastapi.SameID(want, got) {
			return fmt.Sprintf("path parameter %s is %q, not %q", name, recording.Redaction{}.Text(got), want)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(w.Header)) {
		if want, got := w.Header[name], r.values(name); !journal.HeaderMatches(got, want) {
			return headerMiss(name, got, want)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(w.Cookie)) {
		got, there := r.cookie(name)
		if !there {
			return fmt.Sprintf("cookie %s is absent", name)
		}
		if want := w.Cookie[name]; got != want && want != "*" {
			return fmt.Sprintf("cookie %s has another value", name)
		}
	}
	for _, pointer := range slices.Sorted(maps.Keys(w.Body)) {
		want := w.Body[pointer]
		got, err := edit.Get(r.Body, pointer)
		if err != nil || !edit.Same(got, want) {
			var clean recording.Redaction
			return fmt.Sprintf("body field %s is %s, not %s", pointer, edit.Excerpt(clean.At(pointer, got)), clean.At(pointer, want))
		}
	}
	if w.Call != nil && !calls(w.Call, r.Nth) {
		return fmt.Sprintf("this is call %d, not %s", r.Nth, callsText(w.Call))
	}
	return ""
}

// headerMiss describes the difference between a header and what is wanted, without secrets.
func headerMiss(name string, got []string, want string) string {
	clean := func(values []string) string {
		return problem.Quoted(strings.Join(recording.Redaction{}.Header(http.Header{name: values})[name], ", "))
	}
	has := "absent"
	if len(got) > 0 {
		has = clean(got)
	}
	if want == "*" {
		return fmt.Sprintf("header %s is %s", name, has)
	}
	return fmt.Sprintf("header %s is %s, not %s", name, has, clean([]string{want}))
}

// callsText writes the condition on calls as in a scenario's file.
func callsText(w *fixtures.Calls) string {
	var parts []string
	for _, part := range []struct {
		name  string
		value int
	}{{"nth", w.Nth}, {"from", w.From}, {"to", w.To}, {"every", w.Every}} {
		if part.value != 0 {
			parts = append(parts, part.name+" "+strconv.Itoa(part.value))
		}
	}
	return strings.Join(parts, ", ")
}

// calls reports whether the condition includes the nth call.
func calls(w *fixtures.Calls, nth int) bool {
	return (w.Nth == 0 || nth == w.Nth) && (w.From == 0 || nth >= w.From) &&
		(w.To == 0 || nth <= w.To) && (w.Every == 0 || nth%w.Every == 0)
}
