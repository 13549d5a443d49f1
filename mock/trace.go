package mock

import (
	"log/slog"
	"strings"
	"time"
)

// Trace explains why an answer is as it is.
type Trace struct {
	// ID is unique in its mock: the session's name and the request's number.
	ID      string `json:"id"`
	Session string `json:"session"`
	// Operation is the documented operation that was asked for; "" for none.
	Operation string `json:"operation,omitempty"`
	// Call counts the calls of this operation with these path ids, from 1.
	Call int `json:"call,omitempty"`
	// Clock is what the session's clock said.
	Clock    time.Time `json:"clock"`
	Scenario string    `json:"scenario,omitempty"`
	// Rule is the scenario's rule that matched and Answer which of its answers
	// was due, from 1.
	Rule       string     `json:"rule,omitempty"`
	Answer     int        `json:"answer,omitempty"`
	NearMisses []NearMiss `json:"nearMisses,omitempty"`
	// Applied are the request's own preferences.
	Applied []string `json:"applied,omitempty"`
	// Refused says why the request did not get through to the scenario.
	Refused string `json:"refused,omitempty"`
	// Faults are those that were drawn, in order.
	Faults []string `json:"faults,omitempty"`
	// Broken lists how the answer breaks the contract without its scenario
	// saying so; only with Config.SelfCheck.
	Broken []string `json:"broken,omitempty"`
}

// NearMiss is a rule that did not match, and the first condition it failed at.
type NearMiss struct {
	Rule      string `json:"rule"`
	Condition string `json:"condition"`
}

// String explains in one line.
func (t *Trace) String() string {
	var parts []string
	add := func(label, text string) {
		if text != "" {
			parts = append(parts, label+text)
		}
	}
	add("", t.Operation)
	add("refused: ", t.Refused)
	add("scenario ", t.Scenario)
	add("", t.Rule)
	add("prefer ", strings.Join(t.Applied, ", "))
	for _, f := range t.Faults {
		add("fault ", f)
	}
	return strings.Join(parts, ", ")
}

// LogValue is what the request log shows of a trace.
func (t *Trace) LogValue() slog.Value { return slog.StringValue(t.String()) }
