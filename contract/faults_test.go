package contract_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/mock/fault"
)

// faults are all kinds that the double can be wrong in, each with the rule that
// has to find it. What is only late, or asks us to come back, breaks nothing.
var faults = map[string]struct{ short, rule string }{
	"latency":        {"latency:1ms", ""},
	"first-byte":     {"first-byte:1ms", ""},
	"slow-body":      {"slow-body:100000000", ""},
	"rate-limit":     {"rate-limit:100:per=1s", ""},
	"close":          {"close", "wire.answered"},
	"reset":          {"reset:20", "wire.complete"},
	"cut":            {"cut:25%", "wire.complete"},
	"content-length": {"content-length:-5", "wire.complete"},
	"garbage":        {"garbage:outside", "wire.complete"},
	"status":         {"status:500", "status.no-server-error"},
	"content-type":   {"content-type:missing", "wire.content-type"},
	"proxy-page":     {"proxy-page:504", "status.no-server-error"},
	"broken-json":    {"broken-json:nan", "wire.json"},
	"drop-field":     {"drop-field:/0/status", "schema.body"},
	"null":           {"null:/0/job_name", "schema.body"},
	"wrong-type":     {"wrong-type:/last/attempts", "schema.body"},
	"bad-enum":       {"bad-enum:/0/status", "schema.body"},
	"bad-uuid":       {"bad-uuid:/0/id", "schema.body"},
	"bad-date-time":  {"bad-date-time:/0/updated_at", "schema.body"},
}

func TestEveryFaultOfTheMockIsFound(t *testing.T) {
	t.Parallel()
	for _, kind := range fault.Kinds() {
		t.Run(kind.Name, func(t *testing.T) {
			t.Parallel()
			want, ok := faults[kind.Name]
			require.True(t, ok, "no rule is named for %s", kind.Name)
			report, err := contract.Check(t.Context(), faulty(t, want.short))
			if want.rule == "" {
				require.NoError(t, err)
				assert.Empty(t, rulesOf(report))
				return
			}
			require.NotNil(t, report, "%v", err)
			assert.Contains(t, rulesOf(report), want.rule)
		})
	}
}

// faulty is a double that is wrong in one way; nobody waits long for it.
func faulty(t *testing.T, short string) contract.Target {
	t.Helper()
	f, err := fault.ParseShort(short)
	require.NoError(t, err)
	server := mock.NewServer(mock.Config{Seed: 7})
	t.Cleanup(server.Close)
	session, err := server.Mock.Session("")
	require.NoError(t, err)
	require.NoError(t, session.SetFaults(f))
	target := targetOf(server.URL)
	target.MaxRequests = brief // every answer is wrong
	target.Sleep = func(ctx context.Context, _ time.Duration) error { return ctx.Err() }
	return target
}
