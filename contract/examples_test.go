package contract_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/ringer-api/ringer/contract"
)

func TestEveryRuleExplainsItself(t *testing.T) {
	t.Parallel()
	for _, rule := range contract.Rules() {
		assert.Regexp(t, `^[a-z]+\.[a-z0-9-]+$`, rule.ID)
		assert.Regexp(t, `\.$`, rule.Sentence, rule.ID)
		assert.Regexp(t, `\.$`, rule.Why, rule.ID)
		assert.NotEmpty(t, rule.Source.Where, rule.ID)
		assert.NotEmpty(t, rule.Needs, rule.ID)
		assert.NotEmpty(t, rule.Breaks, "examples.go has none for %s", rule.ID)
		assert.NotEmpty(t, rule.Keeps, "examples.go has none for %s", rule.ID)
		assert.NotEqual(t, rule.Breaks, rule.Keeps, rule.ID)
	}
}
