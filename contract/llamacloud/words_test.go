package llamacloud_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/ringer-api/ringer/contract/llamacloud"
	"github.com/ringer-api/ringer/contract/rule"
)

// TestWordsAreThoseOfRules: each text belongs to a rule and differs from the table's.
func TestWordsAreThoseOfRules(t *testing.T) {
	t.Parallel()
	for id, own := range llamacloud.Words() {
		general := rule.Find(id)
		if assert.NotNil(t, general, id) {
			assert.NotEqual(t, general.Sentence, own.Sentence, id)
			assert.NotEqual(t, general.Why, own.Why, id)
			assert.NotEqual(t, general.Needs, own.Needs, id)
			assert.NotEqual(t, general.Source, own.Source, id)
		}
	}
	for _, r := range rule.Rules(nil) {
		assert.NotEmpty(t, r.Sentence, r.ID)
		assert.NotEmpty(t, r.Needs, r.ID)
	}
}
