package contract_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
	"github.com/ringer-api/ringer/contract/observation"
)

func TestParseTimeReadsEverySpellingOfRFC3339(t *testing.T) {
	t.Parallel()
	at := time.Date(2024, 10, 1, 12, 0, 0, 0, time.UTC)
	for text, want := range map[string]time.Time{
		"2024-10-01T12:00:00Z":              at,
		"2024-10-01t12:00:00z":              at,
		"2024-10-01T12:00:00z":              at,
		"2024-10-01 12:00:00Z":              at,
		"2024-10-01T14:30:00+02:30":         at,
		"2024-10-01T12:00:00-00:00":         at,
		"2024-10-01T12:00:00.5z":            at.Add(time.Second / 2),
		"2024-10-01T12:00:00.1234567891Z":   at.Add(123456789),
		"2024-10-01T12:00:00.000000000001z": at,
		"2016-12-31T23:59:60Z":              time.Date(2017, 1, 1, 0, 0, 0, 0, time.UTC),
		"2016-12-31t23:59:60.5z":            time.Date(2017, 1, 1, 0, 0, 0, 5e8, time.UTC),
	} {
		got, ok := observation.ParseTime(text)
		assert.True(t, ok, text)
		assert.True(t, want.Equal(got), "%s: %s", text, got)
	}
	for _, text := range []string{"", "yesterday", "2024-10-01", "2024-10-01T12:00:00", "2024-10-01T12:00Z",
		"2024-13-01T12:00:00Z", "1727784000", "2024-10-01T12:00:00+0200",
		strings.Repeat("ı", 15), "2024-10-01\xff12:00:00Z"} {
		_, ok := observation.ParseTime(text)
		assert.False(t, ok, text)
	}
}

// Rules about times read them in lower case too.
func TestTimesInLowerCaseAreCompared(t *testing.T) {
	t.Parallel()
	lower := func(r record) record {
		for _, name := range []string{"created_at", "started_at", "updated_at", "ended_at"} {
			if text, ok := r[name].(string); ok {
				r = r.with(name, strings.ToLower(text))
			}
		}
		return r
	}
	h := newWhole()
	inEveryRecord(h, lower)
	report, err := contract.Check(t.Context(), timeless(t, h, nil, nil))
	require.NoError(t, err)
	assert.Empty(t, report.Findings)
	for _, r := range report.Rules {
		if r.ID == "record.times-in-order" || r.ID == "lifecycle.updates-grow" {
			assert.Positive(t, r.Examined, r.ID)
		}
	}

	h = newWhole()
	withRecord(3, "started_at", "2023-01-01T00:00:00Z")(h)
	inEveryRecord(h, lower)
	report, err = contract.Check(t.Context(), timeless(t, h, nil, nil))
	require.NoError(t, err)
	assert.Equal(t, []string{"record.times-in-order"}, rulesOf(report))
}

// A description may leave the form of times open; what no rule can use is said.
func TestTimesThatCannotBeReadAreNoted(t *testing.T) {
	t.Parallel()
	h := newWhole()
	inEveryRecord(h, func(r record) record { return r.with("started_at", "yesterday, at noon") })
	target := timeless(t, h, nil, nil)
	target.Description = described(t, "open.json", func(d map[string]any) {
		types := d["components"].(map[string]any)["schemas"].(map[string]any)
		properties := types["EvalDatasetJobRecord"].(map[string]any)["properties"].(map[string]any)
		properties["started_at"] = map[string]any{"type": "string"}
	})
	report, err := contract.Check(t.Context(), target)
	require.NoError(t, err)
	assert.Empty(t, rulesOf(report))
	assert.Regexp(t, `^[1-9][0-9]+ times could not be read, such as "yesterday, at noon" at /0/started_at of list: `+
		`rules about times skip them; they should be in the form of RFC 3339, such as 2026-11-28T10:00:00Z$`, report.Notes[1])
}
