package report

import (
	"slices"
	"time"

	"github.com/ringer-api/ringer/contract/finding"
	"github.com/ringer-api/ringer/contract/rule"
)

// acceptKnown marks the findings that are known failures. One past its date counts again,
// and one that did not fail is reported in a note, so that the list does not outlive its
// reasons. Neither breaks the contract by itself: the finding that counts again does.
func (r *Report) acceptKnown(known []finding.KnownFailure, now time.Time) {
	for i := range known {
		k := &known[i]
		if !k.Until.IsZero() && now.After(k.Until) {
			r.Note("the known failure of %s is past its date %s and counts again (%s)",
				k, k.Until.Format(time.DateOnly), k.Reason)
			continue
		}
		matched := false
		for _, f := range r.Findings {
			if f.Known == nil && k.Matches(f) {
				f.Known, matched = k, true
			}
		}
		if !matched {
			r.Note("the known failure of %s did not fail: %s (%s)", k, r.unusedKnown(k), k.Reason)
		}
	}
}

// unusedKnown returns why a known failure matched no finding.
func (r *Report) unusedKnown(k *finding.KnownFailure) string {
	at := slices.IndexFunc(r.Rules, func(rule rule.Result) bool { return rule.ID == k.Rule })
	switch outcome := r.Rules[at].Outcome; {
	case slices.ContainsFunc(r.Findings, k.Matches):
		return "another entry accepts the same finding, so remove this one"
	case outcome == rule.RuleSkipped, outcome == rule.RuleOff:
		return "the rule was " + outcomeText[outcome] + ", so the failure may still be there"
	case outcome == rule.RuleBroken:
		return "the rule failed, but no finding matches"
	}
	return "the rule passes, so remove the entry"
}
