package report

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract/finding"
	"github.com/ringer-api/ringer/contract/rule"
)

func found(id string, severity finding.Severity, causes ...string) *finding.Finding {
	return &finding.Finding{
		Rule: id, Severity: severity, Causes: causes, Key: id + " key", Places: []finding.Place{{Exchange: 1}}, Count: 1,
	}
}

func ids(r *Report) (all []string) {
	for _, f := range r.Findings {
		all = append(all, f.Rule)
	}
	return all
}

func TestFindingsAreInTheOrderOfMending(t *testing.T) {
	t.Parallel()
	known := found("a.known", finding.Error)
	known.Known = &finding.KnownFailure{Rule: "a.known", Reason: "known"}
	r := &Report{
		Findings: []*finding.Finding{
			found("a.info", finding.Info), known, found("b.error", finding.Error), found("c.hides", finding.Error), found("d.warning", finding.Warning),
		},
		Rules: []rule.Result{{ID: "x", HiddenBy: []rule.Hiding{{Rule: "c.hides", Finding: 4}, {Rule: "a.info", Finding: 1}}}},
	}
	r.arrange()
	assert.Equal(t, []string{"c.hides", "b.error", "d.warning", "a.info", "a.known"}, ids(r))
	assert.Equal(t, []rule.Hiding{{Rule: "c.hides", Finding: 1}, {Rule: "a.info", Finding: 4}}, r.Rules[0].HiddenBy)
}

func TestFindingsWithOneCauseAreOne(t *testing.T) {
	t.Parallel()
	r := &Report{
		Findings: []*finding.Finding{
			found("a.one", finding.Info, "x"), found("b.two", finding.Info, "y"), found("c.three", finding.Info, "z"),
			found("d.joins", finding.Info, "y", "x"), found("e.worse", finding.Error, "x"), found("f.rest", finding.Info, finding.Rest),
			found("c.three", finding.Info, finding.Rest),
		},
		Rules: []rule.Result{{ID: "x", HiddenBy: []rule.Hiding{{Rule: "b.two", Finding: 2}, {Rule: "d.joins", Finding: 4}}}},
	}
	r.Findings[1].Consequences = []string{"g.follows", "a.one"}
	r.arrange()
	require.Equal(t, []string{"e.worse", "a.one", "c.three", "f.rest"}, ids(r), "what is more serious stays apart")
	whole := r.Findings[1]
	assert.Equal(t, []string{"a.one", "b.two", "d.joins"}, whole.Rules())
	assert.Equal(t, []string{"g.follows"}, whole.Consequences)
	assert.Len(t, whole.Keys(), 3)
	assert.Len(t, r.Findings[2].Alike, 1, "the rest belongs to the first of its rule")
	assert.Equal(t, []rule.Hiding{{Rule: "b.two", Finding: 2}, {Rule: "d.joins", Finding: 2}}, r.Rules[0].HiddenBy)

	r.separate()
	assert.Len(t, r.Findings, 7)
}

func TestWhatMayBeLateIsOneWithWhatIsNot(t *testing.T) {
	t.Parallel()
	late := found("a.back", finding.Info)
	late.Key += " late"
	r := &Report{Findings: []*finding.Finding{late, found("a.back", finding.Warning)}}
	r.arrange()
	require.Len(t, r.Findings, 1)
	assert.Equal(t, finding.Warning, r.Findings[0].Severity)
	assert.Equal(t, []string{"a.back key", "a.back key late"}, r.Findings[0].Keys())
}

// Each of the findings that are shown as one gets its own entry.
func TestABaselineTellsMergedFindingsApart(t *testing.T) {
	t.Parallel()
	r := &Report{
		FailOn: finding.Info, Verdict: Broken,
		Findings: []*finding.Finding{found("a.one", finding.Info, "x"), found("b.two", finding.Info, "x")},
	}
	r.arrange()
	require.Len(t, r.Findings, 1)
	now := time.Date(2024, 10, 1, 0, 0, 0, 0, time.UTC)
	updated, b := r.WithBaseline(nil, now.AddDate(0, 1, 0), now)
	assert.Equal(t, 2, b.Added)
	assert.Equal(t, Passed, updated.Verdict)
	assert.Len(t, r.Findings, 1)
	assert.Nil(t, r.Findings[0].Known)
}
