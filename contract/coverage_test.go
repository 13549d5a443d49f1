package contract_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
)

// form is how often a form of a place was seen; -1 when there is no such form.
func form(c *contract.Coverage, typ, place, form string) int {
	for _, t := range c.Types {
		for _, p := range t.Places {
			for _, f := range p.Forms {
				if t.Name == typ && p.Place == place && f.Name == form {
					return f.Seen
				}
			}
		}
	}
	return -1
}

func TestCoverageCountsWhatWasSeen(t *testing.T) {
	t.Parallel()
	h := newHonest()
	h.records = []record{
		newRecord(1), newRecord(2).with("status", "ERROR", "error_message", "no model"),
		newRecord(3).without("user_id").with("parameters", nil),
	}
	report, err := contract.Check(t.Context(), h.target(t))
	require.NoError(t, err)
	const execution = "EvalDatasetJobRecord"
	for _, want := range []struct {
		typ, place, form string
		seen             bool
	}{
		{execution, "/status", "SUCCESS", true},
		{execution, "/status", "ERROR", true},
		{execution, "/status", "PENDING", false},
		{execution, "/user_id", "absent", true},
		{execution, "/user_id", "null", true},
		{execution, "/user_id", "present", false},
		{execution, "/error_message", "present", true},
		{execution, "/parameters", "null", true},
		{execution, "/partitions/*", "uuid", true},
		{execution, "/partitions/*", "string", false},
		{"EvalExecutionParams", "/llm_model", "GPT_4O", true},
		{"EvalExecutionParams", "/llm_model", "GPT_4", false},
		{"ValidationError", "/loc/*", "string", true},
		{"ValidationError", "/loc/*", "integer", false},
		{"EvalDatasetJobParams", "/eval_question_ids", "empty", false},
	} {
		seen := form(report.Coverage, want.typ, want.place, want.form)
		assert.GreaterOrEqual(t, seen, 0, "%s%s has no form %s", want.typ, want.place, want.form)
		assert.Equal(t, want.seen, seen > 0, "%s%s %s", want.typ, want.place, want.form)
	}
	assert.Equal(t, -1, form(report.Coverage, execution, "/id", "null"), "null is not allowed there")
	assert.Less(t, report.Coverage.Seen, report.Coverage.Of)
	names := map[string]bool{}
	for _, typ := range report.Coverage.Types {
		assert.False(t, names[typ.Name], "%s is there twice", typ.Name)
		names[typ.Name] = true
	}
}

func TestCoverageNamesTheGaps(t *testing.T) {
	t.Parallel()
	h := newHonest()
	report, err := contract.Check(t.Context(), h.target(t))
	require.NoError(t, err)
	assert.Equal(t, []string{
		"no PENDING, ERROR or PARTIAL_SUCCESS execution was ever seen", "execute was never requested",
	}, report.Coverage.Gaps)
	assert.Contains(t, textOf(t, report), "passed "+report.Target+", but no PENDING, ERROR or PARTIAL_SUCCESS")

	h.records = nil
	for i, status := range []string{"PENDING", "SUCCESS", "ERROR", "PARTIAL_SUCCESS"} {
		r := newRecord(i).with("status", status)
		switch status {
		case "PENDING":
			r = r.with("ended_at", nil)
		case "ERROR", "PARTIAL_SUCCESS":
			r = r.with("error_message", "why")
		}
		h.records = append(h.records, r)
	}
	report, err = contract.Check(t.Context(), h.target(t))
	require.NoError(t, err)
	assert.True(t, strings.HasPrefix(textOf(t, report), "passed "+report.Target+"\n"))

	onStatus("results", 200, 404)(h)
	report, err = contract.Check(t.Context(), h.target(t))
	require.NoError(t, err)
	assert.Equal(t, "results never returned 200", report.Coverage.Gaps[0])
	results := report.Coverage.Operations[2]
	assert.Equal(t, "results", results.ID)
	assert.Equal(t, 404, results.Statuses[2].Status)
	assert.NotContains(t, textOf(t, report), "undocumented ")
	var verbose strings.Builder
	require.NoError(t, contract.TextStyle{Verbose: true}.Report(&verbose, report))
	assert.Contains(t, verbose.String(), "undocumented  results returned 404 in ")
}

func textOf(t *testing.T, report *contract.Report) string {
	t.Helper()
	var b strings.Builder
	require.NoError(t, contract.Text(&b, report))
	return b.String()
}

func TestDriftIsInformation(t *testing.T) {
	t.Parallel()
	h := newHonest()
	everyRecord(func(r record) record { return r.with("project_id", "p", "a/b~c", map[string]any{"id": 1}) })(h)
	target := h.target(t)
	report, err := contract.Check(t.Context(), target)
	require.NoError(t, err)
	assert.Equal(t, contract.Passed, report.Verdict)
	require.Len(t, report.Findings, 1, "names of one type have one cause")
	assert.Equal(t, contract.Info, report.Findings[0].Severity)
	assert.Equal(t, "/0/a~1b~0c", report.Findings[0].Places[0].Pointer)
	require.Len(t, report.Findings[0].Alike, 1, "each name, however often it is there")
	assert.Equal(t, `"project_id"`, report.Findings[0].Alike[0].Got)
	assert.Equal(t, 1, report.Counts.Infos)

	target.Strict = true
	report, err = contract.Check(t.Context(), target)
	require.NoError(t, err)
	assert.Equal(t, contract.Broken, report.Verdict)
}

func TestDriftIsBounded(t *testing.T) {
	t.Parallel()
	h := newHonest()
	everyRecord(func(r record) record {
		for i := range 50 {
			r = r.with(strings.Repeat("x", i+1), i)
		}
		return r
	})(h)
	report, err := contract.Check(t.Context(), h.target(t))
	require.NoError(t, err)
	require.Len(t, report.Findings, 1)
	assert.Len(t, report.Findings[0].Alike, 20, "twenty names, and the rest as one")
}

// What the framework adds to its errors, and what a type without properties
// holds, is no drift.
func TestNoDrift(t *testing.T) {
	t.Parallel()
	h := newHonest()
	withRecord(0, "data", map[string]any{"anything": 1})(h)
	everyProblem(func(p map[string]any) map[string]any {
		p["ctx"], p["url"] = map[string]any{"error": "x"}, "https://errors.example"
		return p
	})(h)
	report, err := contract.Check(t.Context(), h.target(t))
	require.NoError(t, err)
	assert.Empty(t, report.Findings)
}
