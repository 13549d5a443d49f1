package finding_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/finding"
)

func parsed(t *testing.T, text string) (v any) {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	require.NoError(t, d.Decode(&v))
	return v
}

func TestDifferencesOfTwoValues(t *testing.T) {
	t.Parallel()
	hide := exchange.NewRedactor(nil)
	was := parsed(t, `{"a": 1, "b": {"c": [1, 2, 3], "d/e": "x"}, "same": [{"f": null}]}`)
	is := parsed(t, `{"a": 1.5, "b": {"c": [1, 7], "d/e": null}, "same": [{"f": null}], "new": true}`)
	assert.Equal(t, []finding.Difference{
		{Pointer: "/a", Expected: "1", Got: "1.5"},
		{Pointer: "/b/c/1", Expected: "2", Got: "7"},
		{Pointer: "/b/c/2", Expected: "3"},
		{Pointer: "/b/d~1e", Expected: `"x"`, Got: "null"},
		{Pointer: "/new", Got: "true"},
	}, finding.Differences(was, is, "", hide))
	assert.Empty(t, finding.Differences("a", "b", "", hide), "seen at a glance")
	assert.Equal(t, []finding.Difference{{Expected: `{"a":1}`, Got: "null"}}, finding.Differences(parsed(t, `{"a":1}`), nil, "", hide))
}

func TestDifferencesAreBoundedAndShowNoSecret(t *testing.T) {
	t.Parallel()
	hide := exchange.NewRedactor([]exchange.Secret{{Value: "s3cret-t0ken", Variable: "TOKEN"}})
	was, is := map[string]any{}, map[string]any{}
	for _, name := range strings.Split("a b c d e f g h", " ") {
		was[name], is[name] = "s3cret-t0ken", strings.Repeat("x\x1b\u202e", 200)
	}
	all := finding.Differences(was, is, "", hide)
	require.Len(t, all, 5)
	for _, d := range all {
		assert.Equal(t, `"$TOKEN"`, d.Expected)
		assert.NotContains(t, d.Got, "\x1b")
		assert.NotContains(t, d.Got, "\u202e")
		assert.Less(t, len(d.Got), 250)
	}
}

func TestSpansAreInTheReadersWords(t *testing.T) {
	t.Parallel()
	for d, want := range map[time.Duration]string{
		40 * time.Microsecond: "1 ms", 999 * time.Millisecond: "999 ms", 3 * time.Second: "3 s", -3200 * time.Millisecond: "3.2 s",
		51 * time.Second: "51 s", 5 * time.Minute: "5 min", 2*time.Hour + 4*time.Minute: "2 h 4 min", 3 * time.Hour: "3 h",
		50 * time.Hour: "2 days",
	} {
		assert.Equal(t, want, finding.Span(d), d)
	}
}

func TestAgainstNamesTheEarlierRequest(t *testing.T) {
	t.Parallel()
	at := time.Date(2024, 10, 1, 12, 0, 0, 0, time.UTC)
	first := &exchange.Exchange{Number: 2, Began: at, Request: exchange.Request{Method: "GET", URL: "http://a.example/x", Path: "/x"}}
	then := &exchange.Exchange{Number: 9, Began: at.Add(1500 * time.Millisecond)}
	a := finding.AgainstOf(first, then, exchange.CurlOptions{}, exchange.NewRedactor(nil))
	require.NotNil(t, a)
	assert.Equal(t, "GET /x", a.Request)
	assert.Equal(t, "1.5 s earlier", a.When())
	assert.Contains(t, a.Curl, "'http://a.example/x'")
	assert.Nil(t, finding.AgainstOf(then, then, exchange.CurlOptions{}, exchange.NewRedactor(nil)))
	assert.Nil(t, finding.AgainstOf(nil, then, exchange.CurlOptions{}, exchange.NewRedactor(nil)))
}
