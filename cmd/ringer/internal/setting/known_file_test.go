package setting

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
)

func TestKnownFailuresInAFile(t *testing.T) {
	t.Parallel()
	file := `check:
  known:
    - rule: schema.body
      reason: the field comes back; until=never "said"
      match: status
      until: 2999-12-31
    - {reason: b, rule: wire.json}
`
	c, all, err := loadOne(t, settingNamed(t, "contract.known"), file, nil, nil)
	require.NoError(t, err)
	assert.Equal(t, []string{
		`rule=schema.body; reason="the field comes back; until=never \"said\""; match=status; until=2999-12-31`,
		"rule=wire.json; reason=b",
	}, *all[0].value.(List).At)
	assert.Empty(t, c.Warnings)
}

// What is printed can be read back as it was.
func TestPrintedKnownFailuresAreReadBack(t *testing.T) {
	t.Parallel()
	s := settingNamed(t, "contract.known")
	var flags []string
	for _, reason := range []string{
		"plain", `"; until=2020-01-01; x=y"`, `"a \"quote\" and a \\ in C:\\x"`, `"two\nlines\tand \u00e9 \U0001f600"`,
		"# no comment, [no list], {no: map}", `"null"`, "12", "it's 100%", "über; und so weiter",
	} {
		flags = append(flags, "--known", "rule=wire.json; match=GET /a; reason="+reason+"; until=2026-12-31")
	}
	cmdValues, all, err := loadFlags(nil, []Setting{s}, flags)
	require.NoError(t, err)
	var printed bytes.Buffer
	Print(&printed, all, nil)
	assert.Contains(t, printed.String(), `  known: [{rule: "wire.json", reason: "plain", match: "GET /a", until: 2026-12-31}, {`)

	again, _, err := loadOne(t, s, printed.String(), nil, nil)
	require.NoError(t, err, printed.String())
	assert.Empty(t, again.Warnings)
	require.Len(t, again.Contract.Known, len(cmdValues.Contract.Known))
	for i, text := range cmdValues.Contract.Known {
		want, err := ParseKnown(text)
		require.NoError(t, err)
		got, err := ParseKnown(again.Contract.Known[i])
		require.NoError(t, err)
		assert.Equal(t, want, got)
	}
}

func TestMistakesInKnownFailuresOfAFile(t *testing.T) {
	t.Parallel()
	for known, want := range map[string]struct{ problem, hint string }{
		"[{rule: a, reason: b, untill: 2026-12-31}]": {`2:32: "untill" is not a key of a known failure, which has rule, match, reason, until`, "did you mean until?"},
		"[{rule: a, reason: b, rule: c}]":            {`2:32: the key "rule" appears twice`, "keep one"},
		"[{rule: 7, reason: b}]":                     {"2:18: rule is the number 7: want a text, the id of a rule", "quote it"},
		"[{rule: a, reason: true}]":                  {"2:29: reason is the boolean true: want a text", "quote it"},
		"[{rule: a, reason: [b]}]":                   {"2:29: reason is a list: want a text", "write known: [{"},
		"[{rule: a, reason: b, match: }]":            {"match is nothing (null): want a text", "to leave match out"},
		`[{rule: a, reason: b, match: ""}]`:          {`2:39: match is the text "": want a text`, "to leave match out"},
		"[{rule: a, reason: b, until: soon}]":        {`2:39: until is "soon": want a date such as 2026-12-31`, "year-month-day"},
		"[{rule: a, reason: b, until: 2026}]":        {"2:39: until is the number 2026: want a date", ""},
		"[{rule: a}]":                                {"2:11: reason is missing: want ", "write known: [{"},
		"[{reason: a, rule: wire.jsn}]":              {`2:29: rule "wire.jsn" is not a rule`, "did you mean wire.json?"},
		"[{rule: schmbdy, reason: a}]":               {`2:18: rule "schmbdy" is not a rule`, "ringer rules lists them"},
		"[{reason: a}]":                              {"2:11: rule is missing: want ", "write known: [{"},
		"{rule: a, reason: b}":                       {"2:10: known is a mapping: want a list of mappings", "write known: [{"},
		"7":                                          {"2:10: known is the number 7: want a list of mappings", "write known: [{"},
		"[7]":                                        {"2:11: a known failure is the number 7: want a mapping", "write known: [{"},
		"[[a]]":                                      {"2:11: a known failure is a list: want a mapping", "write known: [{"},
		"[null]":                                     {"2:11: a known failure is nothing (null): want a mapping", "write known: [{"},
		"":                                           {"this key has no value", "remove the key"},
		"['rule=a; reason=b', 'rule=a; raeson=c']":   {`2:31: known "rule=a; raeson=c": "raeson" is not a key of a known failure: want `, "did you mean reason?"},
	} {
		_, _, err := loadOne(t, settingNamed(t, "contract.known"), "check:\n  known: "+known+"\n", nil, nil)
		var failure *output.Failure
		require.ErrorAs(t, err, &failure, known)
		assert.Equal(t, output.ExitUsage, failure.Code)
		assert.Contains(t, failure.Problem, "ringer.yaml:2:", known)
		assert.Contains(t, failure.Problem, want.problem, known)
		assert.NotEmpty(t, failure.Hints, known)
		assert.Contains(t, strings.Join(failure.Hints, " "), want.hint, known)
	}
}

// The old form, a text, is still read, with a warning that shows the new one.
func TestKnownFailuresAsTextsInAFile(t *testing.T) {
	t.Parallel()
	const text = "rule=a; reason=b; match=c; until=2026-12-31"
	for file, place := range map[string]string{
		fmt.Sprintf("check:\n  known: %q\n", text):      "ringer.yaml:2:10",
		fmt.Sprintf("check:\n  known:\n  - %q\n", text): "ringer.yaml:3:5",
	} {
		c, _, err := loadOne(t, settingNamed(t, "contract.known"), file, nil, nil)
		require.NoError(t, err)
		assert.Equal(t, []string{text}, c.Contract.Known)
		require.Len(t, c.Warnings, 1)
		assert.Contains(t, c.Warnings[0], place+": the next release does not read known failures as texts; "+
			`write known: [{rule: "a", reason: "b", match: "c", until: 2026-12-31}]`)
	}
}
