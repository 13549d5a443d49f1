package contract_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
)

// FuzzJudgeFile: whatever a file holds, it is judged, or refused with an error
// that says why, and within its bounds.
func FuzzJudgeFile(f *testing.F) {
	for _, name := range []string{"chrome.har", "firefox.har"} {
		text, err := os.ReadFile(filepath.Join("testdata", name))
		require.NoError(f, err)
		f.Add(string(text), "")
	}
	f.Add("[]\n{\"detail\":[]}\nno JSON\n", "lines")
	f.Add(`{"request":{"method":"GET","url":"http://h`+executions+`?token=abcdefgh","headers":{"Cookie":["a=b"]}},`+
		`"response":{"status":200,"body":[{"job_name":1}]}}`, "")
	f.Add("\xef\xbb\xbf"+`{"log":{"entries":[{"response":{"content":{"text":"!","encoding":"base64"}}}]}}`, "har")
	f.Add(`[{"job_name":"eval_dataset_job","partitions":{},"status":"DONE"},`, "list")
	f.Fuzz(func(t *testing.T, text, as string) {
		file := contract.File{Name: "f", From: strings.NewReader(text), Type: as, MaxBytes: 1 << 16, MaxEntries: 20}
		report, err := contract.JudgeFile(t.Context(), file, contract.Target{MaxBody: 1 << 10})
		if report == nil {
			require.Error(t, err)
			return
		}
		require.LessOrEqual(t, report.Counts.Responses, 20)
		require.NoError(t, contract.JSON(&strings.Builder{}, report))
		require.NoError(t, contract.Text(&strings.Builder{}, report))
	})
}
