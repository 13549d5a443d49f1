package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/contract/rule"
)

// RequireRecords is what Options.Require has for "at least one job was seen".
const RequireRecords = "records"

// Unmet says which of the requirements the run does not meet, each with its reason. It is
// empty when all are met.
func (r *Report) Unmet() (all []string) {
	for _, required := range r.require {
		if required == RequireRecords {
			if r.Counts.Records == 0 {
				all = append(all, "no "+r.Noun()+" was seen")
			}
			continue
		}
		at := slices.IndexFunc(r.Rules, func(result rule.Result) bool { return result.ID == required })
		if result := r.Rules[at]; result.Outcome == rule.RuleSkipped {
			all = append(all, fmt.Sprintf("%s was not examined (%s)", required, result.Skipped()))
		}
	}
	return all
}

// noteUnmet adds a note if a requirement is not met, and reports whether one is not.
func (r *Report) noteUnmet() bool {
	unmet := r.Unmet()
	if len(unmet) > 0 {
		r.Note("required, but %s", strings.Join(unmet, "; "))
	}
	return len(unmet) > 0
}
