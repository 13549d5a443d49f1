package report_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/owenrumney/go-sarif/v2/sarif"
	"github.com/santhosh-tekuri/jsonschema/v5"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/finding"
	"github.com/ringer-api/ringer/contract/report"
	"github.com/ringer-api/ringer/contract/rule"
)

// hostile is text that would get out of each format: of XML, of Markdown, of a command of a
// build server, of a line, of the terminal, and of its own direction.
const hostile = "]]></failure><x>&amp;&#0;\x00\x01\x0b\x1b[31m\x1b]0;T\x07\u202e\u2066\ufffe\xff|`` ``` </details>" +
	"<script>alert(1)</script> <img src=x onerror=y> ![a](http://a.example) **b** @all #1\r\n::error::gotcha%0A\n##[error]x\n## H\n"

// hostileFinding is a finding of which every text is hostile.
func hostileFinding(id string, severity finding.Severity) *finding.Finding {
	x := &exchange.Exchange{
		Number: 7, From: hostile + ", entry 1",
		Probe:    exchange.Probe{Operation: hostile, Why: hostile, Expect: exchange.Expect{Kind: exchange.Refused, Wrong: []exchange.Input{{In: "path", Name: "id"}}}, Inputs: exchange.Inputs{{Name: "id", Value: hostile}}},
		Request:  exchange.Request{Method: "GET", URL: "http://a.example/" + hostile, Path: "/" + hostile},
		Response: &exchange.Response{Status: 200},
	}
	return &finding.Finding{
		Rule: id, Severity: severity, Sentence: hostile, Why: hostile, Source: finding.Source{Kind: finding.Documented, Where: hostile},
		Fix: hostile, Values: hostile, In: []finding.Share{{Operation: hostile, Request: hostile, Seen: 1, Of: 2, Pattern: hostile}}, Jobs: 1, JobsOf: 2, OneIn: 2,
		Expected: hostile, Got: hostile, Operations: []string{hostile}, Count: 3, Responses: 2, Of: 3, Exchange: x, Curl: hostile, Excerpt: hostile,
		Mark: &finding.Mark{Start: 3, Length: 9}, Pattern: hostile, Key: hostile, Consequences: []string{hostile},
		Places:      []finding.Place{{Exchange: 7, Pointer: "/" + hostile, Record: hostile, Noun: hostile, Line: 3, Column: 4}},
		Against:     &finding.Against{Exchange: 3, Request: hostile, Curl: hostile, Other: hostile, Apart: time.Second},
		Differences: []finding.Difference{{Pointer: "/" + hostile, Expected: hostile, Got: hostile}},
		Alike:       []finding.Alike{{Rule: hostile, Expected: hostile, Got: hostile, Place: finding.Place{Pointer: hostile}, Count: 1, Key: hostile}},
	}
}

// hostileReport has findings of every severity, and a known one.
func hostileReport() *report.Report {
	r := &report.Report{
		Version: report.ReportVersion, Target: "http://a.example/" + hostile, FailOn: finding.Warning, Verdict: report.Broken,
		Started: time.Date(2024, 10, 1, 12, 0, 0, 0, time.UTC), Duration: 1500 * time.Millisecond,
		Notes: []string{hostile}, Unfinished: hostile, Docs: hostile,
		Findings: []*finding.Finding{
			hostileFinding("schema.body", finding.Error), hostileFinding("wire.json", finding.Warning),
			hostileFinding("drift.property", finding.Info), hostileFinding("error.loc", finding.Error),
		},
	}
	r.Findings[0].Consequences = []string{"exchange.list-and-single-agree", hostile}
	r.Findings[3].Known = &finding.KnownFailure{Rule: "error.loc", Reason: hostile}
	for _, known := range rule.Rules(nil) {
		result := rule.Result{ID: known.ID, Sentence: hostile, Source: finding.Source{Kind: finding.Inferred, Where: hostile}, Severity: known.Severity, Outcome: rule.RulePassed}
		switch known.ID {
		case "schema.body", "wire.json", "drift.property", "error.loc", "exchange.list-and-single-agree":
			result.Outcome = rule.RuleBroken
		case "auth.required":
			result.Outcome, result.Reason = rule.RuleSkipped, hostile
		case "auth.no-leak":
			result.Outcome, result.HiddenBy = rule.RuleSkipped, []rule.Hiding{{Rule: hostile, Finding: 1}}
		}
		r.Rules = append(r.Rules, result)
	}
	return r
}

func written(t *testing.T, form report.Reporter, r *report.Report) string {
	t.Helper()
	var b strings.Builder
	require.NoError(t, form.Write(&b, r))
	return b.String()
}

// requireHarmless checks that no terminal and no build server does anything with a text.
func requireHarmless(t *testing.T, text string) {
	t.Helper()
	for _, c := range text {
		require.False(t, c != '\n' && c != '\t' && unicode.IsControl(c), "%q", c)
		require.False(t, unicode.In(c, unicode.Bidi_Control, unicode.Zl, unicode.Zp), "%q", c)
	}
	require.NotContains(t, text, "##[")
}

func TestNoFormatLetsHostileTextOut(t *testing.T) {
	t.Parallel()
	for name, form := range map[string]report.Reporter{
		"text": report.Text, "verbose": report.TextStyle{Verbose: true}.Report, "json": report.JSON, "junit": report.JUnit,
		"sarif": report.SARIF, "markdown": report.Markdown, "github": report.GitHub, "ctrf": report.CTRF,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text := written(t, form, hostileReport())
			requireHarmless(t, text)
			for line := range strings.Lines(text) {
				command := strings.HasPrefix(strings.TrimSpace(line), "::")
				require.False(t, command && (name != "github" || strings.HasPrefix(line, "::error::")), line)
			}
		})
	}
}

func TestTheVerdictIsTheFirstLine(t *testing.T) {
	t.Parallel()
	r := hostileReport()
	r.Target, r.Unfinished = "http://a.example", ""
	first, rest, _ := strings.Cut(written(t, report.Text, r), "\n")
	assert.Equal(t, "broken http://a.example: 2 causes to mend (1 error, 1 warning), so 3 rules fail; 2 other findings do not fail the check", first)
	assert.Less(t, strings.Index(rest, "\n1. error schema.body"), strings.Index(rest, "\nnot examined: 2 of "), rest)
	assert.Contains(t, rest, "rules: 49 passed, 3 failed, 2 with findings that do not fail the check, 2 skipped, 0 off\n")
	assert.True(t, strings.HasSuffix(rest, first+"\n"), "and the last, as findings stand between")
	r.Findings, r.Verdict = nil, report.Passed
	for i := range r.Rules {
		r.Rules[i].HiddenBy = nil
	}
	assert.True(t, strings.HasPrefix(written(t, report.Text, r), "passed http://a.example\n\nnot examined: 2 of "))
}

// schemaOf is the schema of a format. That of CTRF is from the npm package ctrf 0.3.0, that of
// SARIF 2.1.0 from @microsoft/jest-sarif 1.0.0-beta.0; both have the MIT licence.
func schemaOf(t *testing.T, format string) *jsonschema.Schema {
	t.Helper()
	text, err := os.ReadFile("testdata/" + format + ".schema.json")
	require.NoError(t, err)
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat = true
	require.NoError(t, compiler.AddResource(format, bytes.NewReader(text)))
	schema, err := compiler.Compile(format)
	require.NoError(t, err)
	return schema
}

func decoded(t *testing.T, text string) (v any) {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	require.NoError(t, d.Decode(&v))
	return v
}

func TestCTRFKeepsTheSchemaOfTheFormat(t *testing.T) {
	t.Parallel()
	schema := schemaOf(t, "ctrf")
	r := hostileReport()
	text := written(t, report.CTRF, r)
	require.NoError(t, schema.Validate(decoded(t, text)))
	for old, wrong := range map[string]string{
		`"reportFormat": "CTRF"`: `"reportFormat": "ctrf"`, `"status": "passed"`: `"status": "kept"`, `"duration": 1500`: `"duration": "1500"`,
	} {
		require.Contains(t, text, old)
		assert.Error(t, schema.Validate(decoded(t, strings.Replace(text, old, wrong, 1))), wrong)
	}
	var doc struct {
		Results struct {
			Summary map[string]int64
			Tests   []struct{ Name, Status string }
			Extra   struct{ Causes int }
		}
	}
	require.NoError(t, json.Unmarshal([]byte(text), &doc))
	assert.Equal(t, 2, doc.Results.Extra.Causes)
	assert.EqualValues(t, len(r.Rules)+1, doc.Results.Summary["tests"], "one for the run that was cut short")
	assert.EqualValues(t, 4, doc.Results.Summary["failed"])
	status := map[string]string{}
	for _, test := range doc.Results.Tests {
		status[test.Name] = test.Status
	}
	for id, want := range map[string]string{
		"schema.body": "failed", "wire.json": "failed", "exchange.list-and-single-agree": "failed", "drift.property": "passed",
		"error.loc": "passed", "auth.required": "skipped", "ask": "failed",
	} {
		assert.Equal(t, want, status[id], id)
	}
}

func TestSARIFKeepsTheSchemaOfTheFormat(t *testing.T) {
	t.Parallel()
	schema := schemaOf(t, "sarif")
	text := written(t, report.SARIF, hostileReport())
	require.NoError(t, schema.Validate(decoded(t, text)))
	for old, wrong := range map[string]string{`"version": "2.1.0"`: `"version": "2.2"`, `"level": "error"`: `"level": "bad"`, `"startLine": 1`: `"startLine": 0`} {
		require.Contains(t, text, old)
		assert.Error(t, schema.Validate(decoded(t, strings.Replace(text, old, wrong, 1))), wrong)
	}
}

func TestSARIFStaysWithinTheLimitsOfGitHub(t *testing.T) {
	t.Parallel()
	r := hostileReport()
	r.Findings = nil
	chance := rand.New(rand.NewPCG(1, 2))
	noise := func(n int) string { // which cannot be compressed
		b := make([]byte, n)
		for i := range b {
			b[i] = byte('!' + chance.IntN(94))
		}
		return string(b)
	}
	for range 500 {
		f := hostileFinding("schema.body", finding.Error)
		f.Curl = noise(16_000)
		r.Findings = append(r.Findings, f)
	}
	text := written(t, report.SARIF, r)
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	_, err := io.WriteString(w, text)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	assert.Less(t, packed.Len(), 10_000_000)
	var log sarif.Report
	require.NoError(t, json.Unmarshal([]byte(text), &log))
	require.Len(t, log.Runs, 1)
	run := log.Runs[0]
	assert.Less(t, len(run.Tool.Driver.Rules), 25_000)
	assert.Contains(t, *run.Invocations[0].ToolExecutionNotifications[0].Message.Text,
		fmt.Sprintf("%d more findings are in the other reports", 500-len(run.Results)))
	for _, result := range run.Results[:3] {
		assert.Len(t, result.Locations, 1)
		assert.NotContains(t, *result.Locations[0].PhysicalLocation.ArtifactLocation.URI, ":")
	}
	for _, one := range run.Tool.Driver.Rules {
		assert.LessOrEqual(t, len(one.Properties["tags"].([]any)), 10)
	}
}

func TestSARIFHasTheResultsThatGitHubShows(t *testing.T) {
	t.Parallel()
	r := &report.Report{}
	for range 5003 {
		r.Findings = append(r.Findings, &finding.Finding{
			Rule: "a.b", Severity: finding.Error, Places: []finding.Place{{}}, Exchange: &exchange.Exchange{},
		})
	}
	var log sarif.Report
	require.NoError(t, json.Unmarshal([]byte(written(t, report.SARIF, r)), &log))
	assert.Len(t, log.Runs[0].Results, 5000)
}

func TestGitHubShowsTheWorstWithinTen(t *testing.T) {
	t.Parallel()
	r := hostileReport()
	r.Unfinished, r.Findings = "", nil
	for i := range 30 {
		severity := []finding.Severity{finding.Info, finding.Warning, finding.Error}[i%3]
		r.Findings = append(r.Findings, hostileFinding("schema.body", severity))
	}
	lines := strings.Split(strings.TrimSuffix(written(t, report.GitHub, r), "\n"), "\n")
	require.Len(t, lines, 10, "GitHub shows ten of a step")
	command := regexp.MustCompile(`^::(error|warning|notice)( [^:]*)?::([^\r\n]+)$`)
	var kinds []string
	for _, line := range lines {
		m := command.FindStringSubmatch(line)
		require.NotNil(t, m, line)
		kinds = append(kinds, m[1])
	}
	assert.Equal(t, strings.Fields("error error error error error error error error error notice"), kinds)
	assert.Equal(t, "::error title=contract::22 more findings, which are in the log and in the job's summary", lines[8])
}

// A rule that another one's finding stands for fails as well.
func TestJUnitFailsRulesWithTheSameCause(t *testing.T) {
	t.Parallel()
	text := written(t, report.JUnit, hostileReport())
	var read struct {
		Failures int `xml:"failures,attr"`
		Suites   []struct {
			Cases []struct {
				Name    string  `xml:"name,attr"`
				Failure *string `xml:"failure"`
			} `xml:"testcase"`
		} `xml:"testsuite"`
	}
	require.NoError(t, xml.Unmarshal([]byte(text), &read))
	assert.Equal(t, 3, read.Failures)
	for _, c := range read.Suites[0].Cases {
		if c.Name == "exchange.list-and-single-agree" {
			require.NotNil(t, c.Failure)
			assert.Equal(t, "fails for the same reason as finding 1 (schema.body)", *c.Failure)
		}
	}
	for _, c := range text { // characters of XML 1.0
		require.True(t, c == '\t' || c == '\n' || c >= ' ' && c < 0xD800 || c >= 0xE000 && c < 0xFFFE || c > 0xFFFF, "%q", c)
	}
}

// ours are the elements of a report in Markdown.
var ours = regexp.MustCompile(`^</?(h2|p|table|thead|tbody|tr|th|td|code|pre|details|summary|ul|li|strong)$`)

func TestMarkdownHasNoMarkupOfTheService(t *testing.T) {
	t.Parallel()
	markdown := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(html.WithUnsafe()))
	var page bytes.Buffer
	require.NoError(t, markdown.Convert([]byte(written(t, report.Markdown, hostileReport())), &page))
	tags := regexp.MustCompile(`</?[a-zA-Z0-9]+`).FindAllString(page.String(), -1)
	require.NotEmpty(t, tags)
	for _, tag := range tags {
		assert.Regexp(t, ours, tag)
	}
	assert.Equal(t, 1, strings.Count(page.String(), "<h2"))
	assert.Equal(t, 4, strings.Count(page.String(), "<details>"))
}
