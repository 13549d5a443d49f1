package report

import (
	"slices"
	"time"

	"github.com/ringer-api/ringer/contract/finding"
	"github.com/ringer-api/ringer/contract/rule"
)

// acceptKnown marks the findings that are known failures. A known failure is a debt
// with a date: one that is past it counts again, and one that did not fail is
// told in a note, so that the list does not outlive its reasons. Neither breaks
// the contract by itself: the finding that counts again does.
func (r *Report) acceptKnown(known []finding.KnownFailure, now time.Time) {
	for i := range known {
		k := &known[i]
		if k.Expired(now) {
			r.Note("the known failure of %s is past its date %s and counts again (%s)",
				k, k.Until.Format(time.DateOnly), k.Reason)
			continue
		}
		if !r.accept(k) {
			r.Note("the known failure of %s did not fail: %s (%s)", k, r.unusedKnown(k), k.Reason)
		}
	}
}

// accept marks the findings that are the known failure, unless another one accepts
// them. It tells whether there were any.
func (r *Report) accept(k *finding.KnownFailure) (any bool) {
	for _, f := range r.Findings {
		if f.Known == nil && k.Matches(f) {
			f.Known, any = k, true
		}
	}
	return any
}

// unusedKnown says why a known failure matched nothing.
func (r *Report) unusedKnown(k *finding.KnownFailure) string {
	at := slices.IndexFunc(r.Rules, func(rule rule.Result) bool { return rule.ID == k.Rule })
	if at < 0 {
		return "there is no such rule"
	}
	switch outcome := r.Rules[at].Outcome; {
	case slices.ContainsFunc(r.Findings, k.Matches):
		return "another one on the list accepts the same finding, so take it off"
	case outcome == rule.RuleNotExamined, outcome == rule.RuleOff:
		return "the rule was " + string(outcome) + ", so it may still be there"
	case outcome == rule.RuleBroken:
		return "the rule is broken, but nowhere that matches"
	}
	return "the rule passes, so remove the entry"
}

// knownLast are the findings as pages for people show them: those that are known are
// behind the others, which may be few and new.
func (r *Report) knownLast() []*finding.Finding {
	findings := slices.Clone(r.Findings)
	slices.SortStableFunc(findings, func(f, other *finding.Finding) int {
		switch known := f.Known != nil; {
		case known == (other.Known != nil):
			return 0
		case known:
			return 1
		}
		return -1
	})
	return findings
}

// accepted says why a known failure is accepted, and until when.
func accepted(k *finding.KnownFailure) string {
	if k.Until.IsZero() {
		return k.Reason
	}
	return k.Reason + " (until " + k.Until.Format(time.DateOnly) + ")"
}
