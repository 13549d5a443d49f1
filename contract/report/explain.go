package report

import (
	"slices"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/contract/finding"
	"github.com/ringer-api/ringer/contract/rule"
)

// weighed says whether a finding fails the check.
func (r *Report) weighed(f *finding.Finding) string {
	switch {
	case f.Known != nil:
		return f.Severity.String() + "; it is known and does not fail the check"
	case r.Breaking(f):
		return f.Severity.String() + "; it fails the check"
	}
	return f.Severity.String() + "; it does not fail the check, which --fail-on changes"
}

// hiddenBehind are the rules that were not examined, perhaps because of a finding.
func (r *Report) hiddenBehind(number int) (ids []string) {
	for _, result := range r.Rules {
		if slices.ContainsFunc(result.HiddenBy, func(h rule.Hiding) bool { return h.Finding == number }) {
			ids = append(ids, result.ID)
		}
	}
	return ids
}

// known is the value of --known that accepts a finding and no other.
func known(id, key string) string {
	if strings.Contains(key, ";") { // which ends a value without quotes
		key = strconv.Quote(key)
	}
	text := "rule=" + id + "; match=" + key + "; reason=WHY"
	return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
}
