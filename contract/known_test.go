package contract_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
)

// mayBeHidden is the note on what a known failure hides.
const mayBeHidden = "not examined, and may be hidden by finding 1 (schema.body, known): " +
	"record.pending-has-no-end, record.error-has-message, exchange.not-cached"

// A service that breaks schema.body in its lists, and nothing else.
func TestKnownFailuresAreHeldToTheirWord(t *testing.T) {
	t.Parallel()
	now := time.Date(2024, 10, 1, 13, 0, 0, 0, time.UTC)
	schemaBody := contract.KnownFailure{Rule: "schema.body", Reason: "ticket 7"}
	with := func(k contract.KnownFailure, change func(*contract.KnownFailure)) contract.KnownFailure {
		change(&k)
		return k
	}
	for _, c := range []struct {
		name  string
		known []contract.KnownFailure
		exit  int
		notes []string
	}{
		{"it fails", []contract.KnownFailure{schemaBody}, contract.ExitClean, nil},
		{"by operation", []contract.KnownFailure{with(schemaBody, func(k *contract.KnownFailure) { k.Match = "list" })},
			contract.ExitClean, nil},
		{"by key", []contract.KnownFailure{with(schemaBody, func(k *contract.KnownFailure) { k.Match = "StatusEnum" })},
			contract.ExitClean, nil},
		{"on its last day", []contract.KnownFailure{with(schemaBody, func(k *contract.KnownFailure) { k.Until = now })},
			contract.ExitClean, nil},
		{"past its date", []contract.KnownFailure{with(schemaBody, func(k *contract.KnownFailure) {
			k.Until = now.Add(-time.Nanosecond)
		})}, contract.ExitBroken, []string{
			"the known failure of schema.body is past its date 2024-10-01 and counts again (ticket 7)",
		}},
		{"matches nothing", []contract.KnownFailure{with(schemaBody, func(k *contract.KnownFailure) { k.Match = "results" })},
			contract.ExitBroken, []string{
				`the known failure of schema.body matching "results" did not fail: ` +
					"the rule failed, but no finding matches (ticket 7)",
			}},
		{"passes", []contract.KnownFailure{schemaBody, {Rule: "wire.json", Reason: "ticket 8"}},
			contract.ExitClean, []string{
				"the known failure of wire.json did not fail: the rule passes, so remove the entry (ticket 8)",
			}},
		{"was not examined", []contract.KnownFailure{schemaBody, {Rule: "record.unique-ids", Reason: "ticket 9"}},
			contract.ExitClean, []string{
				"the known failure of record.unique-ids did not fail: " +
					"the rule was off, so the failure may still be there (ticket 9)",
			}},
		{"is there twice", []contract.KnownFailure{schemaBody, schemaBody}, contract.ExitClean, []string{
			"the known failure of schema.body did not fail: " +
				"another entry accepts the same finding, so remove this one (ticket 7)",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			h := newHonest()
			withRecord(0, "status", "RUNNING")(h)
			target := brokenTarget(h.guarded().target(t))
			target.Known = c.known
			target.Rules = map[string]contract.Severity{"record.unique-ids": contract.Off}
			if c.exit == contract.ExitClean {
				c.notes = append(c.notes, mayBeHidden)
			}
			report, err := contract.Check(t.Context(), target)
			require.NoError(t, err)
			assert.Equal(t, c.exit, contract.ExitCode(report, err))
			assert.Equal(t, c.notes, report.Notes)
		})
	}
}
