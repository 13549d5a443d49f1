package contract_test

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
)

// A service that cannot be checked is not a finding.
func TestWhatCannotBeAsked(t *testing.T) {
	t.Parallel()
	elsewhere := func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "https://elsewhere.example"+r.URL.Path, http.StatusMovedPermanently)
	}
	status := func(code int) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
	}
	for _, c := range []struct {
		name, hint string
		handler    http.HandlerFunc
		token, key string
	}{
		{"credential wanted", "requires a credential", status(401), "", ""},
		{"credential refused", "the header Authorization: is it still valid?", status(401), "stale-token", ""},
		{"key refused", "the header X-Api-Key: is it still valid?", status(403), "", "stale-key"},
		{"forbidden", "requires a credential", status(403), "", ""},
		{"unknown everywhere", "path prefix", status(404), "", ""},
		{"moved", "redirects to another address", elsewhere, "", ""},
		{"too many requests", "send fewer", status(429), "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			server := httptest.NewServer(c.handler)
			t.Cleanup(server.Close)
			target := targetOf(server.URL)
			target.Sleep = func(ctx context.Context, _ time.Duration) error { return ctx.Err() }
			target.Token = contract.Secret{Value: c.token, Variable: "LLAMA_TOKEN"}
			if c.key != "" {
				target.Headers = []contract.Header{{Name: "X-Api-Key", Value: c.key}}
			}
			report, err := contract.Check(t.Context(), target)
			var ask *contract.NotCheckedError
			require.ErrorAs(t, err, &ask)
			assert.Contains(t, ask.Hint, c.hint)
			assert.Less(t, report.Counts.Requests, 15, "not asked on and on")
			assert.Empty(t, rulesOf(report))
			assert.Equal(t, contract.NotChecked, report.Verdict)
			assert.Equal(t, contract.ExitNotChecked, contract.ExitCode(report, err))
		})
	}
}

// A service that is no API at all is broken in many ways, all for one reason.
func TestWrongAddressIsGuessed(t *testing.T) {
	t.Parallel()
	const note = "no response looked like JSON: is "
	page := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte("<!doctype html>\r\n<title>Welcome</title>\r\n"))
	}
	closed := func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }
	for name, c := range map[string]struct {
		handler http.HandlerFunc
		seen    string
	}{"a page": {page, "<!doctype html> <title>Welcome</title>\n"}, "no response": {closed, " requests of list"}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := httptest.NewServer(c.handler)
			t.Cleanup(server.Close)
			report, err := contract.Check(t.Context(), targetOf(server.URL))
			require.NoError(t, err)
			assert.Contains(t, strings.Join(report.Notes, "\n"), note+server.URL)
			assert.Contains(t, textOf(t, report), c.seen)
		})
	}
	report, err := contract.Check(t.Context(), newHonest().target(t))
	require.NoError(t, err)
	assert.NotContains(t, strings.Join(report.Notes, "\n"), note)
}

func TestNobodyThere(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	target := targetOf("http://" + listener.Addr().String())
	require.NoError(t, listener.Close())
	report, err := contract.Check(t.Context(), target)
	var ask *contract.NotCheckedError
	require.ErrorAs(t, err, &ask)
	assert.Contains(t, ask.Hint, "running")
	assert.Less(t, report.Counts.Requests, 5, "given up after the first phase")
	assert.Equal(t, contract.ExitNotChecked, contract.ExitCode(report, err))
}

func TestRedirectLoopIsAFault(t *testing.T) {
	t.Parallel()
	h := newHonest()
	h.spoil = func(a *answer) {
		if a.status == 200 {
			a.status = http.StatusTemporaryRedirect
			a.header.Set("Location", a.request.URL.Path)
		}
	}
	report, err := contract.Check(t.Context(), h.target(t))
	assert.Equal(t, []string{"status.documented"}, rulesOf(report))
	assert.Equal(t, contract.ExitBroken, contract.ExitCode(report, err))
}

func TestCredentialIsSent(t *testing.T) {
	t.Parallel()
	h := newHonest()
	h.token = "s3cret-t0ken"
	target := h.target(t)
	target.Token = contract.Secret{Value: h.token, Variable: "LLAMA_TOKEN"}
	report, err := contract.Check(t.Context(), target)
	require.NoError(t, err)
	assert.Empty(t, rulesOf(report))
}

func TestCheckStopsAtOnceAndStillReports(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	h := newHonest()
	withRecord(0, "status", "RUNNING")(h)
	target := h.target(t)
	target.Progress = func(p contract.Progress) {
		if p.Sent == 2 {
			stop()
		}
	}
	report, err := contract.Check(ctx, target)
	require.ErrorIs(t, err, context.Canceled)
	assert.Equal(t, []string{"schema.body"}, rulesOf(report))
	assert.Contains(t, report.Unfinished, "context canceled")
	assert.Equal(t, contract.ExitBroken, contract.ExitCode(report, err), "what was seen counts")
}

func TestRunHasATimeLimit(t *testing.T) {
	t.Parallel()
	over := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-over }))
	t.Cleanup(server.Close)
	t.Cleanup(func() { close(over) })
	target := targetOf(server.URL)
	target.Timeout = 50 * time.Millisecond
	report, err := contract.Check(t.Context(), target)
	require.ErrorContains(t, err, "the time limit of the whole run was reached")
	var ask *contract.NotCheckedError
	require.ErrorAs(t, err, &ask)
	assert.Equal(t, "allow more with Timeout (--timeout)", ask.Hint)
	assert.Equal(t, contract.ExitNotChecked, contract.ExitCode(report, err))
}

func TestTooManyRequestsIsAskedAgainAfterTheWait(t *testing.T) {
	t.Parallel()
	h := newHonest()
	h.spoil = func(a *answer) {
		if a.nth == 1 {
			a.status = http.StatusTooManyRequests
			a.header.Set("Retry-After", "7")
		}
	}
	target := h.target(t)
	target.Concurrency = 1
	var waits []time.Duration
	target.Sleep = func(_ context.Context, d time.Duration) error {
		if d >= time.Second {
			waits = append(waits, d)
		}
		return nil
	}
	report, err := contract.Check(t.Context(), target)
	require.NoError(t, err)
	assert.Empty(t, rulesOf(report))
	assert.Equal(t, []time.Duration{7 * time.Second}, waits)
	assert.Equal(t, int(h.asked.Load()), report.Counts.Requests)
}

// A service that throttles each request gets no more requests than allowed.
func TestRepeatedRequestsCount(t *testing.T) {
	t.Parallel()
	h := newHonest()
	h.spoil = func(a *answer) {
		if a.nth%2 == 1 {
			a.status = http.StatusTooManyRequests
		}
	}
	target := h.target(t)
	target.Concurrency = 1 // so that each second request is the repetition of the first
	target.MaxRequests = 60
	target.Sleep = func(ctx context.Context, _ time.Duration) error { return ctx.Err() }
	report, err := contract.Check(t.Context(), target)
	require.NoError(t, err)
	assert.LessOrEqual(t, report.Counts.Requests, 60)
	assert.Greater(t, report.Counts.Requests, 50)
	assert.Contains(t, strings.Join(report.Notes, "\n"), "no more than 60 are allowed")
}

// A service that refuses every id breaks that rule, and not the one on unusual ids.
func TestOddIDsAreJudgedByPlainOnes(t *testing.T) {
	t.Parallel()
	h := newHonest()
	h.refuses = func(string) bool { return true }
	report, err := contract.Check(t.Context(), h.target(t))
	require.NoError(t, err)
	assert.Contains(t, rulesOf(report), "status.valid-accepted")
	assert.NotContains(t, rulesOf(report), "status.odd-accepted")
}
