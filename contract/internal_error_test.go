package contract_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
)

// TestInternalErrorIsToldBesideTheRest: a rule that panics costs itself, and every
// form of the report says that it is ringer's fault.
func TestInternalErrorIsToldBesideTheRest(t *testing.T) {
	t.Parallel()
	for name, nth := range map[string]int{"at-an-answer": 3, "at-the-end": 0} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHonest().guarded()
			h.records[0] = h.records[0].with("status", "RUNNING")
			target := h.target(t)
			target.Token = contract.Secret{Value: "s3cret-t0ken", Variable: "TOKEN"}
			report, err := contract.Check(t.Context(), target.Panicking(nth))
			var internal *contract.InternalError
			require.ErrorAs(t, err, &internal)
			assert.Equal(t, contract.ExitNotChecked, contract.ExitCode(report, err), "whatever else was found")
			assert.Equal(t, []string{"schema.body"}, rulesOf(report), "the rest stands")
			assert.Equal(t, contract.Broken, report.Verdict)
			require.Len(t, report.Internal, 1)
			assert.Contains(t, internal.Doing, "checking test.panics")
			assert.Contains(t, internal.Where, "export_test.go")
			rule := report.Rules[len(report.Rules)-1]
			assert.Equal(t, contract.RuleSkipped, rule.Outcome)
			for form, write := range map[string]contract.Reporter{
				"text": contract.Text, "json": contract.JSON, "junit": contract.JUnit, "sarif": contract.SARIF,
				"markdown": contract.Markdown, "github": contract.GitHub,
			} {
				text := written(t, write, report)
				assert.Contains(t, text, "no such thing: $TOKEN", form)
				assert.NotContains(t, text, "s3cret", form)
				if form != "json" {
					assert.Contains(t, text, "a defect of ringer", form)
				}
			}
			assert.NoError(t, reportSchema(t).Validate(decoded(t, written(t, contract.JSON, report))))
		})
	}
}

// TestInternalErrorLeavesNothingExamined: without findings, nothing is said.
func TestInternalErrorLeavesNothingExamined(t *testing.T) {
	t.Parallel()
	report, err := contract.Check(t.Context(), newHonest().target(t).Panicking(1))
	require.Error(t, err)
	assert.Equal(t, contract.NotChecked, report.Verdict)
	assert.Equal(t, contract.ExitNotChecked, contract.ExitCode(report, nil), "also for who has the report only")
	assert.Contains(t, written(t, contract.GitHub, report), "::error title=internal error of ringer::")
	assert.Contains(t, written(t, contract.JUnit, report), `type="internal"`)
}

func TestJudgeFileSurvivesItself(t *testing.T) {
	t.Parallel()
	file := contract.File{Name: "f", From: strings.NewReader(`[{"job_name":1}]`)}
	report, err := contract.JudgeFile(t.Context(), file, contract.Target{}.Panicking(1))
	var internal *contract.InternalError
	require.ErrorAs(t, err, &internal)
	assert.Equal(t, []string{"schema.body"}, rulesOf(report))
}

// TestAReporterThatPanicsIsAnError leaves the other forms to be written.
func TestAReporterThatPanicsIsAnError(t *testing.T) {
	t.Parallel()
	err := contract.Reporter(contract.Text).Write(&strings.Builder{}, &contract.Report{Findings: []*contract.Finding{nil}})
	var internal *contract.InternalError
	require.ErrorAs(t, err, &internal)
	assert.Contains(t, internal.Error(), "writing the report")
}

// TestNoAnswerToAPost: lists that fail, and a POST that gets no answer after it
// may have started something.
func TestNoAnswerToAPost(t *testing.T) {
	t.Parallel()
	for _, status := range []int{http.StatusNotFound, http.StatusInternalServerError} {
		t.Run(http.StatusText(status), func(t *testing.T) {
			t.Parallel()
			h := newWhole()
			h.spoil = func(a *answer) {
				if a.operation == "list" {
					*a = *detail("list", status, "no")
				}
			}
			h.write = func(w http.ResponseWriter, a *answer) {
				if a.operation == "execute" && a.status == http.StatusOK {
					hangUp(w, a)
					return
				}
				a.send(w)
			}
			target := timeless(t, h, nil, needs("execute"))
			report, err := contract.Check(t.Context(), target)
			require.NotNil(t, report)
			assert.Empty(t, report.Internal)
			assert.Contains(t, rulesOf(report), "wire.answered")
			assert.Equal(t, contract.ExitBroken, contract.ExitCode(report, err))
			assert.Contains(t, strings.Join(report.Notes, "\n"), "got no response, and no id to look for")
		})
	}
}
