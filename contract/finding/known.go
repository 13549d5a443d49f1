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
	// A whole key, which begins with the rule's id, accepts only the finding with it.
	Match string `json:"match,omitempty"`
	// Reason is why it is accepted; it must not be empty.
	Reason string `json:"reason"`
	// Until is the last moment at which it is accepted; zero means no end.
	Until time.Time `json:"until,omitzero"`
}

// Matches reports whether it accepts a finding, whatever its date.
func (k *KnownFailure) Matches(f *Finding) bool {
	switch {
	case f.Rule != k.Rule:
		return false
	case k.wholeKey():
		return strings.TrimSpace(f.Key) == strings.TrimSpace(k.Match)
	}
	return strings.Contains(f.Key, k.Match) || strings.Contains(strings.Join(f.Operations, " "), k.Match)
}

// wholeKey reports whether Match is the whole key of a finding.
func (k *KnownFailure) wholeKey() bool {
	return k.Match == k.Rule || strings.HasPrefix(k.Match, k.Rule+" ")
}

// Expired reports whether the failure is no longer accepted.
func (k *KnownFailure) Expired(now time.Time) bool { return !k.Until.IsZero() && now.After(k.Until) }

// String returns the rule's id, and what must match.
func (k *KnownFailure) String() string {
	switch {
	case k.Match == "":
		return k.Rule
	case k.wholeKey():
		return k.Match
	}
	return fmt.Sprintf("%s matching %q", k.Rule, k.Match)
}
