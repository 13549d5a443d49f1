package journal

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/ringer-api/ringer/schemas/display"
)

// Explain says in a paragraph why the request was answered as it was: the
// clock, the scenario and its rules, what the request asked for itself, the
// faults, and what they left of the answer.
func (e *Entry) Explain() string {
	p := &paragraph{}
	p.say("%s: %s %s was answered %s.", e.Trace.ID, e.Method, e.URL, e.outcome())
	t := &e.Trace
	p.clock(t)
	if t.Refused != "" {
		p.say("It was refused: %s.", strings.TrimSuffix(t.Refused, "."))
	}
	p.rules(t)
	if len(t.Applied) > 0 {
		p.say("The request itself asked for %s.", strings.Join(t.Applied, ", "))
	}
	p.faults(t)
	for _, violation := range t.Broken {
		p.say("The answer breaks the contract, and its scenario does not say so: %s.", violation)
	}
	if e.Trouble != "" {
		p.say("It did not go out whole: %s.", e.Trouble)
	}
	return display.Line(strings.Join(p.sentences, " "))
}

// outcome is the answer in a few words.
func (e *Entry) outcome() string {
	if e.Status == 0 {
		return "by closing the connection"
	}
	size := strconv.Itoa(e.Sent) + " bytes"
	if e.Sent != e.WireSize {
		size = fmt.Sprintf("%d of %d bytes", e.Sent, e.WireSize)
	}
	return fmt.Sprintf("with %d and %s in %s", e.Status, size, e.Took.Round(time.Microsecond))
}

type paragraph struct{ sentences []string }

func (p *paragraph) say(format string, args ...any) {
	p.sentences = append(p.sentences, fmt.Sprintf(format, args...))
}

func (p *paragraph) clock(t *Trace) {
	pace := "runs " + strconv.FormatFloat(t.Speed, 'g', -1, 64) + " times as fast"
	switch t.Speed {
	case 0:
		pace = "stands still"
	case 1:
		pace = "runs"
	}
	p.say("The clock of session %s said %s and %s.", t.Session, t.Clock.Format(time.RFC3339Nano), pace)
}

// rules tells which scenario and which of its rules decided.
func (p *paragraph) rules(t *Trace) {
	if t.Call > 0 {
		p.say("This is call %d of %s with these ids.", t.Call, t.Operation)
	}
	for _, m := range t.NearMisses {
		p.say("The scenario's %s did not match: %s.", ruleText(m.Rule), m.Condition)
	}
	switch {
	case t.RuleOf != "":
		p.say("In scenario %s %s matched, and its answer %d sent the call on to scenario %s.",
			t.RuleOf, ruleText(t.Rule), t.Answer, t.Scenario)
	case t.Rule != "":
		p.say("In scenario %s %s matched, and its answer %d was due.", t.Scenario, ruleText(t.Rule), t.Answer)
	case t.Refused != "" && t.Scenario != "":
		p.say("Scenario %s is in force, but its rules do not see what is refused.", t.Scenario)
	case t.Scenario != "":
		p.say("Scenario %s decided, without a rule.", t.Scenario)
	}
}

// ruleText is a rule without a name as it is, and one with a name in quotes.
func ruleText(name string) string {
	if number, ok := strings.CutPrefix(name, "rule "); ok {
		if _, err := strconv.Atoi(number); err == nil {
			return name
		}
	}
	return "rule " + strconv.Quote(name)
}

func (p *paragraph) faults(t *Trace) {
	for _, d := range t.Faults {
		verb := "spoiled the answer"
		if !d.Applied {
			verb = "left the answer alone"
		}
		p.say("Fault %s %s: %s.", d.Fault, verb, d.Note)
	}
}
