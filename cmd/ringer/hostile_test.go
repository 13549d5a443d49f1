package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/cmd/ringer/internal/example"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/mock/control"
)

// hostile is the input of an attacker who wants to make a terminal, a reader or a CI
// server do something other than show it.
const hostile = "x\x1b]0;T\x07\u009b31m\u202e\u2066\u200f\u061c\u2028\u200b\x7f\r\n::error::INJ\n \u00a0::set-output name=a::b ##[error]INJ ##vso[task.a]b"

// unsafeIn returns the unsafe part of a text; "" for none.
func unsafeIn(text string) string {
	if !utf8.ValidString(text) {
		return "bytes that are no UTF-8"
	}
	for _, r := range text {
		if r != '\n' && r != '\t' && unicode.In(r, unicode.Cc, unicode.Bidi_Control, unicode.Zl, unicode.Zp) || r == '\u200b' {
			return fmt.Sprintf("%U", r)
		}
	}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		own := strings.HasPrefix(line, "::error title=") || strings.HasPrefix(line, "::warning title=") || strings.HasPrefix(line, "::notice title=") ||
			strings.HasPrefix(line, "::error file=") || strings.HasPrefix(line, "::warning file=") || strings.HasPrefix(line, "::notice file=")
		if strings.HasPrefix(line, "::") && !own || strings.Contains(line, "##[") || strings.Contains(line, "##vso[") {
			return "a command of a build server"
		}
	}
	return ""
}

// prints runs ringer, whether or not it fails, and checks each byte that it prints.
func prints(t *testing.T, environ []string, stdin string, args ...string) (stdout string) {
	t.Helper()
	var out, said bytes.Buffer
	run(t.Context(), args, environ, strings.NewReader(stdin), &out, &said)
	assert.Empty(t, unsafeIn(out.String()), "ringer %q on stdout: %q", args, out.String())
	assert.Empty(t, unsafeIn(said.String()), "ringer %q on stderr: %q", args, said.String())
	assert.NotEmpty(t, out.String()+said.String(), "ringer %q", args)
	return out.String()
}

func TestNoVerbPrintsWhatWasTypedAsItIs(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	name := strings.ReplaceAll(hostile, "/", "-")
	folder := filepath.Join(dir, name)
	require.NoError(t, os.Mkdir(folder, 0o755))
	for file, text := range map[string]string{
		"bad.yaml": "title: \"" + strings.NewReplacer("\r", "", "\n", "").Replace(hostile), "list.json": `[{"` + `\u001b]0;T\u0007\n::error::INJ` + `":1}]`,
		"own.json": `{"openapi": "` + `\u001b\n::error::x"}`,
	} {
		require.NoError(t, os.WriteFile(filepath.Join(folder, file), []byte(text), 0o644))
	}
	for _, args := range [][]string{
		{name}, {"--" + name}, {"help", name}, {"scenarios", name}, {"scenarios", "--fixtures", folder}, {"scenarios", "--fixtures", name},
		{"faults", name}, {"rules", name}, {"schema", name}, {"completion", name}, {"version", name}, {"generate", "--scenario", name},
		{"generate", "--prefer", name}, {"generate", "--fixtures", name}, {"generate", "--now", name},
		{"validate", name}, {"validate", filepath.Join(folder, "list.json")}, {"validate", filepath.Join(folder, "bad.yaml")},
		{"validate", "-", "--type", name}, {"validate", "-", "--report", "json=" + filepath.Join(name, "x", "y")}, {"validate", "-", "--description", folder},
		{"check", name}, {"check", "http://" + name}, {"check", "http://127.0.0.1:1", "--header", name + ": x"}, {"check", "http://127.0.0.1:1", "--rule", name},
		{"check", "http://127.0.0.1:1", "--dataset", name}, {"check", "http://127.0.0.1:1", "--config", name}, {"check", "http://127.0.0.1:1", "--description", name},
		{"check", "http://127.0.0.1:1", "--print-config", "--header", "X-A: \u202e\x1b\u009b"}, {"diff", name, name},
		{"diff", filepath.Join(folder, "own.json"), filepath.Join(folder, "list.json")}, {"serve", "--host", name}, {"serve", "--fixtures", name},
		{"serve", "--port", name}, {"serve", "--log-level", name}, {"ctl", name}, {"ctl", "clock", "advance", name}, {"ctl", "journal", "--url", name},
		{"ctl", "verify", "--field", name}, {"ctl", "faults", "set", "{" + name}, {"ctl", "scenario", "set", "--file", name}, {"ctl", "why", "x", "--ca-file", name},
		{"ctl", "why", "x", "--control-token-env", name},
	} {
		prints(t, nil, "[]", args...)
	}
	prints(t, []string{"RINGER_PORT=" + hostile}, "", "serve")
	prints(t, []string{"RINGER_" + strings.ToUpper(name) + "=1"}, "", "scenarios")
	settings := filepath.Join(dir, "ringer.yaml")
	for _, text := range []string{"serve: {\"\\e]0;T\\a\\n::error::x\": 1}", "serve:\n  scenario: \"\x1b[31m\u202e\n", "check: {url: \"\\e\\u202e\\n::error::x\"}"} {
		require.NoError(t, os.WriteFile(settings, []byte(text), 0o644))
		prints(t, nil, "", "serve", "--print-config", "--config", settings)
		prints(t, nil, "", "check", "--print-config", "--config", settings)
	}
}

// A scenario file may contain any text about itself.
func TestNoVerbPrintsAScenarioAsItIs(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	text := fmt.Sprintf("title: %[1]s\nfor: %[1]s\ngroup: own\nrules:\n- {name: %[1]s, when: {operation: list}, answers: [{text: %[1]s, content_type: \"text/x\"}]}\n",
		`"\e]0;T\a\u009b31m\u202e\u2066\u2028 ::error::INJ ##[error]x"`)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "own.yaml"), []byte(text), 0o644))
	for _, args := range [][]string{{"scenarios"}, {"scenarios", "own"}, {"scenarios", "--format", "json"}, {"scenarios", "own", "--format", "json"}} {
		out := prints(t, nil, "", append(args, "--fixtures", dir)...)
		if args[len(args)-1] == "json" {
			assert.True(t, json.Valid([]byte(out)), "%q", out)
		}
	}
	quoted, err := json.Marshal(hostile)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "own.yaml"), []byte("title: ["+string(quoted)), 0o644))
	prints(t, nil, "", "scenarios", "--fixtures", dir)
}

// fill puts a hostile text into each field that can hold one.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(hostile)
	case reflect.Pointer:
		if v.Type().Elem() != reflect.TypeFor[time.Time]() {
			v.Set(reflect.New(v.Type().Elem()))
			fill(v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() && v.Type() != reflect.TypeFor[time.Time]() {
				fill(v.Field(i))
			}
		}
	case reflect.Slice:
		if v.Type() == reflect.TypeFor[json.RawMessage]() {
			text, _ := json.Marshal(hostile)
			v.SetBytes(text)
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0))
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		value := reflect.New(v.Type().Elem()).Elem()
		fill(value)
		v.SetMapIndex(reflect.ValueOf(hostile).Convert(v.Type().Key()), value)
	}
}

func filled[V any]() []byte {
	var v V
	fill(reflect.ValueOf(&v).Elem())
	text, _ := json.Marshal(v)
	return text
}

// hostileMock is a control interface that responds to every request with hostile texts.
func hostileMock(t *testing.T) string {
	t.Helper()
	scenario, err := json.Marshal(map[string]any{"name": hostile, "scenario": map[string]any{"name": hostile, "title": hostile, "for": hostile}})
	require.NoError(t, err)
	answers := map[string][]byte{
		"journal": filled[control.JournalList](), "why": filled[control.Explanation](), "scenario": scenario, "sessions": filled[control.SessionList](),
		"jobs": filled[control.JobList](), "faults": []byte(`{"faults":[` + string(filled[string]()) + `]}`), "verify": filled[mock.Verification](),
		"clock": filled[mock.ClockState](), "advance": filled[mock.Advance](), "events": append(append([]byte("data: "), filled[mock.Event]()...), "\n\n"...),
		"journal.har": filled[map[string]string](), "trace": filled[control.Explanation](),
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := r.URL.Path[strings.LastIndexByte(r.URL.Path, '/')+1:]
		if body, known := answers[name]; known {
			_, _ = w.Write(body)
			return
		}
		_, _ = w.Write(filled[mock.Job]())
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// ctlVerbs are the verbs that print texts from the mock.
var ctlVerbs = [][]string{
	{"journal"}, {"journal", "--har"}, {"why", "trace"}, {"scenario", "get"}, {"scenario", "set", "x"}, {"sessions", "list"},
	{"jobs", "list"}, {"jobs", "get", "x"}, {"jobs", "add", "--pipeline", example.Pipeline, "--dataset", example.Dataset}, {"jobs", "set", "x", "/a=b"},
	{"faults", "get"}, {"faults", "set", "latency:1s"}, {"verify"}, {"clock", "get"}, {"clock", "advance", "90s"}, {"clock", "next"}, {"clock", "final"},
	{"journal", "--follow"},
}

func TestNoVerbPrintsWhatAMockSaysAsItIs(t *testing.T) {
	t.Parallel()
	base := hostileMock(t)
	for _, verb := range ctlVerbs {
		for _, format := range []string{"text", "json"} {
			out := prints(t, nil, "", append(append([]string{"ctl"}, verb...), "--url", base, "--format", format)...)
			if out != "" && format == "json" {
				assert.True(t, json.Valid([]byte(out)), "%q printed %q", verb, out)
			}
		}
	}
}

// answering is a server that responds to every request with the same bytes.
func answering(t *testing.T, text string) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	var all sync.WaitGroup
	all.Go(func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			all.Go(func() {
				defer conn.Close()
				if r, err := http.ReadRequest(bufio.NewReader(conn)); err == nil {
					_, _ = io.Copy(io.Discard, r.Body)
					_, _ = io.WriteString(conn, text)
				}
			})
		}
	})
	t.Cleanup(func() { _ = listener.Close(); all.Wait() })
	return "http://" + listener.Addr().String()
}

func TestNoVerbPrintsARefusalAsItIs(t *testing.T) {
	t.Parallel()
	problem := filled[mock.Problem]()
	oneLine := strings.NewReplacer("\r", "", "\n", "").Replace(hostile)
	for _, text := range []string{
		fmt.Sprintf("HTTP/1.1 400 Bad\r\nContent-Length: %d\r\n\r\n%s", len(problem), problem),
		fmt.Sprintf("HTTP/1.1 503 Bad\r\nContent-Length: %d\r\n\r\n%s", len(problem), problem),
		"HTTP/1.1 500 " + oneLine + "\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{\"a\x1b\u202e",
		oneLine + "\r\n\r\n", "HTTP/1.1 302 Found\r\nLocation: http://" + oneLine + "/\r\nContent-Length: 0\r\n\r\n",
		"HTTP/1.1 200 OK\r\n" + oneLine + "\r\n\r\n",
	} {
		base := answering(t, text)
		for _, verb := range ctlVerbs {
			prints(t, nil, "", append(append([]string{"ctl"}, verb...), "--url", base)...)
		}
		prints(t, nil, "", "check", base, "--dataset", example.Pipeline+"/"+example.Dataset, "--timeout", "20s", "--max-requests", "10")
	}
}

// hostileService imitates the API with hostile texts in every field,
// and in the names of fields too.
func hostileService(t *testing.T) string {
	t.Helper()
	double := mock.NewServer(mock.Config{Scenario: "one-of-each-status"})
	t.Cleanup(double.Close)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer := httptest.NewRecorder()
		double.Mock.ServeHTTP(answer, r)
		w.Header().Set("Content-Type", "application/json; x=\"\x1b[31m\u202e\"")
		w.Header().Set("X-Debug", "\x1b[31m\u202e\u009b ::error::INJ ##[error]x")
		quoted, _ := json.Marshal(hostile)
		body := answer.Body.String()
		for _, name := range []string{"status", "user_id", "id", "created_at", "job_name", "msg", "detail"} {
			body = strings.ReplaceAll(body, `"`+name+`":`, `"`+name+`":`+string(quoted)+`,`+string(quoted)+`:`)
		}
		w.WriteHeader(answer.Code)
		_, _ = io.WriteString(w, body)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

func TestNoReportHoldsWhatAServiceSaysAsItIs(t *testing.T) {
	t.Parallel()
	base, dir := hostileService(t), t.TempDir()
	summary := filepath.Join(dir, "summary.md")
	args := []string{"check", base, "--dataset", example.Pipeline + "/" + example.Dataset, "--max-requests", "30", "--verbose", "--save", filepath.Join(dir, "saved")}
	var forms []string
	for form := range setting.Reporters() {
		forms = append(forms, form)
		args = append(args, "--report", form+"="+filepath.Join(dir, form))
	}
	out := prints(t, []string{"GITHUB_ACTIONS=true", "GITHUB_STEP_SUMMARY=" + summary, "CI=true"}, "", args...)
	assert.Contains(t, out, `\u001b`, "what it said is shown")
	for _, form := range append(forms, "summary.md") {
		text, err := os.ReadFile(filepath.Join(dir, form))
		require.NoError(t, err)
		assert.Empty(t, unsafeIn(string(text)), form)
		if form == "json" || form == "sarif" {
			assert.True(t, json.Valid(text), form)
		}
	}
	saved, err := filepath.Glob(filepath.Join(dir, "saved", "*"))
	require.NoError(t, err)
	require.NotEmpty(t, saved)
	for _, file := range saved {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		assert.Empty(t, unsafeIn(string(text)), file)
	}
	for _, form := range forms {
		prints(t, nil, "", "check", base, "--dataset", example.Pipeline+"/"+example.Dataset, "--max-requests", "5", "--format", form)
	}
	prints(t, nil, "", "scenarios", "--fixtures", filepath.Join(dir, "saved"))
}

// The mock's log and explanations contain what clients sent.
func TestServeTellsNothingAsItIs(t *testing.T) {
	t.Parallel()
	for _, format := range []string{"text", "json"} {
		ctx, cancel := context.WithCancel(t.Context())
		reader, writer := io.Pipe()
		var said bytes.Buffer
		var out bytes.Buffer
		done := make(chan int, 1)
		go func() {
			done <- run(ctx, []string{"serve", "--port", "0", "--explain", "--log-format", format, "--scenario", "a-job-told-in-calls"}, nil,
				strings.NewReader(""), writer, &said)
			_ = writer.Close()
		}()
		lines := bufio.NewReader(io.TeeReader(reader, &out))
		first, err := lines.ReadString('\n')
		require.NoError(t, err)
		all := make(chan struct{})
		go func() { _, _ = io.Copy(io.Discard, lines); close(all) }()
		base := regexp.MustCompile(`http://[0-9.:]+`).FindString(first)
		for _, path := range []string{
			"/" + url.PathEscape(hostile), "/api/v1/pipelines/" + url.PathEscape(hostile) + "/eval-datasets/" + url.PathEscape(hostile) + "/execute",
			example.Path + "?ringer.scenario=" + url.QueryEscape(hostile), example.Path + "?x=" + url.QueryEscape(hostile),
			"/_ringer/" + url.PathEscape(hostile), "/_ringer/journal/" + url.PathEscape(hostile),
		} {
			request, err := http.NewRequestWithContext(ctx, "GET", base+path, nil)
			require.NoError(t, err)
			request.Header["X-Hostile"] = []string{"\u202e\u009b\u200b ::error::INJ"}
			request.Header["Prefer"] = []string{"scenario=\"\u202e\u009b ##[error]x\""}
			answer, err := http.DefaultClient.Do(request)
			require.NoError(t, err)
			_, _ = io.Copy(io.Discard, answer.Body)
			_ = answer.Body.Close()
		}
		cancel()
		<-done
		<-all
		assert.Empty(t, unsafeIn(out.String()), "%q", out.String())
		assert.Empty(t, unsafeIn(said.String()), "%q", said.String())
		assert.Contains(t, said.String(), "request")
		assert.Contains(t, out.String(), " got ")
	}
}
