package setting

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/contract"
)

func TestABaselineIsReadAsItWasWritten(t *testing.T) {
	t.Parallel()
	until := time.Date(2026, 12, 28, 23, 59, 59, 999999999, time.UTC)
	for _, all := range [][]contract.KnownFailure{
		nil,
		{{Rule: "wire.json", Match: "wire.json json", Reason: "baseline of 2026-11-28", Until: until}},
		{{Rule: "schema.body", Reason: "by hand"},
			{Rule: "schema.body", Match: "schema.body \"a\": # {b}\\ \x00\x1b\x7f\u0085\u2028\u202e\ufeff \U0001f98a\n- rule: x", Reason: "$A: [b]; until=2020-01-01", Until: until}},
	} {
		text, err := FormatBaseline(all)
		require.NoError(t, err)
		read, err := ParseBaseline("b.yaml", text)
		require.NoError(t, err, string(text))
		assert.Equal(t, all, read)
	}
}

func TestTheFormOfABaseline(t *testing.T) {
	t.Parallel()
	text, err := FormatBaseline([]contract.KnownFailure{{Rule: "wire.json", Match: "wire.json json", Reason: "a",
		Until: time.Date(2026, 12, 28, 23, 0, 0, 0, time.UTC)}})
	require.NoError(t, err)
	assert.Equal(t, baselineTop+`known:
  - rule: wire.json
    reason: "a"
    match: "wire.json json"
    until: 2026-12-28
`, string(text))
	text, err = FormatBaseline(nil)
	require.NoError(t, err)
	assert.Equal(t, baselineTop+"known: []\n", string(text))
}

func TestTheLimitsOfABaseline(t *testing.T) {
	t.Parallel()
	many := make([]contract.KnownFailure, maxBaselineKnown)
	for i := range many {
		many[i] = contract.KnownFailure{Rule: "wire.json", Match: fmt.Sprint("wire.json ", i), Reason: "a"}
	}
	text, err := FormatBaseline(many)
	require.NoError(t, err)
	read, err := ParseBaseline("b.yaml", text)
	require.NoError(t, err)
	assert.Equal(t, many, read)

	_, err = FormatBaseline(append(slices.Clone(many), contract.KnownFailure{Rule: "wire.json", Reason: "a"}))
	require.ErrorContains(t, err, "10001 known failures")
	_, err = FormatBaseline([]contract.KnownFailure{{Rule: "wire.json", Reason: strings.Repeat("a", maxBaseline)}})
	require.ErrorContains(t, err, "larger than 8MiB")
	_, err = ParseBaseline("b.yaml", append(text, "  - {rule: wire.json, reason: b}\n"...))
	require.ErrorContains(t, err, "10001 known failures: want at most 10000")
}

func TestMistakesInABaseline(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]struct{ problem, hint string }{
		"knwon: []":                             {`b.yaml:1:1: "knwon" is not a key of a baseline`, "did you mean known?"},
		"known: []\ncheck: {}":                  {`b.yaml:2:1: "check" is not a key of a baseline`, "is it the right one?"},
		"{}":                                    {"b.yaml:1:1: this is not a baseline", "is it the right one?"},
		"# nothing":                             {"b.yaml:1:1: this is not a baseline", "is it the right one?"},
		"text":                                  {"b.yaml:1:1: this is not a baseline", "is it the right one?"},
		"[{rule: a, reason: b}]":                {"b.yaml:1:1: this is not a baseline", "is it the right one?"},
		"known:":                                {"known is nothing (null): want a list of mappings", "write known: [{"},
		"known: {rule: a, reason: b}":           {"b.yaml:1:8: known is a mapping: want a list", "write known: [{"},
		"known:\n- rule=wire.json; reason=b":    {`b.yaml:2:3: a known failure is the text`, "write known: [{"},
		"known:\n- rule: wire.jsn\n  reason: b": {`b.yaml:2:9: rule "wire.jsn" is not a rule`, "did you mean wire.json?"},
		"known:\n- {rule: wire.json, reason: b, mtch: c}":                                           {`b.yaml:2:32: "mtch" is not a key`, "did you mean match?"},
		"known:\n- {rule: wire.json, reason: b}\n- {reason: c, rule: wire.json, until: 2027-01-01}": {"b.yaml:3:3: the same rule and match as in line 2", "keep one"},
	} {
		_, err := ParseBaseline("b.yaml", []byte(text))
		var failure *output.Failure
		require.ErrorAs(t, err, &failure, text)
		assert.Equal(t, output.ExitUsage, failure.Code)
		assert.Contains(t, failure.Problem, want.problem, text)
		assert.Contains(t, strings.Join(failure.Hints, " "), want.hint, text)
	}
}
