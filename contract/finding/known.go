package finding

import (
	"fmt"
	"strings"
	"time"
)

// KnownFailure accepts the findings of a rule, with a reason, until a date. The report's
// notes contain those that match no finding, and those past their date, whose findings
// count again.
type KnownFailure struct {
	// Rule is a rule's id.
	Rule string `json:"rule"`
	// Match accepts only findings whose key or operation contains it; empty means all.
	Match string `json:"match,omitempty"`
	// Reason is why it is accepted; it must not be empty.
	Reason string `json:"reason"`
	// Until is the last moment at which it is accepted; zero means no end.
	Until time.Time `json:"until,omitzero"`
}

// Matches reports whether it accepts a finding, whatever its date.
func (k *KnownFailure) Matches(f *Finding) bool {
	return f.Rule == k.Rule &&
		(strings.Contains(f.Key, k.Match) || strings.Contains(strings.Join(f.Operations, " "), k.Match))
}

// String returns the rule's id, and what must match.
func (k *KnownFailure) String() string {
	if k.Match == "" {
		return k.Rule
	}
	return fmt.Sprintf("%s matching %q", k.Rule, k.Match)
}
