package rule

import (
	"slices"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/finding"
	"github.com/ringer-api/ringer/contract/observation"
)

// One fault makes one finding. An exchange is checked stage by stage, and what breaks at
// one stage is the reason for what would break at a later one: a truncated response is
// not JSON, a 500 conforms to no schema. So a break ends the check of that exchange, with
// the exceptions noted at each stage.
type stage int

const (
	// transit: a complete response was received. Anything else cannot be checked.
	transit stage = iota
	// status: its status code fits the request.
	status
	// form: it has the right content type. A wrong one does not end the check if the
	// body is JSON nevertheless.
	form
	// syntax: its body is strict JSON.
	syntax
	// schema: the body conforms to its schema. A break does not end the check, but a
	// value that breaks the schema is unknown to later stages (see observation.Invalid);
	// the other fields of its record are not.
	schema
	// meaning: the values in the body are right.
	meaning
	// memory: it agrees with other exchanges.
	memory
	stages
)

// final reports whether a break at this stage ends the check of the exchange.
func (s stage) final(x *observation.Observation) bool {
	switch s {
	case transit, status, syntax:
		return true
	case form:
		return len(x.Reading.Syntax) > 0
	}
	return false
}

// hidingRules has, for a rule, those whose break is the reason for its own when both are
// about the same jobs: if a job returns to an earlier state, a difference between
// the list and the single job is not a second fault.
var hidingRules = map[string][]string{
	"status.documented":             {"lifecycle.keeps-id"},
	"record.attempts-counted":       {"lifecycle.attempts-grow"},
	"record.times-in-order":         {"record.times-possible", "record.time-units"},
	"record.success-has-no-error":   {"lifecycle.final-stays-final"},
	"record.ended-has-start":        {"lifecycle.started-stays", "lifecycle.final-stays-final"},
	"record.final-has-end":          {"lifecycle.final-stays-final"},
	"record.id-asked-for":           {"lifecycle.keeps-id"},
	"record.partitions-match":       {"exchange.one-dataset"},
	"lifecycle.keeps-identity":      {"record.partitions-match", "record.times-in-order", "record.times-possible", "record.time-units"},
	"lifecycle.listed-stays-listed": {"lifecycle.keeps-id"},
	"lifecycle.updates-told": {
		"lifecycle.final-stays-final", "lifecycle.keeps-identity", "lifecycle.started-stays", "lifecycle.ended-stays", "lifecycle.updates-grow",
		"record.times-in-order", "record.times-possible",
	},
	"lifecycle.ended-stays": {
		"lifecycle.final-stays-final", "lifecycle.keeps-identity", "lifecycle.started-stays", "record.times-in-order", "record.times-possible",
		"record.partitions-match", "record.parents-end",
	},
	"lifecycle.started-stays": {"lifecycle.final-stays-final"},
	"exchange.list-and-single-agree": {
		"record.id-asked-for", "record.partitions-match", "record.times-in-order", "record.final-has-end",
		"record.times-possible", "record.time-units", "record.success-has-no-error", "record.ended-has-start", "record.parents-end",
		"record.error-has-message", "record.pending-has-no-end", "record.attempts-counted",
		"lifecycle.final-stays-final", "lifecycle.keeps-identity", "lifecycle.keeps-id",
		"lifecycle.attempts-grow", "lifecycle.updates-grow", "lifecycle.started-stays", "lifecycle.ended-stays", "lifecycle.updates-told",
	},
}

// hidden reports whether a finding is the consequence of another one.
func (j *Judge) hidden(f *finding.Finding) bool { return j.reasonOf(f) != nil }

// reasonOf returns the finding whose consequence another one is; nil when it is none.
func (j *Judge) reasonOf(f *finding.Finding) *finding.Finding {
	for _, id := range hidingRules[f.Rule] {
		for _, s := range j.rules {
			if s.rule.ID != id || s.severity == finding.Off {
				continue
			}
			// A job whose id has changed is not found by any of its ids.
			if f.Rule == "status.documented" && len(s.findings) > 0 && len(f.Records) > 0 {
				return s.findings[0]
			}
			if reason := s.covers(f); reason != nil {
				return reason
			}
		}
	}
	return nil
}

// foldConsequences names in each finding the rules that fail for the same reason.
func (j *Judge) foldConsequences() {
	for _, s := range j.rules {
		for _, f := range s.findings {
			reason := j.reasonOf(f)
			if reason == nil || s.severity == finding.Off || !s.breaks(f) {
				continue
			}
			for range hidingRules { // a reason may be a consequence itself
				next := j.reasonOf(reason)
				if next == nil {
					break
				}
				reason = next
			}
			reason.AddConsequence(f.Rule)
		}
	}
}

// covers returns a finding of this rule if it is broken by every job of another finding.
func (s *ruleState) covers(f *finding.Finding) *finding.Finding {
	if len(s.findings) == 0 || len(f.Records) == 0 {
		return nil
	}
	first := len(s.findings)
	for id := range f.Records {
		at := slices.IndexFunc(s.findings, func(own *finding.Finding) bool {
			return own.Records[id] || len(own.Records) == finding.MaxHeld
		})
		if at < 0 {
			return nil
		}
		first = min(first, at)
	}
	return s.findings[first]
}

// firstStage is the stage at which the check of an exchange starts, by how much of it is
// known: a file does not contain what was sent on the connection.
var firstStage = map[exchange.Part]stage{exchange.WholeExchange: transit, exchange.Message: status, exchange.BodyOnly: syntax}
