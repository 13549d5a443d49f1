package contract_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock"
)

// What the double's catalogue says of a scenario is what the suite says of it:
// one that breaks the contract on purpose is broken, and one that only has
// other executions is not. Those that answer with errors or take their time
// are neither, and the largest differ from others by their size alone.
func TestCatalogueIsJudgedAsItSays(t *testing.T) {
	t.Parallel()
	for i, s := range fixtures.Default().Scenarios.All() {
		slow := len(s.Faults)+len(s.Rules) > 0 && !s.BreaksContract
		large := s.Name == "many" || s.Name == "ten-thousand" || oneIn > 1 && s.Group == "sizes"
		if i%oneIn > 0 || slow || large {
			continue
		}
		t.Run(s.Name, func(t *testing.T) {
			t.Parallel()
			report := checkScenario(t, s.Name)
			if s.BreaksContract {
				assert.NotEmpty(t, report.Findings)
				return
			}
			for _, f := range report.Findings {
				assert.Less(t, f.Severity, contract.Warning, "%s at %v: expected %s, got %s",
					f.Rule, f.Places, f.Expected, f.Got)
			}
			assert.Equal(t, contract.Passed, report.Verdict)
		})
	}
}

func checkScenario(t *testing.T, name string) *contract.Report {
	t.Helper()
	server := mock.NewServer(mock.Config{Seed: 7, Scenario: name})
	t.Cleanup(server.Close)
	target := targetOf(server.URL)
	target.Sleep = newStopwatch().sleep
	report, err := contract.Check(t.Context(), target)
	require.NoError(t, err)
	return report
}
