package finding

import (
	"fmt"
	"strings"
	"time"
)

// KnownFailure accepts the findings of a rule, with a reason, for a while. It has
// to fail: one that matches no finding is told in the report's notes, and so is
// one whose time is over, whose findings count again.
type KnownFailure struct {
	// Rule is a rule's id.
	Rule string `json:"rule"`
	// Match takes only findings whose key or operation contains it; empty: all. A
	// whole key, which begins with the rule's id, takes the one finding that has it.
	Match string `json:"match,omitempty"`
	// Reason is why it is accepted; it must not be empty.
	Reason string `json:"reason"`
	// Until is the last moment at which it is accepted; zero: no end.
	Until time.Time `json:"until,omitzero"`
}

// Matches tells whether a finding is such a failure.
func (k *KnownFailure) Matches(f *Finding) bool {
	switch {
	case f.Rule != k.Rule:
		return false
	case k.wholeKey():
		return strings.TrimSpace(f.Key) == strings.TrimSpace(k.Match)
	}
	return strings.Contains(f.Key, k.Match) || strings.Contains(strings.Join(f.Operations, " "), k.Match)
}

// wholeKey tells whether Match is the whole key of a finding.
func (k *KnownFailure) wholeKey() bool {
	return k.Match == k.Rule || strings.HasPrefix(k.Match, k.Rule+" ")
}

// Expired tells whether it is accepted no longer.
func (k *KnownFailure) Expired(now time.Time) bool { return !k.Until.IsZero() && now.After(k.Until) }

// String names the rule, and what has to match.
func (k *KnownFailure) String() string {
	switch {
	case k.Match == "":
		return k.Rule
	case k.wholeKey():
		return k.Match
	}
	return fmt.Sprintf("%s matching %q", k.Rule, k.Match)
}
