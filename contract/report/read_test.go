package report_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract/report"
)

func TestAReportIsReadAsWritten(t *testing.T) {
	t.Parallel()
	text := written(t, report.JSON, hostileReport())
	r, err := report.Read(strings.NewReader(text))
	require.NoError(t, err)
	assert.JSONEq(t, text, written(t, report.JSON, r))
	for number := range r.Findings {
		var b strings.Builder
		require.NoError(t, report.TextStyle{}.Explain(&b, r, number+1))
		requireHarmless(t, b.String())
	}
}

func TestExplainSaysWhatCanBeDone(t *testing.T) {
	t.Parallel()
	r := hostileReport()
	r.Findings[0].Key = "schema.body it's"
	var b strings.Builder
	require.NoError(t, report.TextStyle{}.Explain(&b, r, 1))
	for _, want := range []string{
		"severity  error; it fails the check\n", "hides     auth.no-leak\n", "fails too exchange.list-and-single-agree",
		`accept    ringer check --known 'rule=schema.body; match=schema.body it'\''s; reason=WHY'`, "first     response 3, 1 s earlier: ",
	} {
		assert.Contains(t, b.String(), want)
	}
}

func TestWhatIsNoReportIsRefused(t *testing.T) {
	t.Parallel()
	r := hostileReport()
	r.Findings = r.Findings[:1]
	good := written(t, report.JSON, r)
	require.True(t, json.Valid([]byte(good)))
	for name, c := range map[string][2]string{
		"empty": {"", "it is not JSON"}, "text": {"broken http://a.example", "it is not JSON"}, "list": {"[]", "it is not a report"},
		"other": {`{"version": 1}`, "it is not a report"}, "cut": {good[:len(good)/2], "it is not JSON"}, "two": {good + good, "something follows"},
		"later":     {strings.Replace(good, `"version": 1`, `"version": 2`, 1), "version 2 of the format"},
		"unknown":   {strings.Replace(good, `"version": 1`, `"version": 1, "sead": 1`, 1), `unknown field "sead"`},
		"duplicate": {strings.Replace(good, `"version": 1`, `"version": 1, "version": 1`, 1), "duplicate"},
		"null":      {`{"version": 1, "findings": [null]}`, "finding 1 has no rule, exchange or place"},
		"placeless": {`{"version": 1, "findings": [{"rule": "a.b", "exchange": {}}]}`, "finding 1 has no rule, exchange or place"},
	} {
		_, err := report.Read(strings.NewReader(c[0]))
		assert.ErrorContains(t, err, c[1], name)
	}
}
