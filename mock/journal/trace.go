package journal

import "time"

// TraceHeader is the response header that names the exchange in the journal.
const TraceHeader = "Ringer-Trace"

// Trace is why a response is as it is, as data; String and Entry.Explain put it into
// words.
type Trace struct {
	// ID is the session's name and the request's number. It is unique in its mock
	// until the session is reset, which restarts the numbers at 1.
	ID      string `json:"id"`
	Session string `json:"session"`
	// SessionBy is how the request named it: path, header, baggage or cookie; "" for the
	// shared session of requests that name none.
	SessionBy string `json:"sessionBy,omitempty" doc:"how the request named it: path, header, baggage or cookie; absent if it named none"`
	// API is the one that was requested, in a mock of several.
	API string `json:"api,omitempty" doc:"the API that was requested, in a mock of several"`
	// Operation is the documented operation that was requested; "" for none.
	Operation string `json:"operation,omitempty"`
	// Call counts the calls of this operation with these path ids, from 1.
	Call int `json:"call,omitempty"`
	// Clock is the time of the session's clock, and Speed how fast it ran; 0 is
	// frozen.
	Clock    time.Time `json:"clock"`
	Speed    float64   `json:"speed"`
	Scenario string    `json:"scenario,omitempty"`
	// Rule is the scenario's rule that matched, and Response which of its responses
	// was used, from 1. RuleOf is the scenario that contains the rule, if the rule
	// switched to another scenario.
	Rule     string `json:"rule,omitempty"`
	RuleOf   string `json:"ruleOf,omitempty"`
	Response int    `json:"response,omitempty"`
	// NearMisses are the rules before it that did not match, in order.
	NearMisses []NearMiss `json:"nearMisses,omitempty"`
	// Applied are the request's own preferences.
	Applied []string `json:"applied,omitempty"`
	// Ignored are the request's preferences that were ignored.
	Ignored []IgnoredPreference `json:"ignored,omitempty"`
	// Refused is why the request was refused before it reached the scenario.
	Refused string `json:"refused,omitempty"`
	// Faults are those that were tried on the response, in order.
	Faults []FaultOutcome `json:"faults,omitempty"`
	// Broken lists how the response breaks the contract although its scenario does
	// not declare that; only with Config.SelfCheck.
	Broken []string `json:"broken,omitempty"`
}

// NearMiss is a rule that did not match, and the first condition it failed at.
type NearMiss struct {
	Rule      string `json:"rule"`
	Condition string `json:"condition"`
}

// IgnoredPreference is a preference that was ignored: one that ringer does not have, or a
// value that is not in its grammar.
type IgnoredPreference struct {
	// Name has the prefix ringer. of a query parameter. It is empty where the reason counts
	// further ones.
	Name   string `json:"name,omitempty" doc:"with the prefix ringer. of a query parameter; absent where the reason counts further ones"`
	Reason string `json:"reason"`
	// Parameter reports that it is a query parameter of the API that the mock does not follow.
	Parameter bool `json:"parameter,omitempty" doc:"whether it is a query parameter of the API that the mock does not follow"`
}

// FaultOutcome is a fault that was tried on a response, and its effect.
type FaultOutcome struct {
	// Fault is the fault in the short form that Prefer takes.
	Fault   string `json:"fault" doc:"in the short form that Prefer takes"`
	Applied bool   `json:"applied" doc:"whether it changed the response"`
	// Note is what the fault changed, or why it changed nothing.
	Note string `json:"note,omitempty" doc:"what it changed, or why it changed nothing"`
}

// size is how many bytes of text the trace contains.
func (t *Trace) size() int {
	n := len(t.ID) + len(t.API) + len(t.Operation) + len(t.Scenario) + len(t.Rule) + len(t.Refused)
	for _, m := range t.NearMisses {
		n += len(m.Rule) + len(m.Condition)
	}
	for _, i := range t.Ignored {
		n += len(i.Name) + len(i.Reason)
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
