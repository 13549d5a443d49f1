package contract_test

import (
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
)

const keptQuestions = `{"eval_question_ids":["0d1e2f3a-4b5c-4d7e-8f90-a1b2c3d4e5f6"]}`

// keptPost is the only finding about a kept POST that got a 500; more are further
// members of its request, as JSON.
func keptPost(t *testing.T, more string) *contract.Finding {
	t.Helper()
	line := `{"request":{"method":"POST","url":"http://127.0.0.1:1` + executions + `","headers":[` +
		`{"name":"Host","value":"127.0.0.1:1"},{"name":"Content-Length","value":"64"},{"name":"Expect","value":"100-continue"},` +
		`{"name":"Content-Type","value":"application/json"},{"name":"Authorization","value":"Bearer s3cret-t0ken"}]` + more +
		`},"response":{"status":500}}`
	file := contract.File{Name: "f", From: strings.NewReader(line), Type: contract.FileLines}
	report, err := contract.JudgeFile(t.Context(), file, contract.Target{})
	require.NoError(t, err)
	require.Len(t, report.Findings, 1)
	return report.Findings[0]
}

// words are what a shell makes of a curl line.
func words(t *testing.T, line string) []string {
	t.Helper()
	out, err := exec.Command("bash", "-c", strings.Replace(line, "curl", "printf '%s\\n'", 1)).Output()
	require.NoError(t, err)
	return strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
}

// TestCurlLineOfAKeptPost sends what was sent, and never waits for what does not come.
func TestCurlLineOfAKeptPost(t *testing.T) {
	t.Parallel()
	quoted := func(text string) string { b, _ := json.Marshal(text); return string(b) }
	cases := map[string]struct{ more, body string }{
		"archive":      {`,"postData":{"text":` + quoted(keptQuestions) + `}`, keptQuestions},
		"base64":       {`,"postData":{"encoding":"base64","text":"` + base64.StdEncoding.EncodeToString([]byte(keptQuestions)) + `"}`, keptQuestions},
		"line":         {`,"body":` + keptQuestions, keptQuestions},
		"line-text":    {`,"body":` + quoted(keptQuestions), keptQuestions},
		"form":         {`,"postData":{"params":[{"name":"a","value":"b c"}]}`, "a=b+c"},
		"quotes":       {`,"body":` + quoted(`it's "$HOME"`), `it's "$HOME"`},
		"not-kept":     {"", "@FILE-WITH-THE-BODY"},
		"cut":          {`,"bodySize":100,"postData":{"text":"{"}`, "@FILE-WITH-THE-BODY"},
		"too-long":     {`,"body":` + quoted(strings.Repeat("x", 9<<10)), "@FILE-WITH-THE-BODY"},
		"much-longer":  {`,"body":` + quoted(strings.Repeat("x", 90<<10)), "@FILE-WITH-THE-BODY"},
		"binary":       {`,"postData":{"encoding":"base64","text":"` + base64.StdEncoding.EncodeToString([]byte{1, 0, 255}) + `"}`, "@FILE-WITH-THE-BODY"},
		"names-a-file": {`,"body":"@/etc/passwd"`, "@FILE-WITH-THE-BODY"},
		"secrets": {`,"body":{"a":[{"api_key":"s3cret-one"}],"b":"has s3cret-t0ken in it","max_tokens":7}`,
			`{"a":[{"api_key":"$SECRET"}],"b":"has $SECRET in it","max_tokens":7}`},
		"secret-form": {`,"body":"token=s3cret-two&a=1"`, "token=$SECRET&a=1"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := keptPost(t, c.more)
			got := words(t, f.Curl)
			assert.Equal(t, []string{
				"-sS", "-i", "-g", "--path-as-is", "-X", "POST", "-H", "Content-Type: application/json",
				"-H", "Authorization: Bearer ", "--data-binary", c.body, "http://127.0.0.1:1" + executions,
			}, got)
			assert.NotContains(t, asJSON(t, f), "s3cret")
			assert.LessOrEqual(t, len(f.Exchange.Request.Body), 64<<10)
		})
	}
}

// TestWatchKeepsWhatWasSent, and passes it on.
func TestWatchKeepsWhatWasSent(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ sent, shown string }{
		"short": {`{"eval_question_ids":[],"password":"s3cret-word"}`, `'{"eval_question_ids":[],"password":"$SECRET"}'`},
		"long":  {`"` + strings.Repeat("x", 100<<10) + `"`, `'@FILE-WITH-THE-BODY'`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			came := make(chan string, 1)
			client, url, watcher := watching(t, func(w http.ResponseWriter, r *http.Request) {
				text, _ := io.ReadAll(r.Body)
				came <- string(text)
				w.WriteHeader(http.StatusInternalServerError)
			})
			response, err := client.Post(url+executions, "application/json", strings.NewReader(c.sent))
			require.NoError(t, err)
			require.NoError(t, response.Body.Close())
			assert.Equal(t, c.sent, <-came)
			report := watcher.Report()
			require.Len(t, report.Findings, 1)
			assert.Contains(t, report.Findings[0].Curl, "-X POST")
			assert.Contains(t, report.Findings[0].Curl, "--data-binary "+c.shown)
			assert.NotContains(t, asJSON(t, report), "s3cret")
		})
	}
}
