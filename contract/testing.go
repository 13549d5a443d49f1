package contract

import (
	"context"
	"errors"
	"strings"

	"github.com/ringer-api/ringer/contract/report"
)

// T is what Run needs of a test. *testing.T implements it; so can a test's own recorder,
// with which Run itself is tested.
type T[Self any] interface {
	Helper()
	Run(name string, f func(Self)) bool
	Context() context.Context
	Logf(format string, args ...any)
	Skipf(format string, args ...any)
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
}

// Run checks the target once and runs a subtest for each rule, named by the rule's id, so
// that -run and -skip choose rules. A finding as severe as Target.FailOn, or more, fails
// the subtest; the subtest of a rule that could not be checked is skipped with the reason.
// A target that could not be checked fails the test itself.
//
//	func TestContract(t *testing.T) { contract.Run(t, contract.Target{URL: ..., Datasets: ...}) }
func Run[Self T[Self]](t Self, target Target) {
	t.Helper()
	report, err := Check(t.Context(), target)
	if report == nil {
		t.Fatalf("%s", withHint(err))
		return
	}
	if err != nil {
		t.Errorf("%s", withHint(err))
	}
	for _, rule := range report.Rules {
		t.Run(rule.ID, func(t Self) {
			t.Helper()
			runRule(t, report, rule)
		})
	}
	for _, note := range report.Notes {
		t.Logf("note: %s", note)
	}
	for _, e := range report.Internal {
		t.Logf("%s\n%s", e, ReportingDefects)
	}
	if err == nil && report.Verdict == NotChecked {
		t.Errorf("nothing was checked")
	}
}

func runRule[Self T[Self]](t Self, r *Report, result RuleResult) {
	t.Helper()
	for i, f := range r.Findings {
		text := strings.Join(r.Lines(f), "\n")
		switch {
		case f.Rule != result.ID && r.Fails(f, result.ID):
			t.Errorf("fails for the same reason as finding %d (%s)", i+1, f.Rule)
		case f.Rule != result.ID:
		case !r.Breaking(f):
			t.Logf("%s: %s", report.Label(f), text)
		default:
			t.Errorf("%s: %s", report.Label(f), text)
		}
	}
	switch result.Outcome {
	case RuleSkipped:
		t.Skipf("skipped: %s", result.Skipped())
	case RuleOff:
		t.Skipf("off")
	}
}

// withHint returns an error's text with its hint.
func withHint(err error) string {
	text := err.Error()
	if usage := (*UsageError)(nil); errors.As(err, &usage) && usage.Hint != "" {
		text += "\nhint: " + usage.Hint
	}
	if ask := (*NotCheckedError)(nil); errors.As(err, &ask) && ask.Hint != "" {
		text += "\nhint: " + ask.Hint
	}
	return text
}
