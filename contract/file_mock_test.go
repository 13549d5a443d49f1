package contract_test

import (
	"bytes"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock"
)

// TestArchiveOfTheMock: what the double's journal writes is read, and clean; of
// a double that breaks its promise the rule is named.
func TestArchiveOfTheMock(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name, scenario string
		rules          []string
	}{
		{"good", "default", nil}, {"bad", "status-missing", []string{"schema.body"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			server := mock.NewServer(mock.Config{Seed: 7, Scenario: c.scenario})
			t.Cleanup(server.Close)
			client := &http.Client{Transport: http.DefaultTransport}
			for _, path := range []string{executions, executions, executions + "/nothing", "/elsewhere"} {
				get(t, client, server.URL+path, -1, "Authorization", "Bearer s3cret-t0ken")
			}
			var archive bytes.Buffer
			require.NoError(t, mock.WriteHAR(&archive, server.Mock.Find(mock.Filter{})))
			report := judged(t, "journal.har", archive.String())
			assert.Equal(t, append([]string{}, c.rules...), append([]string{}, rulesOf(report)...))
			assert.Contains(t, report.Notes[0], "journal.har was read as an HTTP Archive by ringer")
			assert.Contains(t, report.Notes[0], "; 3 of 4 entries checked")
			assert.NotContains(t, asJSON(t, report), "s3cret")
		})
	}
}
