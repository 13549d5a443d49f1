package contract_test

import (
	"bytes"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
)

func judgedFile(t *testing.T, name string) *contract.Report {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name))
	require.NoError(t, err)
	return judged(t, name, string(text))
}

func TestArchiveOfChrome(t *testing.T) {
	t.Parallel()
	report := judgedFile(t, "chrome.har")
	assert.Equal(t, []string{"schema.body", "error.loc"}, rulesOf(report))
	assert.Equal(t, []string{
		"chrome.har was read as an HTTP Archive by WebInspector 537.36; 2 of 5 entries checked",
		"2 entries left out: not for this API", "1 entry left out: without a response",
	}, report.Notes[:3])
	assert.Equal(t, "chrome.har, entry 1", report.Findings[0].Exchange.From)
	assert.Contains(t, report.Findings[0].Curl, "/v2/api/v1/pipelines/7d1a0f5e-1111-4222-8333-444455556666/")
	assert.Contains(t, report.Findings[0].Curl, `"cookie: $SECRET"`)
	for _, write := range []contract.Reporter{contract.JSON, contract.Text, contract.JUnit} {
		var text bytes.Buffer
		require.NoError(t, write(&text, report))
		assert.NotContains(t, text.String(), "s3cret")
	}
}

func TestArchiveOfFirefox(t *testing.T) {
	t.Parallel()
	report := judgedFile(t, "firefox.har")
	assert.Empty(t, rulesOf(report), "neither the 304, nor the cut body, nor an old answer from the cache is a fault")
	assert.Equal(t, []string{
		"firefox.har was read as an HTTP Archive by Firefox 131.0; 4 of 4 entries checked",
		"3 responses saved without a complete body: only the status was checked",
	}, report.Notes[:2])
	assert.Equal(t, 1, report.Counts.Records)
}

// TestArchiveComparesAnswers gives two polls that come one after the other, and
// two that overlap, of which nobody knows which was answered first.
func TestArchiveComparesAnswers(t *testing.T) {
	t.Parallel()
	began := time.Date(2024, 10, 1, 12, 0, 0, 0, time.UTC)
	poll := func(at, took int, status string) string {
		return asJSON(t, map[string]any{
			"startedDateTime": began.Add(time.Duration(at) * time.Millisecond), "time": took,
			"request": map[string]any{"method": http.MethodGet, "url": "http://api.example" + executions},
			"response": map[string]any{"status": 200,
				"headers": []map[string]string{{"name": "content-type", "value": "application/json"}},
				"content": map[string]any{"size": -1, "text": asJSON(t, []record{newRecord(1).with("status", status, "ended_at", nil)})}},
		})
	}
	cached := func(entry string) string {
		return strings.Replace(entry, `"headers":[`, `"headers":[{"name":"age","value":"60"},`, 1)
	}
	archive := func(entries ...string) string {
		return `{"log":{"version":"1.2","entries":[` + strings.Join(entries, ",") + `]}}`
	}
	back := []string{"lifecycle.final-stays-final"}
	assert.Subset(t, rulesOf(judged(t, "a", archive(poll(0, 10, "SUCCESS"), poll(20, 10, "PENDING")))), back)
	assert.NotSubset(t, rulesOf(judged(t, "a", archive(poll(5, 10, "SUCCESS"), poll(0, 30, "PENDING")))), back)
	assert.NotSubset(t, rulesOf(judged(t, "a", archive(poll(0, 10, "SUCCESS"), cached(poll(20, 10, "PENDING"))))), back,
		"an answer of a cache may be older than its request")
}
