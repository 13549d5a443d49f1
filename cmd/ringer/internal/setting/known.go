package setting

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/ringer-api/ringer/contract"
)

// knownKey finds the keys of a known failure's text; its reason may hold
// anything else.
var knownKey = regexp.MustCompile(`(?:^|;)\s*(rule|match|reason|until)\s*=\s*`)

// ParseKnown reads a known failure: "rule=ID; match=TEXT; reason=WHY; until=DATE".
func ParseKnown(text string) (contract.KnownFailure, error) {
	wrong := fmt.Errorf("want 'rule=ID; reason=WHY' and, if needed, '; match=TEXT; until=2026-12-31'")
	parts := map[string]string{}
	keys := knownKey.FindAllStringSubmatchIndex(text, -1)
	if len(keys) == 0 || keys[0][0] != 0 {
		return contract.KnownFailure{}, wrong
	}
	for i, at := range keys {
		end := len(text)
		if i+1 < len(keys) {
			end = keys[i+1][0]
		}
		parts[text[at[2]:at[3]]] = strings.TrimSpace(text[at[1]:end])
	}
	known := contract.KnownFailure{Rule: parts["rule"], Match: parts["match"],
		Reason: parts["reason"]}
	if known.Rule == "" || known.Reason == "" {
		return known, wrong
	}
	if until := parts["until"]; until != "" {
		day, err := time.Parse(time.DateOnly, until)
		if err != nil {
			return known, wrong
		}
		known.Until = day.Add(24*time.Hour - time.Nanosecond) // to the end of that day
	}
	return known, nil
}
