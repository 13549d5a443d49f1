package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/finding"
)

// summary is what the verdict's line adds to the verdict: how many causes of a broken
// contract there are to mend, or what a reader of "passed" must know.
func (r *Report) summary() string {
	severities, others := map[finding.Severity]int{}, 0
	causes := 0
	for _, f := range r.Findings {
		if r.Breaking(f) {
			severities[f.Severity]++
			causes++
		} else {
			others++
		}
	}
	var parts []string
	if causes > 0 {
		var counts []string
		for _, s := range []finding.Severity{finding.Error, finding.Warning, finding.Info} {
			if n := severities[s]; n > 0 && s == finding.Info {
				counts = append(counts, fmt.Sprintf("%d info", n))
			} else if n > 0 {
				counts = append(counts, exchange.Count(n, s.String()))
			}
		}
		text := fmt.Sprintf("%s to mend (%s", exchange.Count(causes, "cause"), strings.Join(counts, ", "))
		if severities[finding.Error] == 0 && r.FailOn < finding.Error {
			text += "; warnings fail the check, too"
		}
		text += ")"
		if failed := len(r.FailedRules()); failed != causes {
			verb := "fail"
			if failed == 1 {
				verb = "fails"
			}
			text += fmt.Sprintf(", so %s %s", exchange.Count(failed, "rule"), verb)
		}
		parts = append(parts, text)
	}
	if others > 0 {
		word, verb := "other finding", "does"
		if causes == 0 {
			word = "finding"
		}
		if others > 1 {
			verb = "do"
		}
		parts = append(parts, fmt.Sprintf("%s %s not fail the check", exchange.Count(others, word), verb))
	}
	if but := r.but(); but != "" {
		return but + strings.Join(append([]string{""}, parts...), "; ")
	}
	if len(parts) > 0 {
		return ": " + strings.Join(parts, "; ")
	}
	return ""
}

// Causes is how many findings break the contract: what there is to mend.
func (r *Report) Causes() (n int) {
	for _, f := range r.Findings {
		if r.Breaking(f) {
			n++
		}
	}
	return n
}

// FailedRules are the rules that fail the check, in the order of the rules: those with a
// finding that breaks the contract, and those that another rule's finding stands for.
func (r *Report) FailedRules() (failed []string) {
	for _, result := range r.Rules {
		if _, f := r.failing(result.ID); f != nil {
			failed = append(failed, result.ID)
		}
	}
	return failed
}

// failing returns the first finding that makes a rule fail, with its number; nil when none
// does.
func (r *Report) failing(id string) (number int, f *finding.Finding) {
	for i, f := range r.Findings {
		if r.Fails(f, id) {
			return i + 1, f
		}
	}
	return 0, nil
}

// Fails reports whether a finding makes a rule fail: its own, or one that it stands for.
func (r *Report) Fails(f *finding.Finding, id string) bool {
	return r.Breaking(f) && (f.Rule == id || slices.Contains(f.Consequences, id) ||
		slices.ContainsFunc(f.Alike, func(a finding.Alike) bool { return a.Rule == id && a.Severity >= r.FailOn }))
}
