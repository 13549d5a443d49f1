package contract_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
)

func checkWithToken(t *testing.T, h *honest) *contract.Report {
	t.Helper()
	target := h.target(t)
	target.Token = contract.Secret{Value: "t0ken-of-the-tests", Variable: "TOKEN"}
	report, err := contract.Check(t.Context(), target)
	require.NoError(t, err)
	return report
}

func TestCredentialsAreNotAskedFor(t *testing.T) {
	t.Parallel()
	report := checkWithToken(t, newHonest())
	require.Equal(t, []string{"auth.required"}, warned(report))
	assert.Equal(t, []string{"list", "results", "get"}, report.Findings[0].Operations)
}

func TestOneOperationLetsAnybodyIn(t *testing.T) {
	t.Parallel()
	h := newHonest()
	h.token = "t0ken-of-the-tests"
	onAnswer("results", func(a *answer) {
		if a.status == 401 {
			a.status, a.body = 200, []any{}
		}
	})(h)
	assert.Equal(t, []string{"auth.required"}, warned(checkWithToken(t, h)))
}

func TestRefusalLeaksData(t *testing.T) {
	t.Parallel()
	h := newHonest()
	h.token = "t0ken-of-the-tests"
	onAnswer("list", func(a *answer) {
		if a.status == 401 {
			a.body = map[string]any{"detail": "Not authenticated", "executions": h.records}
		}
	})(h)
	assert.Equal(t, []string{"auth.no-leak"}, warned(checkWithToken(t, h)))
}

func TestWrongCredentialsAreTriedThreeTimesAtMost(t *testing.T) {
	t.Parallel()
	h := newHonest()
	h.token = "t0ken-of-the-tests"
	wrong := 0
	h.spoil = func(a *answer) {
		h.mu.Lock()
		defer h.mu.Unlock()
		if a.status == 401 && len(a.request.Header.Get("Authorization")) > len("Bearer ") {
			wrong++
		}
	}
	assert.Empty(t, warned(checkWithToken(t, h)))
	assert.Positive(t, wrong)
	assert.LessOrEqual(t, wrong, 3)
}

func TestTwoDatasetsShareNothing(t *testing.T) {
	t.Parallel()
	const second = "9c2b4e6a-7777-4888-9999-000000000002"
	h := newHonest()
	h.others = map[string][]record{second: {newRecord(5).with("partitions", map[string]any{}), newRecord(1).with("partitions", map[string]any{})}}
	target := h.target(t)
	target.Datasets = append(target.Datasets, contract.Dataset{PipelineID: pipeline, EvalDatasetID: second})
	report, err := contract.Check(t.Context(), target)
	require.NoError(t, err)
	assert.Equal(t, []string{"exchange.one-dataset"}, warned(report))
}

// Findings below FailOn do not break the contract.
func TestWhatIsOnlyTold(t *testing.T) {
	t.Parallel()
	for rule, spoil := range map[string]func(*honest){
		"status.odd-accepted": func(h *honest) {
			h.spoil = func(a *answer) {
				if strings.Contains(a.request.URL.Path, strings.ToUpper(dataset)) && a.status == 200 {
					a.status = 422
					a.body = map[string]any{"detail": []any{
						problemOf("uuid_parsing", "in capitals", "", "path", "eval_dataset_id"),
					}}
				}
			}
		},
		"results.belong": func(h *honest) {
			h.results = resultsOf("99999999-1111-4222-8333-444455556666", h.records)
		},
		"results.follow-success": func(h *honest) { h.results = []any{} },
	} {
		t.Run(rule, func(t *testing.T) {
			t.Parallel()
			h := newHonest()
			spoil(h)
			report, err := contract.Check(t.Context(), h.target(t))
			require.NoError(t, err)
			assert.Equal(t, contract.Passed, report.Verdict, "%v", warned(report))
			assert.Contains(t, rulesOf(report), rule)
		})
	}
}
