package contract_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/owenrumney/go-sarif/v2/sarif"
	"github.com/santhosh-tekuri/jsonschema/v5"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
)

// hostile is what a service would send that wants to get out of a report.
const hostile = "RUNNING\x01\x1b[31m]]></failure>|`` ``` <script>alert(1)</script>\r\n::error::gotcha%0A **bold** @all"

// hostileReport is the report on such a service. One finding is known, one
// only told, and one breaks the contract.
func hostileReport(t *testing.T) *contract.Report {
	t.Helper()
	h := newHonest()
	withRecord(0, "status", hostile)(h)
	withRecord(1, "ended_at", "2024-10-01T11:00:00Z", hostile, 1)(h)
	target := brokenTarget(h.guarded().target(t))
	target.Known = []contract.KnownFailure{{
		Rule: "record.times-in-order", Reason: hostile, Until: target.Now().Add(time.Hour),
	}}
	report, err := contract.Check(t.Context(), target)
	require.NoError(t, err)
	require.Equal(t, []string{"schema.body", "record.times-in-order", "drift.property"}, rulesOf(report))
	return report
}

func written(t *testing.T, form contract.Reporter, report *contract.Report) string {
	t.Helper()
	var b strings.Builder
	require.NoError(t, form(&b, report))
	return b.String()
}

func reportSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat = true
	require.NoError(t, compiler.AddResource("report", bytes.NewReader(contract.ReportSchema())))
	schema, err := compiler.Compile("report")
	require.NoError(t, err)
	return schema
}

func decoded(t *testing.T, text string) any {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	var v any
	require.NoError(t, decoder.Decode(&v))
	return v
}

func TestJSONKeepsItsSchema(t *testing.T) {
	t.Parallel()
	schema := reportSchema(t)
	unreachable := targetOf("http://127.0.0.1:1")
	unasked, err := contract.Check(t.Context(), unreachable)
	require.Error(t, err)
	watcher := contract.Watch(http.DefaultTransport, func(contract.Finding) {})
	for name, report := range map[string]*contract.Report{
		"broken": brokenReport(t), "hostile": hostileReport(t), "unasked": unasked, "nothing": watcher.Report(),
	} {
		assert.NoError(t, schema.Validate(decoded(t, written(t, contract.JSON, report))), name)
	}
}

func TestJSONSchemaFindsMistakes(t *testing.T) {
	t.Parallel()
	schema := reportSchema(t)
	text := written(t, contract.JSON, brokenReport(t))
	for old, wrong := range map[string]string{
		`"version": 1`:           `"version": 2`,
		`"verdict": "broken"`:    `"verdict": "bad"`,
		`"severity": "error"`:    `"severity": 4`,
		`"rule": "schema.body"`:  `"rule": ""`,
		`"outcome": "kept"`:      `"outcome": "fine"`,
		`"requests": 169`:        `"requests": -1`,
		`"started": "2024-10-01`: `"started": "yesterday`,
	} {
		assert.Contains(t, text, old)
		assert.Error(t, schema.Validate(decoded(t, strings.Replace(text, old, wrong, 1))), wrong)
	}
}

// suites is JUnit XML as CI servers read it.
type suites struct {
	Tests    int `xml:"tests,attr"`
	Failures int `xml:"failures,attr"`
	Errors   int `xml:"errors,attr"`
	Skipped  int `xml:"skipped,attr"`
	Suites   []struct {
		Cases []struct {
			Name    string `xml:"name,attr"`
			Class   string `xml:"classname,attr"`
			Time    string `xml:"time,attr"`
			Failure *struct {
				Text string `xml:",chardata"`
			} `xml:"failure"`
			Error *struct {
				Text string `xml:",chardata"`
			} `xml:"error"`
			Skipped *struct{} `xml:"skipped"`
			Out     string    `xml:"system-out"`
		} `xml:"testcase"`
	} `xml:"testsuite"`
}

func TestJUnitIsReadAsWritten(t *testing.T) {
	t.Parallel()
	report := hostileReport(t)
	var read suites
	require.NoError(t, xml.Unmarshal([]byte(written(t, contract.JUnit, report)), &read))
	assert.Equal(t, len(report.Rules), read.Tests, "a case a rule")
	assert.Equal(t, 1, read.Failures, "known failures and information do not fail")
	assert.Zero(t, read.Errors)
	for i, c := range read.Suites[0].Cases {
		assert.Equal(t, report.Rules[i].ID, c.Name)
		assert.NotEmpty(t, c.Class)
		assert.NotEmpty(t, c.Time)
		assert.Equal(t, c.Name == "schema.body", c.Failure != nil, c.Name)
		told := c.Name == "record.times-in-order" || c.Name == "drift.property"
		assert.Equal(t, told, c.Out != "", c.Name)
	}
}

func TestJUnitOfAnUnaskedRunIsAnError(t *testing.T) {
	t.Parallel()
	report, err := contract.Check(t.Context(), targetOf("http://127.0.0.1:1"))
	require.Error(t, err)
	var read suites
	require.NoError(t, xml.Unmarshal([]byte(written(t, contract.JUnit, report)), &read))
	assert.Equal(t, 1, read.Errors)
	assert.Equal(t, len(report.Rules), read.Skipped)
	last := read.Suites[0].Cases[len(read.Suites[0].Cases)-1]
	require.NotNil(t, last.Error)
	assert.Contains(t, last.Error.Text, "refused")

	h := newHonest()
	h.records = []record{}
	target := h.target(t)
	target.RequireRecords = true
	report, err = contract.Check(t.Context(), target)
	require.NoError(t, err)
	require.NoError(t, xml.Unmarshal([]byte(written(t, contract.JUnit, report)), &read))
	assert.Equal(t, 1, read.Errors)
}

func TestSARIFHasWhatReadersNeed(t *testing.T) {
	t.Parallel()
	report := hostileReport(t)
	log, err := sarif.FromString(written(t, contract.SARIF, report))
	require.NoError(t, err)
	assert.Equal(t, "2.1.0", log.Version)
	require.Len(t, log.Runs, 1)
	driver := log.Runs[0].Tool.Driver
	assert.Equal(t, "ringer", driver.Name)
	require.Len(t, driver.Rules, len(report.Rules))
	for _, rule := range driver.Rules {
		assert.NotEmpty(t, rule.Help.Text, rule.ID)
		assert.NotEmpty(t, *rule.ShortDescription.Text, rule.ID)
	}
	require.Len(t, log.Runs[0].Results, 3)
	for i, level := range []string{"error", "note", "warning"} { // the last is known
		result := log.Runs[0].Results[i]
		assert.Equal(t, *result.RuleID, driver.Rules[*result.RuleIndex].ID)
		assert.Equal(t, level, *result.Level)
		assert.NotEmpty(t, *result.Message.Text)
		assert.NotEmpty(t, result.PartialFingerprints)
		require.Len(t, result.Locations, 1)
		assert.Contains(t, *result.Locations[0].LogicalLocations[0].FullyQualifiedName, "GET /api/v1/")
		place := result.Locations[0].PhysicalLocation
		assert.Equal(t, "ringer.yaml", *place.ArtifactLocation.URI, "code scanning refuses what is no file of the repository")
		assert.Equal(t, 1, *place.Region.StartLine)
		assert.Equal(t, report.Findings[i].Known != nil, len(result.Suppressions) > 0)
	}
	assert.NotRegexp(t, `[^\\]": null`, written(t, contract.SARIF, report), "the format knows no null")
}

func TestMarkdownBringsNoMarkupOfTheService(t *testing.T) {
	t.Parallel()
	text := written(t, contract.Markdown, hostileReport(t))
	inBlock, fence := false, ""
	for _, line := range strings.Split(text, "\n") {
		run := line[:len(line)-len(strings.TrimLeft(line, "`"))]
		switch {
		case !inBlock && len(run) >= 3:
			inBlock, fence = true, run
		case inBlock && line == fence:
			inBlock = false
		case !inBlock && !strings.HasPrefix(line, "<details>") && line != "</details>":
			assert.NotContains(t, outsideCode(line), "<", line)
			assert.NotContains(t, outsideCode(line), "@all", line)
		}
	}
	assert.False(t, inBlock, "every block ends")
}

// outsideCode is a line without its code spans.
func outsideCode(line string) string {
	var out strings.Builder
	for line != "" {
		at := strings.IndexByte(line, '`')
		if at < 0 {
			break
		}
		out.WriteString(line[:at])
		rest := strings.TrimLeft(line[at:], "`")
		fence := line[at : len(line)-len(rest)]
		end := endOfSpan(rest, fence)
		if end < 0 {
			out.WriteString(fence)
			line = rest
			continue
		}
		line = rest[end:]
	}
	return out.String() + line
}

// endOfSpan is where a code span that this fence opened is over, -1 when nowhere.
func endOfSpan(text, fence string) int {
	for i := 0; i < len(text); i++ {
		run := len(text[i:]) - len(strings.TrimLeft(text[i:], "`"))
		if run == len(fence) {
			return i + run
		}
		i += run
	}
	return -1
}

func TestGitHubCommandsHoldTogether(t *testing.T) {
	t.Parallel()
	text := written(t, contract.GitHub, hostileReport(t))
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	require.Len(t, lines, 3, "a line a finding")
	for i, begins := range []string{
		"::error title=schema.body::", "::notice title=drift.property::", "::notice title=record.times-in-order (known)::",
	} {
		assert.True(t, strings.HasPrefix(lines[i], begins), lines[i])
		assert.NotContains(t, lines[i], "\r")
	}
	assert.Contains(t, text, "%250A", "what the service escaped stays escaped")
}

func TestGitHubTellsOfRunsWithoutFindings(t *testing.T) {
	t.Parallel()
	report, err := contract.Check(t.Context(), newHonest().target(t))
	require.NoError(t, err)
	assert.Equal(t, "::notice title=contract passed::"+report.Target+
		", but no PENDING, ERROR or PARTIAL_SUCCESS execution was ever seen\n", written(t, contract.GitHub, report))
	report, err = contract.Check(t.Context(), targetOf("http://127.0.0.1:1"))
	require.Error(t, err)
	assert.Contains(t, written(t, contract.GitHub, report), "::error title=contract not checked::")
}

// A finding in a file is put there.
func TestFindingsInFilesHaveTheirLine(t *testing.T) {
	t.Parallel()
	text := "[\n" + string(newAnswer("", 200, newRecord(1).with("status", "RUNNING")).bytes()) + "]"
	file := contract.File{Name: "a b/list,1.json", From: strings.NewReader(text), Type: "list"}
	report, err := contract.JudgeFile(t.Context(), file, contract.Target{})
	require.NoError(t, err)
	require.Equal(t, []string{"schema.body"}, rulesOf(report))
	log, err := sarif.FromString(written(t, contract.SARIF, report))
	require.NoError(t, err)
	at := log.Runs[0].Results[0].Locations[0].PhysicalLocation
	assert.Equal(t, "a%20b/list,1.json", *at.ArtifactLocation.URI)
	assert.Equal(t, 2, *at.Region.StartLine)
	assert.Contains(t, written(t, contract.GitHub, report), "::error file=a b/list%2C1.json,line=2,col=")
}

func TestNoReportShowsASecret(t *testing.T) {
	t.Parallel()
	h := newHonest()
	h.spoil = func(a *answer) {
		if a.operation == "list" && a.status == 200 {
			token := strings.TrimPrefix(a.request.Header.Get("Authorization"), "Bearer ")
			a.header.Set("X-Debug", token)
			a.body = []record{newRecord(1).with("status", token, token, token)}
		}
	}
	target := brokenTarget(h.guarded().target(t))
	target.Session = contract.Secret{Value: "s3cret-session"}
	// The longer ones are cut by excerpts, at their end and at their beginning.
	for _, token := range []string{"s3cret-t0ken", "s3cret" + strings.Repeat("-s3cret", 30)} {
		target.Token.Value, h.token = token, token
		report, err := contract.Check(t.Context(), target)
		require.NoError(t, err)
		require.Equal(t, contract.Broken, report.Verdict)
		for _, r := range reporters {
			text := written(t, r.report, report)
			assert.False(t, strings.Contains(text, "s3cret"), r.file)
			assert.True(t, strings.Contains(text, "$LLAMA_TOKEN"), r.file)
		}
	}
}

func TestExcerptsShowThePlace(t *testing.T) {
	t.Parallel()
	h := newHonest()
	withRecord(0, "user_id", strings.Repeat("x", 5000), "updated_at", "yesterday")(h)
	report, err := contract.Check(t.Context(), h.target(t))
	require.NoError(t, err)
	require.Equal(t, []string{"schema.body"}, rulesOf(report))
	assert.Contains(t, report.Findings[0].Excerpt, `"updated_at":"yesterday"`)
	assert.Less(t, len(report.Findings[0].Excerpt), 300)
}
