package journal

import "time"

// TraceHeader is the response header that names the exchange in the journal.
const TraceHeader = "Ringer-Trace"

// Trace is why a response is as it is, as data; its String and Entry.Explain
// put it into words.
type Trace struct {
	// ID is the session's name and the request's number. It is unique in its
	// mock until the session starts over, and then counts from 1 again.
	ID      string `json:"id"`
	Session string `json:"session"`
	// Operation is the documented operation that was asked for; "" for none.
	Operation string `json:"operation,omitempty"`
	// Call counts the calls of this operation with these path ids, from 1.
	Call int `json:"call,omitempty"`
	// Clock is what the session's clock said, and Speed how fast it ran; 0
	// stood still.
	Clock    time.Time `json:"clock"`
	Speed    float64   `json:"speed"`
	Scenario string    `json:"scenario,omitempty"`
	// Rule is the scenario's rule that matched and Answer which of its responses
	// was due, from 1. RuleOf is the scenario the rule is in, where the rule
	// sent the call on to another one.
	Rule     string `json:"rule,omitempty"`
	RuleOf   string `json:"rule_of,omitempty"`
	Response int    `json:"answer,omitempty"`
	// NearMisses are the rules before it that did not match, in order.
	NearMisses []NearMiss `json:"near_misses,omitempty"`
	// Applied are the request's own preferences.
	Applied []string `json:"applied,omitempty"`
	// Refused says why the request did not get through to the scenario.
	Refused string `json:"refused,omitempty"`
	// Faults are those that had their chance at the answer, in order.
	Faults []FaultOutcome `json:"faults,omitempty"`
	// Broken lists how the answer breaks the contract without its scenario
	// saying so; only with Config.SelfCheck.
	Broken []string `json:"broken,omitempty"`
}

// NearMiss is a rule that did not match, and the first condition it failed at.
type NearMiss struct {
	Rule      string `json:"rule"`
	Condition string `json:"condition"`
}

// FaultOutcome is a fault that had its chance at an answer, and what became of it.
type FaultOutcome struct {
	// Fault is the fault in the short form that Prefer takes.
	Fault   string `json:"fault" doc:"in the short form that Prefer takes"`
	Applied bool   `json:"applied" doc:"whether it changed the answer"`
	// Note says what was done, or why nothing was.
	Note string `json:"note,omitempty" doc:"what was done, or why nothing was"`
}

// size is how many bytes of text the trace holds.
func (t *Trace) size() int {
	n := len(t.ID) + len(t.Operation) + len(t.Scenario) + len(t.Rule) + len(t.Refused)
	for _, m := range t.NearMisses {
		n += len(m.Rule) + len(m.Condition)
	}
	for _, d := range t.Faults {
		n += len(d.Fault) + len(d.Note)
	}
	for _, texts := range [][]string{t.Applied, t.Broken} {
		for _, text := range texts {
			n += len(text)
		}
	}
	return n
}
