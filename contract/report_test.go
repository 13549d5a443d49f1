package contract_test

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
)

// reporters by the name of their golden files.
var reporters = []struct {
	file   string
	report contract.Reporter
}{
	{"report.txt", contract.Text},
	{"report_colour.txt", contract.TextStyle{Colour: true, Verbose: true}.Report},
	{"report.json", contract.JSON},
	{"report.xml", contract.JUnit},
	{"report.sarif", contract.SARIF},
	{"report.md", contract.Markdown},
	{"report.github", contract.GitHub},
}

// brokenReport is the report on a service with two faults, one of them known,
// on a frozen clock.
func brokenReport(t *testing.T) *contract.Report {
	t.Helper()
	h := newHonest()
	withRecord(1, "status", "RUNNING \x01\x1b[31m]]>")(h)
	h.records = append(h.records, newRecord(4).with("status", "DONE"))
	target := brokenTarget(h.guarded().target(t))
	report, err := contract.Check(t.Context(), target)
	require.NoError(t, err)
	return report
}

func brokenTarget(target contract.Target) contract.Target {
	now := time.Date(2024, 10, 1, 13, 0, 0, 0, time.UTC)
	target.Now = func() time.Time { return now }
	target.Sleep = func(ctx context.Context, _ time.Duration) error { return ctx.Err() }
	target.Seed = 7
	target.Concurrency = 1 // what overlaps is not compared, so counts would differ
	target.Token = contract.Secret{Value: "s3cret-t0ken", Variable: "LLAMA_TOKEN"}
	target.Known = []contract.KnownFailure{{Rule: "error.message", Reason: "fixed in the next release"}}
	return target
}

func TestReporters(t *testing.T) {
	t.Parallel()
	report := brokenReport(t)
	for _, r := range reporters {
		t.Run(r.file, func(t *testing.T) {
			t.Parallel()
			var b strings.Builder
			require.NoError(t, r.report(&b, report))
			// The port is the only thing that differs from run to run.
			golden(t, r.file, strings.ReplaceAll(b.String(), report.Target, "http://service.example"))
		})
	}
}

func TestReportsCanBeRead(t *testing.T) {
	t.Parallel()
	report := brokenReport(t)
	var b strings.Builder
	require.NoError(t, contract.JSON(&b, report))
	var back contract.Report
	require.NoError(t, json.Unmarshal([]byte(b.String()), &back))
	assert.Equal(t, report.Counts, back.Counts)
	assert.Equal(t, contract.Error, back.Findings[0].Severity)

	b.Reset()
	require.NoError(t, contract.JUnit(&b, report))
	decoder := xml.NewDecoder(strings.NewReader(b.String()))
	for {
		_, err := decoder.Token()
		if err == io.EOF {
			break
		}
		require.NoError(t, err, "well-formed XML")
	}
}

// full is a writer that takes nothing.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

func TestReportersReturnTheWritersError(t *testing.T) {
	t.Parallel()
	report := brokenReport(t)
	for _, r := range reporters {
		assert.ErrorIs(t, r.report(full{}, report), io.ErrShortWrite, r.file)
	}
}

func TestOneFaultIsOneFinding(t *testing.T) {
	t.Parallel()
	h := newHonest()
	for i := range h.records {
		h.records[i] = h.records[i].with("attempts", "one")
	}
	report, err := contract.Check(t.Context(), h.target(t))
	require.NoError(t, err)
	require.Len(t, report.Findings, 1)
	f := report.Findings[0]
	assert.Equal(t, []string{"list", "get"}, f.Operations, "ids are taken from broken records too")
	assert.Greater(t, f.Count, f.Responses, "three records in each list")
	assert.GreaterOrEqual(t, f.Of, f.Responses)
	assert.Len(t, f.Places, contract.MaxPlaces)
	assert.Equal(t, "/0/attempts", f.Places[0].Pointer)
	assert.Equal(t, h.records[0]["id"], f.Places[0].Record)
}
