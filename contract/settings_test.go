package contract_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
)

func TestUsage(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		field, problem string
		change         func(*contract.Target)
	}{
		{"URL", "is empty", func(t *contract.Target) { t.URL = "" }},
		{"URL", "is not an http or https URL", func(t *contract.Target) { t.URL = "localhost:4010" }},
		{"URL", "contains a user name", func(t *contract.Target) { t.URL = "http://me:secret@host" }},
		{"URL", "has a query", func(t *contract.Target) { t.URL = "http://host/?a=b" }},
		{"Datasets[0].EvalDatasetID", "is not a UUID", func(t *contract.Target) { t.Datasets[0].EvalDatasetID = "1" }},
		{"Headers[0]", "is not a header name", func(t *contract.Target) { t.Headers = []contract.Header{{Name: "a b"}} }},
		{"Headers[0]", "more than one line", func(t *contract.Target) {
			t.Headers = []contract.Header{{Name: "a", Value: "b\r\nc"}}
		}},
		{"Token or Session", "more than one line", func(t *contract.Target) { t.Token.Value = "abc\n" }},
		{"HTTP", "is not a supported version", func(t *contract.Target) { t.HTTP = "3" }},
		{"Proxy", "is not an HTTP proxy", func(t *contract.Target) { t.Proxy = "socks5://host" }},
		{"TLS.CertFile", "is half of", func(t *contract.Target) { t.TLS.CertFile = "cert.pem" }},
		{"TLS.CAFile", "contains no certificate", func(t *contract.Target) {
			t.URL, t.TLS.CAFile = "https://host", "settings_test.go"
		}},
		{"MaxRequests", "is negative", func(t *contract.Target) { t.MaxRequests = -1 }},
		{"FailOn", "is not a severity", func(t *contract.Target) { t.FailOn = contract.Off }},
		{"Rules", "is not a rule", func(t *contract.Target) {
			t.Rules = map[string]contract.Severity{"schema.bodi": contract.Off}
		}},
		{"Known[0].Reason", "is empty", func(t *contract.Target) {
			t.Known = []contract.KnownFailure{{Rule: "schema.body"}}
		}},
	} {
		t.Run(c.field+" "+c.problem, func(t *testing.T) {
			t.Parallel()
			target := targetOf("http://127.0.0.1:1")
			c.change(&target)
			report, err := contract.Check(t.Context(), target)
			var usage *contract.UsageError
			require.ErrorAs(t, err, &usage)
			assert.Equal(t, c.field, usage.Field)
			assert.Contains(t, usage.Problem, c.problem)
			assert.NotEmpty(t, usage.Hint)
			assert.NotContains(t, err.Error(), "secret")
			assert.Nil(t, report)
			assert.Equal(t, contract.ExitUsage, contract.ExitCode(report, err))
		})
	}
}

func TestUnknownRuleNamesTheNearest(t *testing.T) {
	t.Parallel()
	target := targetOf("http://127.0.0.1:1")
	target.Rules = map[string]contract.Severity{"schema.bodi": contract.Off}
	var usage *contract.UsageError
	require.ErrorAs(t, target.Validate(), &usage)
	assert.Equal(t, "did you mean schema.body?", usage.Hint)
}

// Each setting is checked on a service that breaks schema.body, an error.
func TestSettingsOfRules(t *testing.T) {
	t.Parallel()
	past := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name   string
		exit   int
		note   string
		change func(*contract.Target)
	}{
		{"as it is", 1, "", func(*contract.Target) {}},
		{"off", 0, "", func(t *contract.Target) {
			t.Rules = map[string]contract.Severity{"schema.body": contract.Off}
		}},
		{"lowered", 0, "", func(t *contract.Target) {
			t.Rules = map[string]contract.Severity{"schema.body": contract.Info}
		}},
		{"lowered, fail on info", 1, "", func(t *contract.Target) {
			t.Rules = map[string]contract.Severity{"schema.body": contract.Info}
			t.FailOn = contract.Info
		}},
		{"strict", 1, "", func(t *contract.Target) {
			t.Rules = map[string]contract.Severity{"schema.body": contract.Warning}
			t.Strict = true
		}},
		{"warning, fail on error", 0, "", func(t *contract.Target) {
			t.Rules = map[string]contract.Severity{"schema.body": contract.Warning}
			t.FailOn = contract.Error
		}},
		{"known", 0, "", func(t *contract.Target) {
			t.Known = []contract.KnownFailure{{Rule: "schema.body", Reason: "next release"}}
		}},
		{"known, of another operation", 1, "did not fail", func(t *contract.Target) {
			t.Known = []contract.KnownFailure{{Rule: "schema.body", Match: "results", Reason: "next release"}}
		}},
		{"known, past its date", 1, "past its date 2020-01-01", func(t *contract.Target) {
			t.Known = []contract.KnownFailure{{Rule: "schema.body", Reason: "next release", Until: past}}
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			h := newHonest()
			withRecord(0, "status", "RUNNING")(h)
			target := h.target(t)
			c.change(&target)
			report, err := contract.Check(t.Context(), target)
			assert.Equal(t, c.exit, contract.ExitCode(report, err))
			if c.note != "" {
				require.Len(t, report.Notes, 1)
				assert.Contains(t, report.Notes[0], c.note)
			}
		})
	}
}

func TestRunWithoutExecutions(t *testing.T) {
	t.Parallel()
	h := newHonest()
	h.records = []record{}
	target := h.target(t)
	report, err := contract.Check(t.Context(), target)
	require.NoError(t, err)
	assert.Equal(t, contract.Passed, report.Verdict)
	assert.Contains(t, report.Notes[0], "no execution was seen")

	target.RequireRecords = true
	report, err = contract.Check(t.Context(), target)
	require.NoError(t, err)
	assert.Equal(t, contract.NotChecked, report.Verdict)
	assert.Equal(t, contract.ExitNotChecked, contract.ExitCode(report, err))
}

func TestMaxRequestsBoundsTheRun(t *testing.T) {
	t.Parallel()
	h := newHonest()
	target := h.target(t)
	target.MaxRequests = 4
	report, err := contract.Check(t.Context(), target)
	require.NoError(t, err)
	assert.Equal(t, 4, int(h.asked.Load()))
	assert.Contains(t, report.Notes[0], "requests were not sent")
}

func TestRatePacesTheRequests(t *testing.T) {
	t.Parallel()
	now := time.Date(2024, 10, 1, 12, 0, 0, 0, time.UTC)
	var waited time.Duration
	target := newHonest().target(t)
	target.Rate = 10
	target.Now = func() time.Time { return now }
	target.Sleep = func(_ context.Context, d time.Duration) error {
		waited = d // the clock stands still, so every wait is from its beginning
		return nil
	}
	report, err := contract.Check(t.Context(), target)
	require.NoError(t, err)
	assert.Equal(t, time.Duration(report.Counts.Requests-1)*100*time.Millisecond, waited)
}

func TestProgressCountsUp(t *testing.T) {
	t.Parallel()
	var seen []contract.Progress
	h := newHonest()
	h.records[0] = h.records[0].with("status", "RUNNING")
	target := h.target(t)
	target.Progress = func(p contract.Progress) { seen = append(seen, p) }
	report, err := contract.Check(t.Context(), target)
	require.NoError(t, err)
	require.Len(t, seen, report.Counts.Requests)
	last := seen[len(seen)-1]
	assert.Equal(t, last.Planned, last.Sent)
	assert.NotEmpty(t, last.Phase)
	assert.NotEmpty(t, report.Findings)
	assert.Len(t, report.Findings, last.Findings)
}

func TestPathPrefix(t *testing.T) {
	t.Parallel()
	h := newHonest()
	server := serveUnder(t, "/some/prefix", h)
	for _, url := range []string{server + "/some/prefix", server + "/some/prefix/"} {
		report, err := contract.Check(t.Context(), targetOf(url))
		require.NoError(t, err)
		assert.Empty(t, rulesOf(report))
	}
}
