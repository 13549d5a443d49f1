package report

import (
	"bytes"
	"cmp"
	"encoding/json"
	"io"
	"strings"
	"time"

	"github.com/ringer-api/ringer/contract/defect"
	"github.com/ringer-api/ringer/contract/rule"
	"github.com/ringer-api/ringer/schemas/display"
)

// CTRF writes the report in the Common Test Report Format, a JSON format for the results of
// tests: a test for each rule, with the same outcomes as JUnit. Like there, a run that was cut
// short, or could check nothing, also has a failed test "ask", and each internal error of
// ringer has a failed test.
func CTRF(w io.Writer, r *Report) error {
	doc := ctrf{Format: "CTRF", Version: "0.0.0", By: "ringer", Timestamp: r.Started.UTC().Format(time.RFC3339Nano)}
	doc.Results.Tool.Name = "ringer"
	for _, result := range r.Rules {
		doc.add(ctrfTest(r, result))
	}
	if why := cmp.Or(r.Unfinished, unexamined(r)); why != "" {
		doc.add(ctrfCase{Name: "ask", Status: "failed", Raw: "unfinished", Message: why, Suite: []string{"contract", "run"}})
	}
	for _, e := range r.Internal {
		doc.add(ctrfCase{Name: "internal", Status: "failed", Raw: "internal", Message: e.Error() + "\n" + defect.ReportingDefects,
			Suite: []string{"contract", "run"}})
	}
	s := &doc.Results.Summary
	s.Start, s.Stop = r.Started.UnixMilli(), r.Started.Add(r.Duration).UnixMilli()
	s.Duration = s.Stop - s.Start
	doc.Results.Environment = ctrfPlace{Where: r.Target}
	doc.Results.Extra = ctrfExtra{Verdict: r.Verdict, Causes: r.Causes(), Seed: r.Seed, Notes: r.Notes}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(doc); err != nil {
		return err
	}
	_, err := w.Write(display.JSON(b.Bytes()))
	return err
}

// ctrf is the part of the format that is written.
type ctrf struct {
	Format    string `json:"reportFormat"`
	Version   string `json:"specVersion"`
	Timestamp string `json:"timestamp"`
	By        string `json:"generatedBy"`
	Results   struct {
		Tool struct {
			Name string `json:"name"`
		} `json:"tool"`
		Summary     ctrfSummary `json:"summary"`
		Tests       []ctrfCase  `json:"tests"`
		Environment ctrfPlace   `json:"environment"`
		Extra       ctrfExtra   `json:"extra"`
	} `json:"results"`
}

type ctrfSummary struct {
	Tests    int   `json:"tests"`
	Passed   int   `json:"passed"`
	Failed   int   `json:"failed"`
	Skipped  int   `json:"skipped"`
	Pending  int   `json:"pending"`
	Other    int   `json:"other"`
	Start    int64 `json:"start"`
	Stop     int64 `json:"stop"`
	Duration int64 `json:"duration"`
}

type ctrfPlace struct {
	Where string `json:"testEnvironment"`
}

type ctrfExtra struct {
	Verdict Verdict  `json:"verdict"`
	Causes  int      `json:"causes"`
	Seed    uint64   `json:"seed"`
	Notes   []string `json:"notes,omitempty"`
}

type ctrfCase struct {
	Name     string   `json:"name"`
	Status   string   `json:"status"`
	Duration int64    `json:"duration"`
	Suite    []string `json:"suite"`
	Message  string   `json:"message,omitempty"`
	Trace    string   `json:"trace,omitempty"`
	Raw      string   `json:"rawStatus,omitempty"`
	Tags     []string `json:"tags,omitempty"`
	FilePath string   `json:"filePath,omitempty"`
	Line     int      `json:"line,omitempty"`
}

// add adds a test and counts it.
func (c *ctrf) add(t ctrfCase) {
	t.Message, t.Trace = display.Text(t.Message), display.Text(t.Trace)
	c.Results.Tests = append(c.Results.Tests, t)
	s := &c.Results.Summary
	s.Tests++
	switch t.Status {
	case "passed":
		s.Passed++
	case "failed":
		s.Failed++
	default:
		s.Skipped++
	}
}

// ctrfTest is the test of one rule.
func ctrfTest(r *Report, result rule.Result) ctrfCase {
	family, _, _ := strings.Cut(result.ID, ".")
	t := ctrfCase{Name: result.ID, Status: "passed", Suite: []string{"contract", family}, Tags: []string{string(result.Source.Kind)}}
	failures, told := r.textsOf(result.ID)
	switch {
	case len(failures) > 0:
		t.Status, t.Raw, t.Message = "failed", result.Severity.String(), result.Sentence
		t.Trace = strings.Join(failures, "\n\n")
		if _, f := r.failing(result.ID); f.File() != "" && f.Places[0].Line > 0 {
			t.FilePath, t.Line = f.File(), f.Places[0].Line
		}
	case result.Outcome == rule.RuleSkipped, result.Outcome == rule.RuleOff:
		t.Status, t.Raw, t.Message = "skipped", outcomeText[result.Outcome], result.Skipped()
	default:
		t.Trace = strings.Join(told, "\n\n")
	}
	return t
}
