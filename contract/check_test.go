package contract_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
)

// unseenHere are the rules that need what a service with jobs under way cannot show.
var unseenHere = []string{
	"results.follow-success", "results.unique-questions", "record.time-units", "record.parents-end",
	"auth.required", "auth.no-leak", // without a credential
	"write.parameters-echoed", "write.answer-agrees", "write.shown", "write.once", "results.one-a-question", // without writes
}

func TestHonestServicePasses(t *testing.T) {
	t.Parallel()
	h := newHonest()
	h.token = "t0ken-of-the-tests"
	h.records[2] = h.records[2].with("status", "PENDING", "ended_at", nil)
	failed := newRecord(4).with("status", "ERROR", "error_message", "the model timed out",
		"parameters", map[string]any{
			"eval_question_ids": []string{
				"11111111-2222-4333-8444-555555555551", "11111111-2222-4333-8444-555555555552",
			},
			"eval_execution_params": map[string]any{},
		})
	h.records = append(h.records, failed)
	target := h.target(t)
	target.Token = contract.Secret{Value: h.token, Variable: "TOKEN"}
	report, err := contract.Check(t.Context(), target)
	require.NoError(t, err)
	assert.Equal(t, contract.Passed, report.Verdict)
	assert.Empty(t, rulesOf(report))
	for _, rule := range report.Rules {
		if rule.Outcome == contract.RuleSkipped {
			assert.Contains(t, unseenHere, rule.ID, "every other rule was examined")
		}
	}
	assert.LessOrEqual(t, report.Counts.Requests, 300)
}

// rulesOf names the rules that have findings, in order, each once.
func rulesOf(r *contract.Report) []string {
	var ids []string
	for _, rule := range r.Rules {
		if rule.Outcome == contract.RuleBroken {
			ids = append(ids, rule.ID)
		}
	}
	return ids
}
