package contract_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
)

// TestDocumentationSaysWhatRulesNeed compares the table in the documentation with the rules.
func TestDocumentationSaysWhatRulesNeed(t *testing.T) {
	t.Parallel()
	var table strings.Builder
	table.WriteString("| rule | needs of the model or the description |\n| --- | --- |\n")
	for _, r := range contract.Rules() {
		needs := r.Model
		if needs == "" {
			needs = "nothing"
		}
		fmt.Fprintf(&table, "| `%s` | %s |\n", r.ID, needs)
	}
	text, err := os.ReadFile("../docs/check.md")
	require.NoError(t, err)
	require.Contains(t, string(text), table.String())
}
