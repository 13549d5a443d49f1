package rule

import "github.com/ringer-api/ringer/contract/finding"

// Outcome is the result of one rule in one run.
type Outcome string

const (
	RulePassed  Outcome = "kept"
	RuleBroken  Outcome = "broken"
	RuleSkipped Outcome = "not examined"
	RuleOff     Outcome = "off"
)

// Result is the result of one rule in one run.
type Result struct {
	ID       string           `json:"id"`
	Sentence string           `json:"sentence"`
	Source   finding.Source   `json:"source"`
	Severity finding.Severity `json:"severity"`
	Outcome  Outcome          `json:"outcome"`
	// Examined is how many responses the rule has checked.
	Examined int `json:"examined"`
	// Reason is why it was skipped; empty otherwise.
	Reason string `json:"reason,omitempty"`
}

// result returns the result of the rule. partly reports whether a response was checked
// only in part, which the rule may not have seen.
func (s *ruleState) result(partly bool) Result {
	r := Result{
		ID: s.rule.ID, Sentence: s.rule.Sentence, Source: s.rule.Source, Severity: s.severity,
		Outcome: RulePassed,
	}
	for _, n := range s.examined {
		r.Examined += n
	}
	switch {
	case s.severity == finding.Off:
		r.Outcome = RuleOff
	case len(s.findings) > 0:
		r.Outcome = RuleBroken
	case s.failed:
		r.Outcome, r.Reason = RuleSkipped, "an internal error of ringer"
	case r.Examined == 0:
		r.Outcome, r.Reason = RuleSkipped, "needs "+s.rule.Needs
		if partly {
			r.Reason += ", checked in full"
		}
	}
	return r
}

// Results returns the result of each rule.
func (j *Judge) Results() (all []Result) {
	for _, s := range j.rules {
		all = append(all, s.result(len(j.Unjudged.parts) > 0))
	}
	return all
}

// Notes returns what was not checked, and why, for people.
func (j *Judge) Notes() []string {
	all := append(j.unread.notes(), j.Unjudged.notes()...)
	for _, s := range j.rules {
		if s.limit != "" {
			all = append(all, s.rule.ID+" "+s.limit)
		}
	}
	return all
}
