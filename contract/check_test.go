package contract_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
)

func TestHonestServicePasses(t *testing.T) {
	t.Parallel()
	report, err := contract.Check(t.Context(), newHonest().target(t))
	require.NoError(t, err)
	assert.Equal(t, contract.Passed, report.Verdict)
	assert.Empty(t, rulesOf(report))
	assert.Zero(t, report.ByOutcome(contract.RuleNotExamined), "every rule was examined: %+v", report.Rules)
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
