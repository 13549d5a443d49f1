package contract_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
	"github.com/ringer-api/ringer/contract/finding"
)

var (
	baselineNow   = time.Date(2024, 10, 1, 13, 0, 0, 0, time.UTC) // as brokenTarget has it
	baselineUntil = time.Date(2024, 10, 31, 23, 59, 59, 999999999, time.UTC)
)

// baselineRun checks a service that breaks schema.body and status.unknown-path.
func baselineRun(t *testing.T, change func(*contract.Target)) *contract.Report {
	t.Helper()
	h := newHonest()
	withRecord(0, "status", "RUNNING")(h)
	onStatus("", 404, 200)(h)
	target := brokenTarget(h.guarded().target(t))
	target.Known = nil
	change(&target)
	report, err := contract.Check(t.Context(), target)
	require.NoError(t, err)
	return report
}

func TestABaselineAcceptsWhatARunFound(t *testing.T) {
	t.Parallel()
	first := baselineRun(t, func(*contract.Target) {})
	require.Equal(t, contract.Broken, first.Verdict)
	updated, baseline := first.WithBaseline(nil, baselineUntil, baselineNow)
	assert.Equal(t, contract.Broken, first.Verdict)
	assert.Zero(t, first.Counts.Known)
	assert.Nil(t, first.Findings[0].Known)

	require.Len(t, first.Findings, 2)
	assert.Equal(t, contract.Baseline{Added: 2, Known: []contract.KnownFailure{
		{Rule: "schema.body", Match: first.Findings[0].Key, Reason: "baseline of 2024-10-01", Until: baselineUntil},
		{Rule: "status.unknown-path", Match: first.Findings[1].Key, Reason: "baseline of 2024-10-01", Until: baselineUntil},
	}}, baseline)
	assert.Equal(t, contract.Passed, updated.Verdict)
	assert.Equal(t, 2, updated.Counts.Known)
	assert.Zero(t, updated.Counts.Errors+updated.Counts.Warnings)

	// The same in the next run, with other ids, at another time.
	again := baselineRun(t, func(target *contract.Target) { target.Known, target.Seed = baseline.Known, 8 })
	assert.Equal(t, contract.Passed, again.Verdict)
	assert.Equal(t, 2, again.Counts.Known)
	assert.Equal(t, []string{"not examined, and may be hidden by finding 1 (schema.body, known): " +
		"record.pending-has-no-end, record.error-has-message, exchange.not-cached"}, again.Notes)

	// It is a list of what was found, not of rules.
	h := newHonest()
	withRecord(0, "status", "RUNNING")(h)
	withRecord(0, "created_at", 7)(h)
	onStatus("", 404, 200)(h)
	target := brokenTarget(h.guarded().target(t))
	target.Known = baseline.Known
	report, err := contract.Check(t.Context(), target)
	require.NoError(t, err)
	assert.Equal(t, contract.Broken, report.Verdict)
	assert.Equal(t, 2, report.Counts.Known)
	assert.Positive(t, report.Counts.Errors)
}

func TestABaselineIsUpdated(t *testing.T) {
	t.Parallel()
	report := baselineRun(t, func(target *contract.Target) {
		target.Rules = map[string]contract.Severity{"record.unique-ids": contract.Off}
	})
	past, later := baselineNow.Add(-24*time.Hour), baselineNow.Add(24*time.Hour)
	body := report.Findings[0].Key
	updated, baseline := report.WithBaseline([]contract.KnownFailure{
		{Rule: "wire.json", Reason: "gone"},
		{Rule: "schema.body", Match: body, Reason: "expired", Until: past},
		{Rule: "status.unknown-path", Reason: "ticket 7", Until: later},
		{Rule: "record.unique-ids", Reason: "off", Until: past},
		{Rule: "schema.body", Match: "schema.body elsewhere", Reason: "mended"},
	}, baselineUntil, baselineNow)
	assert.Equal(t, contract.Passed, updated.Verdict)
	assert.Equal(t, contract.Baseline{Kept: 2, NotExamined: 1, Renewed: 1, Removed: 2, Known: []contract.KnownFailure{
		{Rule: "record.unique-ids", Reason: "off", Until: past},
		{Rule: "schema.body", Match: body, Reason: "expired", Until: baselineUntil},
		{Rule: "status.unknown-path", Reason: "ticket 7", Until: later},
	}}, baseline)
	assert.Equal(t, []string{
		"the known failure of wire.json did not fail and is removed (gone)",
		"the known failure of schema.body elsewhere did not fail and is removed (mended)",
		"the known failure of " + body + " was past its date 2024-09-30 and is renewed until 2024-10-31 (expired)",
		"the known failure of record.unique-ids did not fail: the rule was off, so the failure may still be there (off)",
		"not examined, and may be hidden by finding 1 (schema.body, known): record.pending-has-no-end, record.error-has-message, exchange.not-cached",
	}, updated.Notes)

	// What stands already is not renewed, and what is accepted elsewhere is not taken in.
	report = baselineRun(t, func(target *contract.Target) {
		target.Known = []contract.KnownFailure{{Rule: "schema.body", Reason: "ticket 8"}}
	})
	updated, baseline = report.WithBaseline([]contract.KnownFailure{
		{Rule: "schema.body", Match: body, Reason: "twice"},
		{Rule: "status.unknown-path", Match: "st", Reason: "expired", Until: past},
		{Rule: "status.unknown-path", Match: "unknown", Reason: "stands"},
	}, baselineUntil, baselineNow)
	assert.Equal(t, []contract.KnownFailure{{Rule: "status.unknown-path", Match: "unknown", Reason: "stands"}}, baseline.Known)
	assert.Equal(t, 2, baseline.Removed)
	assert.Contains(t, updated.Notes,
		"the known failure of "+body+" is removed: another one accepts the same finding (twice)")
}

// What is new must not be lost among what is known.
func TestKnownFailuresAreShownLast(t *testing.T) {
	t.Parallel()
	report := baselineRun(t, func(target *contract.Target) {
		target.Known = []contract.KnownFailure{{Rule: "status.unknown-path", Reason: "ticket 7", Until: baselineUntil}}
	})
	assert.Nil(t, report.Findings[0].Known)
	require.NotNil(t, report.Findings[1].Known)
	var text, page bytes.Buffer
	require.NoError(t, contract.Text(&text, report))
	assert.Regexp(t, "(?s)^broken .*\n\n1. error schema.body at status .*\nknown failures, which do not fail the run:\n\n"+
		"2. known status.unknown-path.*\n.*   known     ticket 7 \\(until 2024-10-31\\)\n", text.String())
	require.NoError(t, contract.Markdown(&page, report))
	assert.Regexp(t, "(?s)error schema.body</summary>.*known status.unknown-path</summary>", page.String())
}

// A baseline holds what fails the run, whatever that is.
func TestABaselineHoldsWhatFails(t *testing.T) {
	t.Parallel()
	for failOn, added := range map[contract.Severity]int{contract.Error: 0, contract.Warning: 1, contract.Info: 2} {
		report := baselineRun(t, func(target *contract.Target) {
			target.FailOn = failOn
			target.Rules = map[string]contract.Severity{
				"schema.body": contract.Info, "status.unknown-path": contract.Warning,
			}
		})
		_, baseline := report.WithBaseline(nil, baselineUntil, baselineNow)
		assert.Equal(t, added, baseline.Added, failOn)
	}
}

// Keys that differ only in secrets are the same, and hold none.
func TestABaselineHoldsNoSecrets(t *testing.T) {
	t.Parallel()
	h := newHonest()
	h.spoil = func(a *answer) {
		if a.operation == "list" {
			a.header.Set("Content-Type", "text/"+strings.TrimPrefix(a.request.Header.Get("Authorization"), "Bearer "))
		}
		if a.operation == "results" {
			a.header.Set("Content-Type", "text/k3y-value")
		}
	}
	target := h.guarded().target(t)
	target.Token = contract.Secret{Value: "s3cret-t0ken", Variable: "TOKEN"}
	target.Headers = []contract.Header{{Name: "X-Api-Key", Value: "k3y-value", Variable: "TOKEN"}}
	report, err := contract.Check(t.Context(), target)
	require.NoError(t, err)
	updated, baseline := report.WithBaseline(nil, baselineUntil, baselineNow)
	assert.Equal(t, contract.Passed, updated.Verdict)
	seen := map[string]bool{}
	for _, k := range baseline.Known {
		assert.NotContains(t, k.Match, "s3cret-t0ken")
		assert.NotContains(t, k.Match, "k3y-value")
		assert.False(t, seen[k.String()], k.String())
		seen[k.String()] = true
	}
	assert.True(t, seen["wire.content-type text/$TOKEN"], seen)
}

// A run that failed to see what it has to see does not pass by its baseline.
func TestABaselineDoesNotMakeUpForWhatWasNotSeen(t *testing.T) {
	t.Parallel()
	file := contract.File{Name: "a file", Type: "HTTPValidationError", From: strings.NewReader(`{"detail": 7}`)}
	report, err := contract.JudgeFile(t.Context(), file, contract.Target{RequireRecords: true})
	require.NoError(t, err)
	require.Equal(t, contract.Broken, report.Verdict)
	updated, _ := report.WithBaseline(nil, baselineUntil, baselineNow)
	assert.Equal(t, contract.NotChecked, updated.Verdict)
}

func TestAKnownFailureOfAWholeKey(t *testing.T) {
	t.Parallel()
	f := &contract.Finding{Rule: "status.documented", Key: "status.documented 404 of an execution", Operations: []string{"get"}}
	for match, want := range map[string]bool{
		"": true, "404": true, "get": true, "404 of an execution": true,
		"status.documented 404 of an execution": true, "status.documented 404 of an execution ": true,
		"status.documented 404": false, "status.documented": false, "results": false,
	} {
		known := contract.KnownFailure{Rule: "status.documented", Match: match, Reason: "a"}
		assert.Equal(t, want, known.Matches(f), match)
	}
}

// Keys are kept in files, so they are text, and not of any length.
func TestKeysAreText(t *testing.T) {
	t.Parallel()
	assert.Equal(t, "a b", finding.KeyOf("a b"))
	assert.Equal(t, "a \uFFFD", finding.KeyOf("a \xff"))
	long, other := finding.KeyOf(strings.Repeat("ö", 5000)+"a"), finding.KeyOf(strings.Repeat("ö", 5000)+"b")
	assert.Less(t, len(long), 500)
	assert.NotEqual(t, long, other)
	assert.True(t, strings.HasPrefix(long, "öö"))
}
