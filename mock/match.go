package mock

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/fixtures/recording"
	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/schemas/display"
)

// match finds the scenario's rule for the call and gives its answer that is
// due; nil when no rule matches or its answers are used up.
func (c *call) match() *answer {
	for i := range c.plan.scenario.rules {
		r := &c.plan.scenario.rules[i]
		name := r.Name
		if name == "" {
			name = "rule " + strconv.Itoa(i+1)
		}
		if miss := c.misses(&r.When); miss != "" {
			c.trace.NearMisses = append(c.trace.NearMisses, NearMiss{Rule: name, Condition: miss})
			continue
		}
		nth := c.session.count(append([]string{"rule", c.plan.scenario.Name, strconv.Itoa(i), c.operation}, c.ids()...)...)
		if due := r.due(nth); due >= 0 {
			c.trace.Rule, c.trace.Answer = name, due+1
			return &r.answers[due]
		}
		c.trace.NearMisses = append(c.trace.NearMisses, NearMiss{Rule: name, Condition: "its answers are used up"})
	}
	return nil
}

// due is the place of the nth answer, or -1 when the rule has none left.
func (r *rule) due(nth int) int {
	switch {
	case len(r.answers) == 0:
		return -1
	case nth <= len(r.answers):
		return nth - 1
	case r.Then == "loop":
		return (nth - 1) % len(r.answers)
	case r.Then == "fall-through":
		return -1
	}
	return len(r.answers) - 1
}

// serves tells whether the rules ever let an operation answer with executions.
func (s *scenario) serves(operation string) bool {
	for i := range s.rules {
		r := &s.rules[i]
		if r.When.Operation != "" && r.When.Operation != operation {
			continue
		}
		if slices.ContainsFunc(r.answers, func(a answer) bool { return a.status() == http.StatusOK && !a.ReplacesBody() }) {
			return true
		}
		if r.decidesAll() {
			return false
		}
	}
	return true
}

// decidesAll tells whether the rule answers every call of its operation.
func (r *rule) decidesAll() bool {
	w := &r.When
	conditions := len(w.Path) + len(w.Header) + len(w.Cookie) + len(w.Body)
	return conditions == 0 && w.Call == nil && r.Then != "fall-through" && len(r.answers) > 0
}

// misses names the first condition that the call does not meet; "" when it
// meets all.
func (c *call) misses(w *fixtures.When) string {
	if w.Operation != "" && w.Operation != c.operation {
		return "operation is " + c.operation + ", not " + w.Operation
	}
	for _, name := range slices.Sorted(maps.Keys(w.Path)) {
		want := w.Path[name]
		if got := c.param(name); !sameID(want, got) {
			return fmt.Sprintf("path parameter %s is %q, not %q", name, recording.Redaction{}.Text(got), want)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(w.Header)) {
		if want, got := w.Header[name], c.headerValues(name); !fitsHeader(got, want) {
			return headerMiss(name, got, want)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(w.Cookie)) {
		cookie, err := c.request.Cookie(name)
		if err != nil {
			return fmt.Sprintf("cookie %s is absent", name)
		}
		if want := w.Cookie[name]; cookie.Value != want && want != "*" {
			return fmt.Sprintf("cookie %s has another value", name)
		}
	}
	for _, pointer := range slices.Sorted(maps.Keys(w.Body)) {
		want := w.Body[pointer]
		got, err := edit.Get(c.body, pointer)
		if err != nil || !sameJSON(got, want) {
			var clean recording.Redaction
			return fmt.Sprintf("body field %s is %s, not %s", pointer, excerpt(clean.At(pointer, got)), clean.At(pointer, want))
		}
	}
	if w.Call != nil && !calls(w.Call, c.nth) {
		return fmt.Sprintf("this is call %d, not %s", c.nth, callsText(w.Call))
	}
	return ""
}

// headerValues are those of a request's header; Host is one, though net/http
// keeps it elsewhere.
func (c *call) headerValues(name string) []string {
	if strings.EqualFold(name, "Host") {
		return []string{recording.Redaction{}.Host(c.request.Host)}
	}
	return c.request.Header.Values(name)
}

// headerMiss says what a header is instead of what is wanted, with no secret.
func headerMiss(name string, got []string, want string) string {
	clean := func(values []string) string {
		return quoted(strings.Join(recording.Redaction{}.Header(http.Header{name: values})[name], ", "))
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

// callsText is the choice of calls as a scenario's file has it.
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

// calls tells whether the nth call is among those chosen.
func calls(w *fixtures.Calls, nth int) bool {
	return (w.Nth == 0 || nth == w.Nth) && (w.From == 0 || nth >= w.From) &&
		(w.To == 0 || nth <= w.To) && (w.Every == 0 || nth%w.Every == 0)
}

// sameJSON compares two JSON texts as values, except that numbers compare as written.
func sameJSON(a, b []byte) bool {
	x, xerr := canonical(a)
	y, yerr := canonical(b)
	return xerr == nil && yerr == nil && bytes.Equal(x, y)
}

func excerpt(b []byte) string {
	if b == nil {
		return "absent"
	}
	return display.Clip(string(b), 60, "...")
}

// canonical gives a JSON text in one form: compact, keys sorted.
func canonical(text []byte) ([]byte, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	return json.Marshal(v)
}
