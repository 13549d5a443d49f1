package journal

import (
	"fmt"
	"log/slog"
	"strconv"
	"strings"
	"time"

	"github.com/ringer-api/ringer/schemas/display"
)

// fact is one part of a trace in both wordings: a brief one for lists and logs, empty if
// it is left out there, and a sentence.
type fact struct{ brief, sentence string }

// String returns the trace in one line, for lists, logs and archives.
func (t *Trace) String() string {
	parts := []string{}
	for _, f := range t.facts() {
		if f.brief != "" {
			parts = append(parts, f.brief)
		}
	}
	return strings.Join(parts, ", ")
}

// LogValue returns the same line, composed only when it is actually logged.
func (t *Trace) LogValue() slog.Value { return slog.StringValue(display.Line(t.String())) }

// Explain returns a paragraph about why the request got its response: the clock, the
// scenario and its rules, the request's preferences, the faults, and what was sent.
func (e *Entry) Explain() string {
	sentences := []string{fmt.Sprintf("%s: %s %s %s.", e.Trace.ID, e.Method, e.URL, e.outcome())}
	for _, f := range e.Trace.facts() {
		if f.sentence != "" {
			sentences = append(sentences, f.sentence)
		}
	}
	if e.Problem != "" {
		sentences = append(sentences, "It was not sent completely: "+e.Problem+".")
	}
	return display.Line(strings.Join(sentences, " "))
}

// outcome describes the response in a few words.
func (e *Entry) outcome() string {
	if e.Status == 0 {
		return "got no response: the connection was closed"
	}
	size := strconv.Itoa(e.Sent) + " bytes"
	if e.Sent != e.WireSize {
		size = fmt.Sprintf("%d of %d bytes", e.Sent, e.WireSize)
	}
	return fmt.Sprintf("got %d with %s in %s", e.Status, size, e.Took.Round(time.Microsecond))
}

// wayText has the ways in which requests name sessions, in words.
var wayText = map[string]string{"path": "its path", "header": "the header Ringer-Session",
	"baggage": "ringer.session in the header Baggage", "cookie": "a cookie"}

// facts are all facts of the trace, in the order in which they were decided.
func (t *Trace) facts() []fact {
	all := []fact{{t.Operation, t.clockText()}}
	if t.API != "" {
		all = append([]fact{{t.API, "The API is " + t.API + "."}}, all...)
	}
	if by := t.SessionBy; by != "" {
		all = append(all, fact{"", "The request named its session by " + wayText[by] + "."})
	}
	if t.Refused != "" {
		all = append(all, fact{"refused: " + t.Refused, "It was refused: " + strings.TrimSuffix(t.Refused, ".") + "."})
	}
	if t.Call > 0 {
		all = append(all, fact{"", fmt.Sprintf("This is call %d of %s with these ids.", t.Call, t.Operation)})
	}
	for _, m := range t.NearMisses {
		all = append(all, fact{"", fmt.Sprintf("The scenario's %s did not match: %s.", ruleText(m.Rule), m.Condition)})
	}
	if t.Scenario != "" {
		all = append(all, fact{"scenario " + t.Scenario, t.scenarioText()})
	}
	if t.Rule != "" {
		all = append(all, fact{t.Rule, ""})
	}
	if len(t.Applied) > 0 {
		applied := strings.Join(t.Applied, ", ")
		all = append(all, fact{"prefer " + applied, "Preferences of the request: " + applied + "."})
	}
	for _, i := range t.Ignored {
		all = append(all, i.fact())
	}
	for _, d := range t.Faults {
		if d.Applied {
			all = append(all, fact{"fault " + d.Fault, fmt.Sprintf("Fault %s changed the response: %s.", d.Fault, d.Note)})
		} else {
			all = append(all, fact{"", fmt.Sprintf("Fault %s did not change the response: %s.", d.Fault, d.Note)})
		}
	}
	for i, violation := range t.Broken {
		f := fact{"", "The response breaks the contract, and its scenario does not declare it: " + violation + "."}
		if i == 0 {
			f.brief = "breaks the contract: " + violation
		}
		all = append(all, f)
	}
	return all
}

func (i IgnoredPreference) fact() fact {
	if i.Name == "" {
		return fact{i.Reason, "Of the preferences, " + i.Reason + "."}
	}
	what := "Preference"
	if i.Parameter {
		what = "Parameter"
	}
	sentence := fmt.Sprintf("%s %s was ignored: %s", what, i.Name, i.Reason)
	if !strings.HasSuffix(sentence, "?") {
		sentence += "."
	}
	return fact{fmt.Sprintf("ignored %s (%s)", i.Name, i.Reason), sentence}
}

func (t *Trace) clockText() string {
	pace := "at " + strconv.FormatFloat(t.Speed, 'g', -1, 64) + " times real time"
	switch t.Speed {
	case 0:
		pace = "frozen"
	case 1:
		pace = "in real time"
	}
	return fmt.Sprintf("The clock of session %s was at %s, %s.", t.Session, t.Clock.Format(time.RFC3339Nano), pace)
}

// scenarioText names the scenario and the rule that decided.
func (t *Trace) scenarioText() string {
	switch {
	case t.RuleOf != "":
		return fmt.Sprintf("In scenario %s, %s matched, and its response %d used scenario %s.",
			t.RuleOf, ruleText(t.Rule), t.Response, t.Scenario)
	case t.Rule != "":
		return fmt.Sprintf("In scenario %s, %s matched, and its response %d was used.", t.Scenario, ruleText(t.Rule), t.Response)
	case t.Refused != "":
		return fmt.Sprintf("Scenario %s is active, but its rules do not apply to refused requests.", t.Scenario)
	}
	return fmt.Sprintf("Scenario %s was used; none of its rules matched.", t.Scenario)
}

// ruleText returns "rule 2" for a rule without a name, and a name in quotes.
func ruleText(name string) string {
	if number, ok := strings.CutPrefix(name, "rule "); ok {
		if _, err := strconv.Atoi(number); err == nil {
			return name
		}
	}
	return "rule " + strconv.Quote(name)
}
