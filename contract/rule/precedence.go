package rule

import (
	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/finding"
	"github.com/ringer-api/ringer/contract/observation"
)

// One fault is one finding. An exchange is judged stage by stage, and what
// breaks at one stage is the reason for what would break at a later one:
// an answer that was cut is no JSON, a 500 keeps no schema. So a break ends
// the judgement of that exchange, with the exceptions that follow each stage.
type stage int

const (
	// transit: an answer came, whole. What did not arrive cannot be judged.
	transit stage = iota
	// status: it has a status that fits what was asked.
	status
	// form: it has the right content type. A wrong one does not end the
	// judgement as long as the body is JSON all the same.
	form
	// syntax: its body is strict JSON.
	syntax
	// schema: the body keeps its schema. A break does not end the judgement, but
	// a value that breaks the schema is unknown to the stages after (see
	// observation.Invalid); the other fields of its record are not.
	schema
	// meaning: what the body says is right.
	meaning
	// memory: it agrees with what other exchanges said.
	memory
	stages
)

// final tells whether a break at this stage ends the judgement.
func (s stage) final(x *observation.Observation) bool {
	switch s {
	case transit, status, syntax:
		return true
	case form:
		return len(x.Reading.Syntax) > 0
	}
	return false
}

// hidingRules name, for a rule, those whose break is the reason for its own when
// both are about the same executions: what a job that goes back does to a
// comparison of the list with the single execution is no second fault.
var hidingRules = map[string][]string{
	"status.documented":             {"lifecycle.keeps-id"},
	"record.attempts-counted":       {"lifecycle.attempts-grow"},
	"record.final-has-end":          {"lifecycle.final-stays-final"},
	"record.id-asked-for":           {"lifecycle.keeps-id"},
	"record.partitions-match":       {"exchange.one-dataset"},
	"lifecycle.keeps-identity":      {"record.partitions-match", "record.times-in-order"},
	"lifecycle.listed-stays-listed": {"lifecycle.keeps-id"},
	"lifecycle.started-stays":       {"lifecycle.final-stays-final"},
	"exchange.list-and-single-agree": {
		"record.id-asked-for", "record.partitions-match", "record.times-in-order", "record.final-has-end",
		"record.error-has-message", "record.pending-has-no-end", "record.attempts-counted",
		"lifecycle.final-stays-final", "lifecycle.keeps-identity", "lifecycle.keeps-id",
		"lifecycle.attempts-grow", "lifecycle.updates-grow", "lifecycle.started-stays",
	},
}

// hidden tells whether a finding is the consequence of another one.
func (j *Judge) hidden(f *finding.Finding) bool {
	for _, id := range hidingRules[f.Rule] {
		for _, s := range j.rules {
			// Ids that were drawn anew are found under none of them.
			all := f.Rule == "status.documented" && len(s.findings) > 0 && len(f.Records) > 0
			if s.rule.ID == id && s.severity != finding.Off && (all || s.covers(f)) {
				return true
			}
		}
	}
	return false
}

// covers tells whether a rule was broken by every execution of a finding.
func (s *ruleState) covers(f *finding.Finding) bool {
	if len(s.findings) == 0 || len(f.Records) == 0 {
		return false
	}
	for id := range f.Records {
		covered := false
		for _, own := range s.findings {
			covered = covered || own.Records[id] || len(own.Records) == finding.MaxHeld
		}
		if !covered {
			return false
		}
	}
	return true
}

// firstStage is where the judgement of an exchange begins, by how much of it is
// known: a file does not tell what was on the wire.
var firstStage = map[exchange.Part]stage{exchange.WholeExchange: transit, exchange.Message: status, exchange.BodyOnly: syntax}
