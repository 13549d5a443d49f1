package setting

import (
	"errors"
	"fmt"
	"time"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/contract"
)

// knownKeys are the keys of a known failure, in its text and in a settings file.
var knownKeys = []string{"rule", "match", "reason", "until"}

// ParseKnown reads a known failure: "rule=ID; match=TEXT; reason=WHY; until=DATE".
// Its error is a usage error with hints.
func ParseKnown(text string) (contract.KnownFailure, error) {
	parts, err := splitKnown(text)
	if err != nil {
		return contract.KnownFailure{}, err
	}
	return newKnown(parts)
}

// newKnown makes a known failure of the values of its keys.
func newKnown(parts map[string]string) (contract.KnownFailure, error) {
	known := contract.KnownFailure{Rule: parts["rule"], Match: parts["match"], Reason: parts["reason"]}
	for _, key := range []string{"rule", "reason"} {
		if parts[key] == "" {
			return known, output.Usage(fmt.Sprintf("%s is missing: want %s", key, knownForm), "a known failure needs a rule and a reason")
		}
	}
	var err error
	known.Until, err = untilOf(parts)
	return known, err
}

// untilOf is the end of the day until which a known failure is accepted, or zero.
func untilOf(parts map[string]string) (time.Time, error) {
	until, ok := parts["until"]
	if !ok {
		return time.Time{}, nil
	}
	end, err := EndOfDay(until)
	if err != nil {
		return end, output.Usage(fmt.Sprintf("until is %q: %v", until, err))
	}
	return end, nil
}

// EndOfDay is the last moment of a date; its error describes a date.
func EndOfDay(date string) (time.Time, error) {
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return day, errors.New("want a date such as 2026-12-31")
	}
	return day.Add(24*time.Hour - time.Nanosecond), nil
}

type keyValue struct{ key, value string }

// knownPairs are the keys that a known failure has, with their values.
func knownPairs(known contract.KnownFailure) []keyValue {
	pairs := []keyValue{{"rule", known.Rule}, {"reason", known.Reason}}
	if known.Match != "" {
		pairs = append(pairs, keyValue{"match", known.Match})
	}
	if !known.Until.IsZero() {
		pairs = append(pairs, keyValue{"until", known.Until.Format(time.DateOnly)})
	}
	return pairs
}
