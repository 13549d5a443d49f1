package contract_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
)

// lists serves one text as every list, and 404 for the rest; five requests ask it.
func lists(t *testing.T, text string) contract.Target {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if !strings.HasSuffix(r.URL.Path, "/execute") {
			w.WriteHeader(http.StatusNotFound)
			text := `{"detail":"Not Found"}`
			_, _ = w.Write([]byte(text))
			return
		}
		_, _ = w.Write([]byte(text))
	}))
	t.Cleanup(server.Close)
	target := targetOf(server.URL)
	target.MaxRequests = 5
	return target
}

// manyOf is so many texts between commas.
func manyOf(n int, text func(int) string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, ",%s", text(i))
	}
	return b.String()[1:]
}

func tiny(int) string { return `{"a":1}` }

const leanRecord = `{"job_name":"eval_dataset_job","partitions":{},"status":"SUCCESS"`

// TestWhatIsNotJudgedIsTold: which response, how much of it, and which limit.
func TestWhatIsNotJudgedIsTold(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		text, note string
		code       int
	}{
		"tiny-records": {`[` + manyOf(50_000, tiny) + `]`,
			"response 1 of list was checked in part, 20001 of 50000 records: it has more broken records than are counted", contract.ExitBroken},
		"many-properties": {
			`[` + leanRecord + `},` + leanRecord + `,` + manyOf(250_000, func(i int) string { return fmt.Sprintf(`"p%d":1`, i) }) + `}]`,
			"response 1 of list was checked in part, 1 of 2 records: a part of it has more values than are checked at once", contract.ExitNotChecked},
		"many-elements": {`[` + leanRecord + `,"data":{"a":[` + manyOf(250_000, func(int) string { return "1" }) + `]}}]`,
			"response 1 of list was not checked: a part of it has more values than are checked at once", contract.ExitNotChecked},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			target := lists(t, c.text)
			target.Rules = map[string]contract.Severity{"status.documented": contract.Off}
			report, err := contract.Check(t.Context(), target)
			assert.Contains(t, strings.Join(report.Notes, "\n"), c.note)
			assert.Contains(t, report.Unfinished, c.note)
			assert.Equal(t, c.code, contract.ExitCode(report, err), "%v", rulesOf(report))
			assert.Less(t, len(written(t, contract.JSON, report)), 1<<20, "what is told is bounded")
		})
	}
}

// TestALargeListIsJudgedToItsEnd: a fault in the last record is found.
func TestALargeListIsJudgedToItsEnd(t *testing.T) {
	t.Parallel()
	n := 30_000 / min(oneIn, 6)
	text := `[` + manyOf(n, func(i int) string { return leanRecord + fmt.Sprintf(`,"id":"%08x-aaaa-4bbb-8ccc-dddddddddddd"}`, i) }) +
		`,` + strings.Replace(leanRecord, "SUCCESS", "DONE", 1) + `}]`
	report, err := contract.Check(t.Context(), lists(t, text))
	require.NoError(t, err)
	require.Contains(t, rulesOf(report), "schema.body")
	for _, f := range report.Findings {
		if f.Rule == "schema.body" {
			assert.Equal(t, fmt.Sprintf("/%d/status", n), f.Places[0].Pointer)
			assert.Contains(t, f.Excerpt, `"DONE"`)
		}
	}
	assert.NotContains(t, strings.Join(report.Notes, "\n"), "judged in part")
}

// TestJudgingHoldsTheTimeOfTheRun, and what was found until then counts.
func TestJudgingHoldsTheTimeOfTheRun(t *testing.T) {
	t.Parallel()
	target := lists(t, `[`+manyOf(2_000_000, tiny)+`]`)
	target.Timeout = 500 * time.Millisecond
	began := time.Now()
	report, err := contract.Check(t.Context(), target)
	assert.Less(t, time.Since(began), 10*time.Second, "judged to the end, it takes minutes")
	require.Error(t, err)
	assert.NotEmpty(t, report.Unfinished)
}

// TestFilesAreJudgedAsLongAsTheyAreWanted: who has had enough gets what there is.
func TestFilesAreJudgedAsLongAsTheyAreWanted(t *testing.T) {
	t.Parallel()
	text := `[` + manyOf(300_000, func(int) string { return leanRecord + "}" }) + `]`
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	file := contract.File{Name: "f", From: strings.NewReader(text), Type: contract.FileList}
	report, err := contract.JudgeFile(ctx, file, contract.Target{})
	require.ErrorIs(t, err, context.DeadlineExceeded)
	assert.Less(t, report.Counts.Records, 300_000)
	assert.Equal(t, contract.ExitNotChecked, contract.ExitCode(report, err))
}
