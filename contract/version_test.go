package contract_test

import (
	"bytes"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
	"github.com/ringer-api/ringer/schemas"
)

// newer is a later version of the description, which documents CANCELLED.
var newer = sync.OnceValue(func() *schemas.Description {
	return version(`"PARTIAL_SUCCESS"`, `"PARTIAL_SUCCESS","CANCELLED"`)
})

// version is our own description, kept in new.json, in which one text stands
// for another.
func version(old, fresh string) *schemas.Description {
	document := bytes.ReplaceAll(schemas.Default().OpenAPI(), []byte(old), []byte(fresh))
	d, err := schemas.Load(fstest.MapFS{"new.json": {Data: document}}, "new.json")
	if err != nil {
		panic(err)
	}
	return d
}

// The rules use the given description, and the report notes it.
func TestFileIsJudgedByTheDescriptionOfItsVersion(t *testing.T) {
	t.Parallel()
	judge := func(text string, d *schemas.Description) *contract.Report {
		f := contract.File{Name: "kept.json", From: strings.NewReader(text)}
		report, err := contract.JudgeFile(t.Context(), f, contract.Target{Description: d, MaxBody: 100})
		require.NoError(t, err)
		return report
	}
	const one = `{"job_name":"eval_dataset_job","partitions":{},"status":"CANCELLED"}`
	for name, text := range map[string]string{
		"whole": one, "lines": one + "\n" + one, "one by one": "[" + one + "," + one + "]",
	} {
		assert.Equal(t, []string{"schema.body"}, rulesOf(judge(text, nil)), name)
		report := judge(text, newer())
		assert.Empty(t, rulesOf(report), name)
		assert.Contains(t, report.Notes, "checked against the description in new.json instead of the built-in one", name)
	}
	own := judge(one, schemas.Default())
	assert.NotContains(t, strings.Join(own.Notes, "\n"), "judged by the description", "it is ringer's own")
	worse := judge(strings.Replace(one, "CANCELLED", "GONE", 1), newer())
	require.Equal(t, []string{"schema.body"}, rulesOf(worse))
	assert.Contains(t, worse.Findings[0].Source.Where, "new.json:")
}

func TestDescriptionOfAnotherAPIIsRefused(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name        string
		description *schemas.Description
		want        string
	}{
		{"no operation", version("/execute/result", "/results"), "is not a version of the API: it has no operation GET "},
		{"other answers", version("EvalDatasetJobRecord", "Execution"),
			"/execute returns 200 with Execution, not EvalDatasetJobRecord"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			target := newHonest().target(t)
			target.Description = c.description
			_, err := contract.Check(t.Context(), target)
			var usage *contract.UsageError
			require.ErrorAs(t, err, &usage)
			assert.Equal(t, "Description", usage.Field)
			require.ErrorContains(t, err, c.want)
			_, err = contract.JudgeFile(t.Context(), contract.File{From: strings.NewReader("[]")}, target)
			require.ErrorContains(t, err, c.want)
		})
	}
}
