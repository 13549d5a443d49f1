package setting

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/contract"
)

func TestAKnownFailureAsText(t *testing.T) {
	t.Parallel()
	end := time.Date(2026, 12, 31, 23, 59, 59, 999999999, time.UTC)
	for text, want := range map[string]contract.KnownFailure{
		"rule=a; reason=b":                                    {Rule: "a", Reason: "b"},
		" reason = b ; rule = a ":                             {Rule: "a", Reason: "b"},
		"rule=a; reason=b; until=2026-12-31":                  {Rule: "a", Reason: "b", Until: end},
		"rule=a; reason=b; until=2026-12-31; match=x":         {Rule: "a", Reason: "b", Until: end, Match: "x"},
		"rule=a; reason=b; see id=7":                          {Rule: "a", Reason: "b; see id=7"},
		"rule=a; reason=n=1; and then; 2=3; match=GET /a?b=c": {Rule: "a", Reason: "n=1; and then; 2=3", Match: "GET /a?b=c"},
		`rule=a; reason="b; until=never"`:                     {Rule: "a", Reason: "b; until=never"},
		`rule=a; reason="say \"b\" \\ c" ; match="; x=y; "`:   {Rule: "a", Reason: `say "b" \ c`, Match: "; x=y;"},
		`rule=a; reason=they call it "b"`:                     {Rule: "a", Reason: `they call it "b"`},
		`rule="a"; reason="b";`:                               {Rule: "a", Reason: "b"},
	} {
		got, err := ParseKnown(text)
		require.NoError(t, err, text)
		assert.Equal(t, want, got, text)
	}
}

func TestMistakesInAKnownFailureAsText(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]struct{ problem, hint string }{
		"rule=a; reason=b; untill=2026-12-31": {`"untill" is not a key of a known failure: want rule, match, reason or until`, "did you mean until?"},
		"rule=a; reason=b;Until = 2026-12-31": {`"Until" is not a key`, "did you mean until?"},
		"rule=a; reason=b; größe=3":           {`"größe" is not a key`, "double quotes"},
		"rules=a; reason=b":                   {`"rules" is not a key`, "did you mean rule?"},
		"rule=a; reason=b; x=1":               {`"x" is not a key`, "double quotes"},
		"rule=a; reason=b; rule=c":            {`the key "rule" appears twice`, "keep one"},
		"rule=a; reason=b; reason=c":          {`the key "reason" appears twice`, "keep one"},
		"rule=a":                              {"reason is missing: want 'rule=ID; reason=WHY'", "needs a rule and a reason"},
		"reason=a":                            {"rule is missing", "needs a rule and a reason"},
		"rule=a; reason=":                     {"reason is empty", "leave it out"},
		"rule=a; reason=b; until=":            {"until is empty", "leave it out"},
		"rule=a; reason=b; match=":            {"match is empty", "leave it out"},
		"rule=a; reason=b; until=2026-02-30":  {`until is "2026-02-30": want a date such as 2026-12-31`, ""},
		`rule=a; reason="b`:                   {"reason is not quoted well", "backslash"},
		`rule=a; reason="b" c`:                {"reason is not quoted well", "backslash"},
		`rule=a; reason="b"; c`:               {"want 'rule=ID", "double quotes"},
		"schema.body":                         {"want 'rule=ID", "double quotes"},
		"":                                    {"want 'rule=ID", "double quotes"},
	} {
		_, err := ParseKnown(text)
		var failure *output.Failure
		require.ErrorAs(t, err, &failure, text)
		assert.Equal(t, output.ExitUsage, failure.Code)
		assert.Contains(t, failure.Problem, want.problem, text)
		assert.Contains(t, failure.Problem, "want ", text)
		if want.hint != "" {
			require.NotEmpty(t, failure.Hints, text)
			assert.Contains(t, failure.Hints[0], want.hint, text)
		}
	}
}
