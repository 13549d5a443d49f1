package contract

import (
	"strings"
	"time"
)

// accept marks the findings that are known failures. A known failure that
// matches nothing has been mended, or never was; it is told, so that the list
// does not outlive its reasons.
func (r *Report) accept(known []KnownFailure, now time.Time) {
	for i, k := range known {
		if !k.Until.IsZero() && now.After(k.Until) {
			r.note("the known failure of %s is past its date %s and counts again (%s)",
				k.Rule, k.Until.Format(time.DateOnly), k.Reason)
			continue
		}
		matched := false
		for _, f := range r.Findings {
			if f.Rule == k.Rule && k.matches(f) {
				f.Known, matched = &known[i], true
			}
		}
		if !matched {
			r.note("the known failure of %s did not fail: take it off the list (%s)", k.Rule, k.Reason)
		}
	}
}

func (k KnownFailure) matches(f *Finding) bool {
	return strings.Contains(f.Key, k.Match) || strings.Contains(strings.Join(f.Operations, " "), k.Match)
}
