package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/jstemmer/go-junit-report/v2/junit"

	"github.com/ringer-api/ringer/contract/finding"
	"github.com/ringer-api/ringer/contract/rule"
	"github.com/ringer-api/ringer/schemas/display"
)

// JUnit writes the report as JUnit XML: a test case for each rule, a failure for findings
// that break the contract, also for rules that another one's finding stands for, skipped for rules that were skipped or are off. Findings that
// do not break the contract are in a case's output. A run that was cut short, or could
// check nothing, also has a case "ask" with an error, and each internal error of ringer
// has a case.
func JUnit(w io.Writer, r *Report) error {
	suite := junit.Testsuite{Name: "contract " + display.Line(r.Target), Time: seconds(r), ID: 0}
	suite.SetTimestamp(r.Started.UTC())
	suite.AddProperty("seed", fmt.Sprint(r.Seed))
	suite.AddProperty("verdict", string(r.Verdict))
	for _, rule := range r.Rules {
		suite.AddTestcase(junitCase(r, rule))
	}
	if why := cmp.Or(r.Unfinished, unexamined(r)); why != "" {
		suite.AddTestcase(junit.Testcase{Name: "ask", Classname: "ringer.contract.run", Time: "0",
			Error: &junit.Result{Message: xmlText(why), Type: "unfinished", Data: xmlText(why)}})
	}
	addJUnitInternal(&suite, r)
	if len(r.Notes) > 0 {
		suite.SystemOut = &junit.Output{Data: xmlText(strings.Join(r.Notes, "\n"))}
	}
	suites := junit.Testsuites{Name: "ringer", Time: seconds(r)}
	suites.AddSuite(suite)
	if _, err := io.WriteString(w, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"); err != nil {
		return err
	}
	return suites.WriteXML(w)
}

func unexamined(r *Report) string {
	if r.Verdict != NotChecked || len(r.Internal) > 0 {
		return ""
	}
	return "nothing was checked: " + strings.Join(r.Notes, "; ")
}

func seconds(r *Report) string { return fmt.Sprintf("%.3f", r.Duration.Seconds()) }

func junitCase(r *Report, result rule.Result) junit.Testcase {
	family, _, _ := strings.Cut(result.ID, ".")
	// Servers group by class, and some require a time for every case.
	c := junit.Testcase{Name: result.ID, Classname: "ringer.contract." + family, Time: "0"}
	if result.Outcome == rule.RuleSkipped || result.Outcome == rule.RuleOff {
		why := []string{outcomeText[result.Outcome], result.Skipped()}
		c.Skipped = &junit.Result{Message: xmlText(strings.TrimSuffix(strings.Join(why, ": "), ": "))}
	}
	failures, told := r.textsOf(result.ID)
	if len(failures) > 0 {
		c.Failure = &junit.Result{Message: xmlText(result.Sentence), Type: result.Severity.String(),
			Data: xmlText(strings.Join(failures, "\n\n"))}
	}
	if len(told) > 0 {
		c.SystemOut = &junit.Output{Data: xmlText(strings.Join(told, "\n\n"))}
	}
	return c
}

// textsOf are the findings of a rule as texts: those that make it fail, and the others.
func (r *Report) textsOf(id string) (failures, told []string) {
	for i, f := range r.Findings {
		text := ""
		switch {
		case f.Rule == id:
			text = r.numbered(i+1, f)
		case slices.Contains(f.Rules(), id), slices.Contains(f.Consequences, id):
			text = sameReason(i+1, f)
		default:
			continue
		}
		if r.Breaking(f) {
			failures = append(failures, text)
		} else {
			told = append(told, text)
		}
	}
	return failures, told
}

// sameReason says of a rule that it has no finding of its own.
func sameReason(number int, f *finding.Finding) string {
	return fmt.Sprintf("fails for the same reason as finding %d (%s)", number, f.Rule)
}

// xmlText escapes characters that XML 1.0 cannot represent.
func xmlText(s string) string { return display.Text(s) }
