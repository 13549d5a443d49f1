package contract_test

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
)

// secretKinds are secrets by their looks. What must not be shown of each has "s3cret" in it.
var secretKinds = []string{
	"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.s3cret-s3cret", "llx-s3cret0123456789", "sk-proj-s3cret0123456789", "ghp_s3cret0123456789",
	"gho_s3cret0123456789", "github_pat_s3cret0123456789", "xoxb-1-s3cret0123456789", "AIzas3cret0123456789", "glpat-s3cret0123456789",
}

// secretNames are secrets by their names, in a header and in a query.
var secretNames = []string{
	"sig", "sid", "Sid", "code", "jwt", "pwd", "X-Jwt", "X-Passwd", "X-Amz-Signature", "X-Amz-Credential", "X-Hub-Signature",
	"X-Request-Signature", "access_token", "api-key", "Authorization",
}

// everywhere writes a report in each form, and its findings as scenarios.
func everywhere(t *testing.T, report *contract.Report) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, r := range reporters {
		all[r.file] = written(t, r.report, report)
	}
	dir := t.TempDir()
	saved, err := contract.Save(dir, report)
	require.NoError(t, err)
	for _, file := range saved.Files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		all[filepath.Base(file)] = string(text)
	}
	return all
}

// archived is the report on an archive of one exchange that breaks the contract.
func archived(t *testing.T, address string, asked, answered map[string]string, body string) *contract.Report {
	t.Helper()
	pairs := func(h map[string]string) []map[string]string {
		list := []map[string]string{}
		for name, value := range h {
			list = append(list, map[string]string{"name": name, "value": value})
		}
		return list
	}
	text, err := json.Marshal(map[string]any{"log": map[string]any{"version": "1.2", "entries": []any{map[string]any{
		"startedDateTime": "2024-10-01T12:00:00.000Z", "time": 1,
		"request":  map[string]any{"method": "GET", "url": address, "httpVersion": "HTTP/1.1", "headers": pairs(asked)},
		"response": map[string]any{"status": 200, "httpVersion": "HTTP/1.1", "headers": pairs(answered), "content": map[string]any{"size": len(body), "text": body}},
	}}}})
	require.NoError(t, err)
	report, err := contract.JudgeFile(t.Context(), contract.File{Name: "a.har", From: strings.NewReader(string(text))}, contract.Target{})
	require.NoError(t, err)
	require.Equal(t, contract.Broken, report.Verdict)
	return report
}

const kept = "https://service.example/api/v1/pipelines/7d1a0f5e-1111-4222-8333-444455556666/eval-datasets/9c2b4e6a-7777-4888-9999-aaaabbbbcccc/execute"

func TestNoKindOfSecretReachesAReport(t *testing.T) {
	t.Parallel()
	media := map[string]string{"Content-Type": "application/json"}
	requireNone := func(report *contract.Report, what string) {
		for form, text := range everywhere(t, report) {
			assert.False(t, strings.Contains(strings.ToLower(text), "s3cret"), "%s in %s", what, form)
		}
	}
	for i, kind := range secretKinds {
		if i%oneIn > 0 {
			continue
		}
		answered := map[string]string{"Content-Type": "application/json", "X-Debug": kind, "Location": "/x?y=" + kind}
		asked := map[string]string{"X-Any": kind, "Referer": "https://page.test/?x=" + kind + "#" + kind}
		body := fmt.Sprintf(`[{"status":%q,%q:1,"error_message":"the key %s was refused","next":"https://a.test/?x=%s"}]`, kind, kind, kind, kind)
		requireNone(archived(t, kept+"?x="+kind, asked, answered, body), kind)
		requireNone(archived(t, kept, nil, media, `[{"id":"x" `+kind+` }]`), "no JSON: "+kind)
	}
	for i, name := range secretNames {
		if i%oneIn > 0 {
			continue
		}
		asked := map[string]string{name: "s3cret", "Referer": "https://page.test/back?a=b&" + name + "=s3cret", "Cookie": "s3cret"}
		answered := map[string]string{"Content-Type": "application/json", name: "s3cret", "Set-Cookie": "a=s3cret", "Location": "https://me:s3cret@a.test/?" + name + "=s3cret"}
		body := `[{"status":"x","next":"https://a.test/?a=b\u0026` + name + `=s3cret"}]`
		requireNone(archived(t, kept+"?a=b&"+name+"=s3cret", asked, answered, body), name)
	}
	for _, name := range []string{"access_token", "password", "client_secret", "jwt", "apiKey", "signature"} {
		requireNone(archived(t, kept, nil, media, `[{"status":"x","`+name+`":"s3cret","deep":{"`+name+`":["s3cret"]}}]`), name)
		requireNone(archived(t, kept, nil, media, `[{"`+name+`":"s3cret"`), "cut off: "+name)
	}
	report := archived(t, kept, nil, media, `[{"status":"x","error_code":"E42","usage":{"total_tokens":51234},"code":"rate_limit","sid":"plain"}]`)
	text := written(t, contract.Text, report)
	for _, plain := range []string{`"error_code":"E42"`, "51234", `"code":"rate_limit"`, `"sid":"plain"`} {
		assert.Contains(t, text, plain, "what is no secret is shown")
	}
}

// A service gives the check's own credential back in any form.
func TestNoFormOfTheCredentialReachesAReport(t *testing.T) {
	t.Parallel()
	const token = "Zq7/t0ken+with=odd-Chars.9"
	b64 := base64.StdEncoding.EncodeToString
	forms := map[string]string{
		"as it is": token, "upper": strings.ToUpper(token), "lower": strings.ToLower(token), "hex": hex.EncodeToString([]byte(token)),
		"HEX": strings.ToUpper(hex.EncodeToString([]byte(token))), "base64": b64([]byte(token)), "bearer": b64([]byte("Bearer " + token)),
		"user": b64([]byte("somebody:" + token)), "password": b64([]byte(token + ":password")), "query": url.QueryEscape(token),
		"path": url.PathEscape(token), "url base64": base64.RawURLEncoding.EncodeToString([]byte("me:" + token)),
	}
	for _, name := range sampled(forms, 5) {
		form := forms[name]
		h := newHonest()
		h.spoil = func(a *answer) {
			if a.operation == "list" && a.status == 200 {
				a.header.Set("X-Echo", "a "+form+" b")
				a.body = []any{newRecord(1).with("status", form, "got "+form, form)}
			}
		}
		target := h.target(t)
		target.Token = contract.Secret{Value: token, Variable: "LLAMA_TOKEN"}
		report, err := contract.Check(t.Context(), target)
		require.NoError(t, err)
		require.Equal(t, contract.Broken, report.Verdict, name)
		for file, text := range everywhere(t, report) {
			assert.False(t, strings.Contains(text, form), "%s in %s", name, file)
		}
	}
}

func TestSARIFPlacesAreFilesOfTheRepository(t *testing.T) {
	t.Parallel()
	here, err := os.Getwd()
	require.NoError(t, err)
	for name, want := range map[string]string{
		"a b/list.json": `"uri": "a%20b/list.json"`, filepath.Join(here, "x.json"): `"uri": "x.json"`, "/elsewhere/x.json": `"uri": "ringer.yaml"`,
		"../x.json": `"uri": "ringer.yaml"`, "standard input": `"uri": "ringer.yaml"`, "": `"uri": "ringer.yaml"`, "http:x": `"uri": "./http:x"`,
		"http://a.test/x": `"uri": "ringer.yaml"`,
	} {
		file := contract.File{Name: name, From: strings.NewReader(`[{"status":"x"}]`), Type: "list"}
		report, err := contract.JudgeFile(t.Context(), file, contract.Target{})
		require.NoError(t, err)
		text := written(t, contract.SARIF, report)
		assert.Contains(t, text, want, name)
		assert.Equal(t, len(report.Findings), strings.Count(text, `"artifactLocation"`), "a place for each")
	}
}
