package contract_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
)

// closing returns 429 from its nth response on.
func closing(nth int, retryAfter string) *honest {
	h := newWhole()
	h.spoil = func(a *answer) {
		if a.nth > nth {
			*a = *detail(a.operation, http.StatusTooManyRequests, "Too Many Requests")
			if retryAfter != "" {
				a.header.Set("Retry-After", retryAfter)
			}
		}
	}
	return h
}

// TestTooManyRequestsMayEndTheRun: what the service makes us wait for is told,
// and no longer --timeout is advised against it.
func TestTooManyRequestsMayEndTheRun(t *testing.T) {
	t.Parallel()
	cases := map[string]struct{ retryAfter, said string }{
		"an-hour":         {"3600", "Retry-After: 3600, and only 1m"},
		"a-date":          {"Tue, 01 Oct 2024 14:00:00 GMT", "Retry-After: Tue, 01 Oct 2024 14:00:00 GMT, and only 1m"},
		"for-ever":        {strings.Repeat("9", 40), "and only 1m"},
		"again-and-again": {"1", "to 5 requests in a row, Retry-After: 1"},
		"unsaid":          {"", "to 5 requests in a row, without a Retry-After"},
		"unreadable":      {"soon", "to 5 requests in a row, Retry-After: soon"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := closing(20, c.retryAfter)
			report, err := contract.Check(t.Context(), timeless(t, h, nil, nil))
			var ask *contract.NotCheckedError
			require.ErrorAs(t, err, &ask)
			assert.Contains(t, ask.Error(), "429 Too Many Requests")
			assert.Contains(t, ask.Error(), c.said)
			assert.Contains(t, ask.Hint, "send fewer")
			assert.NotContains(t, ask.Hint, "--timeout")
			assert.Contains(t, report.Unfinished, c.said)
			assert.Equal(t, contract.NotChecked, report.Verdict)
			assert.Empty(t, rulesOf(report), "a service may protect itself")
			assert.Less(t, int(h.asked.Load()), 80, "it is not asked on and on")
			waited := strings.Contains(strings.Join(report.Notes, "\n"), "as the service requested (Retry-After)")
			assert.Equal(t, strings.Contains(c.said, "in a row"), waited)
		})
	}
}

// TestAWaitThatFitsIsWaitedFor, however long it is.
func TestAWaitThatFitsIsWaitedFor(t *testing.T) {
	t.Parallel()
	h := newWhole()
	var throttled atomic.Bool
	h.spoil = func(a *answer) {
		if a.nth > 20 && !throttled.Swap(true) {
			*a = *detail(a.operation, http.StatusTooManyRequests, "Too Many Requests")
			a.header.Set("Retry-After", "60")
		}
	}
	report, err := contract.Check(t.Context(), timeless(t, h, nil, nil))
	require.NoError(t, err)
	assert.Equal(t, contract.Passed, report.Verdict)
	assert.Contains(t, strings.Join(report.Notes, "\n"), "waited 1m0s before requests")
}

// TestTimeThatWasWaitedIsNoReasonForMore: the time is over, and most of it was
// spent on what the service asked for.
func TestTimeThatWasWaitedIsNoReasonForMore(t *testing.T) {
	t.Parallel()
	over := make(chan struct{})
	var asked atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if asked.Add(1) > 1 {
			<-over
		}
		w.Header().Set("Retry-After", "1")
		w.WriteHeader(http.StatusTooManyRequests)
	}))
	t.Cleanup(server.Close)
	t.Cleanup(func() { close(over) })
	target := targetOf(server.URL)
	target.Concurrency, target.Timeout = 1, 4*time.Second
	target.Sleep = func(context.Context, time.Duration) error { return nil }
	_, err := contract.Check(t.Context(), target)
	var ask *contract.NotCheckedError
	require.ErrorAs(t, err, &ask)
	require.ErrorContains(t, err, "the time limit of the whole run was reached")
	assert.Contains(t, ask.Hint, "send fewer")
}
