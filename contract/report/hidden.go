package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/contract/rule"
)

// hiddenRules are the rules that were not examined because of findings that do not
// break the contract: known failures, rules that are off or below FailOn. A verdict
// must not be read as if these rules had passed.
func (r *Report) hiddenRules() (ids []string, by []rule.Hiding) {
	for _, result := range r.Rules {
		accepted := slices.DeleteFunc(slices.Clone(result.HiddenBy), r.breaks)
		if len(accepted) == 0 || result.Outcome != rule.RuleSkipped {
			continue
		}
		ids = append(ids, result.ID)
		for _, h := range accepted {
			if !slices.Contains(by, h) {
				by = append(by, h)
			}
		}
	}
	slices.SortStableFunc(by, func(a, b rule.Hiding) int { return cmp.Compare(a.Finding, b.Finding) })
	return ids, by
}

// breaks reports whether the finding that hides something breaks the contract.
func (r *Report) breaks(h rule.Hiding) bool {
	return h.Finding > 0 && h.Finding <= len(r.Findings) && r.Breaking(r.Findings[h.Finding-1])
}

// noteHidden names the rules that accepted findings hide.
func (r *Report) noteHidden() {
	if ids, by := r.hiddenRules(); len(ids) > 0 {
		r.Note("not examined, and may be hidden by %s: %s", r.causes(by), strings.Join(ids, ", "))
	}
}

// causes names findings that hide something, and why they do not break the contract.
func (r *Report) causes(by []rule.Hiding) string {
	texts := make([]string, len(by))
	for i, h := range by {
		texts[i] = h.String()
		if h.Finding > 0 && h.Finding <= len(r.Findings) {
			texts[i] = fmt.Sprintf("finding %d (%s, %s)", h.Finding, h.Rule, Label(r.Findings[h.Finding-1]))
		}
	}
	return strings.Join(texts, ", ")
}
