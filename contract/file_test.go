package contract_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
)

// judged is the report on a file with this text.
func judged(t *testing.T, name, text string) *contract.Report {
	t.Helper()
	report, err := contract.JudgeFile(t.Context(), contract.File{Name: name, From: strings.NewReader(text)}, contract.Target{})
	require.NoError(t, err)
	return report
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	require.NoError(t, err)
	return string(text)
}

func TestJudgeFileDocuments(t *testing.T) {
	t.Parallel()
	bad := newRecord(2).with("status", "DONE")
	cases := []struct {
		name, text string
		rules      []string
		taken      string
	}{
		{"record", asJSON(t, newRecord(1)), nil, `an EvalDatasetJobRecord: it has "job_name"`},
		{"list", asJSON(t, []record{newRecord(1), newRecord(2)}), nil, `a list of executions: its first record has "job_name"`},
		{"empty-list", "[]", nil, "a list of executions: it is an array"},
		{"mark", "\xef\xbb\xbf[]", []string{"wire.json"}, "a list of executions: it is an array"},
		{"broken-list", asJSON(t, []record{newRecord(1), bad}), []string{"schema.body"}, "a list of executions"},
		{"times", asJSON(t, newRecord(1).with("started_at", "2023-01-01T00:00:00Z")), []string{"record.times-in-order"}, "an EvalDatasetJobRecord"},
		{"twins", asJSON(t, []record{newRecord(1), newRecord(1)}), []string{"record.unique-ids"}, "a list"},
		{"refusal", `{"detail":[{"loc":["path","pipeline_id"],"msg":"","type":"t"}]}`, []string{"error.message"}, "an HTTPValidationError"},
		{"cut", `[{"job_name":"eval_dataset_job"`, []string{"wire.json"}, `a list of executions: its first record has "job_name"`},
		{"text", "Internal Server Error", []string{"wire.json"}, "invalid JSON"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			report := judged(t, "answer.json", c.text)
			assert.Subset(t, rulesOf(report), c.rules)
			if c.rules == nil {
				assert.Empty(t, rulesOf(report))
				assert.Equal(t, contract.Passed, report.Verdict)
			}
			require.NotEmpty(t, report.Notes)
			assert.Contains(t, report.Notes[0], "answer.json was read as "+c.taken)
			assert.True(t, report.Recorded)
			assert.Zero(t, report.Counts.Requests)
		})
	}
}

func TestJudgeFileTellsLinesAndLeavesTheRestUnexamined(t *testing.T) {
	t.Parallel()
	report := judged(t, "a.json", "{\n \"job_name\": \"eval_dataset_job\",\n \"partitions\": {},\n \"status\": \"DONE\"\n}\n")
	require.Len(t, report.Findings, 1)
	f := report.Findings[0]
	assert.Equal(t, contract.Place{Exchange: 1, Pointer: "/status", Line: 4, Column: 12}, f.Places[0])
	assert.Equal(t, "/status, line 4 column 12", f.Places[0].String())
	assert.Empty(t, f.Curl, "nobody knows what was asked")
	assert.Equal(t, "a.json", f.Exchange.From)
	for _, rule := range report.Rules {
		if strings.HasPrefix(rule.ID, "wire.") && rule.ID != "wire.json" || strings.HasPrefix(rule.ID, "status.") {
			assert.Equal(t, contract.RuleSkipped, rule.Outcome, rule.ID)
		}
	}
}

func TestJudgeFileLines(t *testing.T) {
	t.Parallel()
	pending := newRecord(1).with("status", "PENDING", "ended_at", nil)
	lines := []string{
		asJSON(t, []record{newRecord(1)}), "", `{"name":"something else"}`,
		asJSON(t, pending), asJSON(t, []record{newRecord(2).with("attempts", "one")}),
	}
	report := judged(t, "polls.jsonl", strings.Join(lines, "\r\n"))
	assert.Equal(t, []string{"schema.body", "exchange.list-and-single-agree"}, rulesOf(report))
	assert.Equal(t, []string{
		"polls.jsonl was read as JSON lines, in the order of their responses; 3 of 4 entries checked",
		"1 entry left out: not readable (line 3: no type of body has these keys)",
	}, report.Notes)
	assert.Equal(t, "polls.jsonl, line 5", report.Findings[0].Exchange.From)
	assert.Equal(t, 5, report.Findings[0].Places[0].Line)
}

func TestJudgeFileExchangeLines(t *testing.T) {
	t.Parallel()
	line := func(path string, status int, body any) string {
		return asJSON(t, map[string]any{
			"request": map[string]any{"method": "GET", "url": "https://api.example" + path,
				"headers": map[string]any{"Authorization": "Bearer s3cret-t0ken-of-mine"}},
			"response": map[string]any{"status": status, "body": body,
				"headers": map[string]any{"content-type": "application/json"}},
		})
	}
	report := judged(t, "exchanges.jsonl", strings.Join([]string{
		line(executions, 200, []record{newRecord(1)}),
		line(executions, 500, "Internal Server Error"),
		line(executions+"/nothing", 200, newRecord(1)),
		line("/elsewhere", 200, "s3cret-t0ken-of-mine"),
		line(executions, 200, []record{newRecord(1).with("status", "s3cret-t0ken-of-mine")}),
	}, "\n"))
	assert.Equal(t, []string{"status.no-server-error", "status.invalid-refused", "schema.body"}, rulesOf(report))
	assert.Contains(t, report.Notes[0], "4 of 5 entries checked")
	assert.Contains(t, report.Findings[0].Curl, `-H "Authorization: Bearer $SECRET"`)
	var all bytes.Buffer
	require.NoError(t, contract.JSON(&all, report))
	assert.NotContains(t, all.String(), "s3cret")
}

// longList is a list of executions, so many bytes long.
func longList(t *testing.T, most int) (list string, records int) {
	t.Helper()
	one := asJSON(t, newRecord(1).without("id"))
	records = most/len(one) + 1
	return "[" + strings.Repeat(one+",", records-1) + one + "]", records
}

func TestJudgeFileReadsALongListOneByOne(t *testing.T) {
	t.Parallel()
	list, n := longList(t, 1<<20)
	bad := asJSON(t, newRecord(7).with("status", "DONE", "started_at", "2023-01-01T00:00:00Z"))
	late := asJSON(t, newRecord(8).with("started_at", "2023-01-01T00:00:00Z"))
	list = list[:len(list)-1] + "," + bad + "," + late + "]"
	report, err := contract.JudgeFile(t.Context(),
		contract.File{Name: "long.json", From: strings.NewReader(list)}, contract.Target{MaxBody: 64 << 10})
	require.NoError(t, err)
	assert.Subset(t, rulesOf(report), []string{"schema.body", "record.times-in-order"})
	assert.Equal(t, n+2, report.Counts.Records, "the broken one too")
	f := report.Findings[0]
	assert.Equal(t, "schema.body", f.Rule)
	assert.Equal(t, fmt.Sprintf("/%d/status", n), f.Places[0].Pointer)
	assert.Equal(t, newRecord(7)["id"], f.Places[0].Record)
	assert.Contains(t, f.Excerpt, newRecord(7)["id"], "the part it is about")
	assert.Contains(t, strings.Join(report.Notes, "\n"), "so its records were checked one by one")

	report, err = contract.JudgeFile(t.Context(),
		contract.File{Name: "long.json", From: strings.NewReader(list + "]")}, contract.Target{MaxBody: 64 << 10})
	require.NoError(t, err)
	assert.Contains(t, rulesOf(report), "wire.json")
}

func TestJudgeFileRefuses(t *testing.T) {
	t.Parallel()
	list, _ := longList(t, 1<<16)
	cases := []struct {
		name   string
		file   contract.File
		text   string
		target contract.Target
		want   string
		code   int
	}{
		{name: "unknown-type", file: contract.File{Type: "hra"}, want: `Type "hra": is not a type of file`, code: 2},
		{name: "unknown-rule", target: contract.Target{Rules: map[string]contract.Severity{"a.b": contract.Off}},
			want: `Rules "a.b": is not a rule`, code: 2},
		{name: "untold", text: "{}", want: "Type: is unknown: cannot tell what f is", code: 2},
		{name: "too-long", text: list, file: contract.File{MaxBytes: 1000}, want: "it exceeds the size limit of a file", code: 3},
		{name: "long-record", text: `{"job_name":"` + list + `"}`, target: contract.Target{MaxBody: 1000},
			want: "it is longer than 1000 bytes, and not a list", code: 3},
		{name: "long-line", text: "{}\n" + list, target: contract.Target{MaxBody: 1000}, file: contract.File{Type: "lines"},
			want: "line 2 is longer than 2000 bytes", code: 3},
		{name: "many-lines", text: "[]\n[]\n[]", file: contract.File{MaxEntries: 2}, want: "it has more than 2 entries", code: 3},
		{name: "sentence", text: `{"detail":"Not Found"}`, want: "Type: is unknown: cannot tell what f is", code: 2},
		{name: "sentences", text: "{\"detail\":\"Not Found\"}\n{\"detail\":\"Not Found\"}",
			want: "it contains none of this API", code: 3},
		{name: "half of a gzip", text: "\x1f\x8b\x08\x00", want: "reading f: it is compressed with gzip, and damaged", code: 3},
		{name: "zip", text: "PK\x03\x04 and more", want: "reading f: it is a zip file", code: 3},
		{name: "zstd", text: "\x28\xb5\x2f\xfd and more", want: "reading f: it is compressed with zstd", code: 3},
		{name: "half of UTF-16", text: "\xff\xfe[\x00]", want: "reading f: the file begins as UTF-16", code: 3},
		{name: "empty", want: "reading f: it is empty", code: 3},
		{name: "blank", text: "\ufeff \r\n", want: "reading f: it is empty", code: 3},
		{name: "no text", text: "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", want: "reading f: it is not a text", code: 3},
		{name: "nothing-of-ours", text: "{}\n{}", want: "looking for responses in f: it contains none of this API", code: 3},
		{name: "no-archive", text: "[]", file: contract.File{Type: "har"}, want: "expected an object", code: 3},
		{name: "archive-without-entries", text: `{"log":{}}`, want: "log.entries is missing", code: 3},
		{name: "cut-archive", text: `{"log":{"entries":[{"request":{}},{"requ`, want: "reading f: after 1 entry: ", code: 3},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			c.file.Name, c.file.From = "f", strings.NewReader(c.text)
			report, err := contract.JudgeFile(t.Context(), c.file, c.target)
			require.ErrorContains(t, err, c.want)
			assert.Equal(t, c.code, contract.ExitCode(report, err))
		})
	}
}

func TestJudgeFileStopsWhenAsked(t *testing.T) {
	t.Parallel()
	ctx, cancel := newCancelled(t)
	defer cancel()
	report, err := contract.JudgeFile(ctx, contract.File{Name: "f", From: strings.NewReader("[]")}, contract.Target{})
	require.ErrorContains(t, err, "reading f: context canceled")
	assert.Equal(t, contract.NotChecked, report.Verdict)
	_, err = contract.JudgeFile(t.Context(), contract.File{Name: "f", From: failing{}}, contract.Target{})
	require.ErrorContains(t, err, "reading f: the disk is gone")
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, fmt.Errorf("the disk is gone") }

var _ io.Reader = failing{}

func newCancelled(t *testing.T) (context.Context, context.CancelFunc) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	return ctx, cancel
}
