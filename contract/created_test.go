package contract_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
)

// accepts makes a service create for requests that it has to refuse, with one status.
func accepts(refused ...int) func(*honest) {
	return func(h *honest) {
		h.spoil = func(a *answer) {
			if a.operation == "execute" && slices.Contains(refused, a.status) {
				*a = *withRequest(newAnswer("execute", 200, h.start(pipeline, dataset, order{})), a)
			}
		}
	}
}

// neverEnds leaves whatever was started PENDING.
func neverEnds(h *honest) {
	before := h.spoil
	pending := onAnswerOf(set("status", "PENDING", "ended_at", nil))
	h.spoil = func(a *answer) {
		if before != nil {
			before(a)
		}
		pending(a)
	}
}

func notesOf(report *contract.Report) string { return strings.Join(report.Notes, "\n") }

// counted is how many executions a service has.
func (h *honest) counted() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.births)
}

// TestNoMoreIsCreatedThanAllowed, whatever the service accepts; what is left out is told.
func TestNoMoreIsCreatedThanAllowed(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		most, created int
		spoil         func(*honest)
		notes         []string
	}{
		"as usual":  {0, 2, func(*honest) {}, nil},
		"one alone": {1, 1, func(*honest) {}, []string{`1 request of "starting an execution" not sent: no more than 1 execution may be created (--max-created)`}},
		"a lenient one": {0, 3, accepts(401, 422), []string{
			"(by execute.credential-missing, which has to be refused)", "(by execute.bad-missing-body, which has to be refused)",
			`1 request of "starting an execution" not sent: no more than 3 executions may be created (--max-created)`,
			"left out: requests that must be refused (20 of 22), starting an execution (1 of 2)",
		}},
		"a lenient one, once": {1, 1, accepts(401, 422), []string{
			`19 requests of "requests that must be refused" not sent: no more than 1 execution may be created (--max-created)`,
			`2 requests of "starting an execution" not sent`,
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newWhole()
			h.token = "s3cret"
			c.spoil(h)
			report, err := contract.Check(t.Context(), timeless(t, h, nil, func(target *contract.Target) {
				target.AllowWrites, target.MaxCreated, target.Token.Value = true, c.most, "s3cret"
			}))
			require.NoError(t, err)
			assert.Equal(t, c.created, h.counted())
			for _, note := range c.notes {
				assert.Contains(t, notesOf(report), note)
			}
		})
	}
}

// TestALostResponseMayHaveCreated: it counts, and it is listed.
func TestALostResponseMayHaveCreated(t *testing.T) {
	t.Parallel()
	h := newWhole()
	h.spoil = func(a *answer) {
		if a.operation == "execute" && a.status == 422 {
			a.status, a.body = 500, []byte("Internal Server Error")
		}
	}
	asked := 0
	report, err := contract.Check(t.Context(), timeless(t, h, func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, "/execute") {
				asked++
			}
			next.ServeHTTP(w, r)
		})
	}, needs("execute")))
	require.NoError(t, err)
	assert.Equal(t, contract.DefaultMaxCreated, asked)
	assert.Contains(t, notesOf(report), "perhaps started, which may cost money: "+
		"an execution without a known id (by execute.bad-missing-body), ")
	assert.NotContains(t, notesOf(report), "\nstarted")
}

// TestWhatWasStartedIsListedHoweverTheRunEnds: here by its caller.
func TestWhatWasStartedIsListedHoweverTheRunEnds(t *testing.T) {
	t.Parallel()
	h := newWhole()
	h.token = "s3cret"
	ctx, cancel := context.WithCancel(t.Context())
	accepts(401)(h)
	target := timeless(t, h, nil, func(c *contract.Target) {
		c.AllowWrites, c.Token.Value = true, "s3cret"
		c.Progress = func(p contract.Progress) {
			if p.Phase == "requests that must be refused" {
				cancel()
			}
		}
	})
	report, err := contract.Check(ctx, target)
	require.Error(t, err)
	require.NotNil(t, report)
	assert.Regexp(t, `started, which may cost money: \d{8}-eeee.* \(by execute.credential-missing, which has to be refused\)`, notesOf(report))
}

// cancelling is a service that cancels or deletes, and notes what.
type cancelling struct {
	next   http.Handler
	status int
	asked  []string
}

func (c *cancelling) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	id, cancels := strings.CutSuffix(r.URL.Path, "/cancel")
	if !(r.Method == http.MethodPost && cancels) && !(r.Method == http.MethodDelete && !strings.Contains(id, "not-a-uuid")) {
		c.next.ServeHTTP(w, r)
		return
	}
	c.asked = append(c.asked, r.Method+" "+r.URL.Path)
	w.WriteHeader(c.status)
}

func TestWhatWasStartedIsCancelled(t *testing.T) {
	t.Parallel()
	const path = "/api/v1/pipelines/" + pipeline + "/eval-datasets/" + dataset + "/execute/"
	first, second := "00000001-eeee-4eee-8eee-eeeeeeeeeeee", "00000002-eeee-4eee-8eee-eeeeeeeeeeee"
	for name, c := range map[string]struct {
		documented []string
		spoil      func(*honest)
		status     int
		requests   []string
		note       string
	}{
		"cancelled": {[]string{"cancel", "delete"}, neverEnds, 204,
			[]string{"POST " + path + first + "/cancel", "POST " + path + second + "/cancel"}, "cancelled: " + first + ", " + second},
		"deleted": {[]string{"delete"}, neverEnds, 204,
			[]string{"DELETE " + path + first, "DELETE " + path + second}, "deleted: " + first + ", " + second},
		"not": {[]string{"cancel"}, neverEnds, 409,
			[]string{"POST " + path + first + "/cancel", "POST " + path + second + "/cancel"}, "not cancelled: " + first + ": status 409 Conflict"},
		"ended before":   {[]string{"cancel"}, func(*honest) {}, 204, nil, ""},
		"not documented": {nil, neverEnds, 204, nil, "2 executions not seen to end: the description has no operation"},
		"somebody else's": {[]string{"delete"}, func(h *honest) {
			h.spoil = onlyOperation("execute", func(a *answer) {
				if a.status == 200 {
					*a = *withRequest(newAnswer("execute", 200, wholeRecord(1)), a)
				}
			})
		}, 204, nil, "not deleted: 00000001-aaaa-4bbb-8ccc-dddddddddddd: its id is not certainly"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newWhole()
			c.spoil(h)
			service := &cancelling{status: c.status}
			report, err := contract.Check(t.Context(), timeless(t, h, func(next http.Handler) http.Handler {
				service.next = next
				return service
			}, func(target *contract.Target) {
				target.AllowWrites, target.Description = true, described(t, "a.json", documents(c.documented...))
			}))
			require.NoError(t, err)
			assert.Equal(t, c.requests, service.asked)
			assert.Contains(t, notesOf(report), c.note)
			assert.NotContains(t, strings.Join(rulesOf(report), " "), "status.wrong-method", "what is documented may be served")
		})
	}
}

// TestRequestsRemainForCancelling: what cannot be cancelled any more is not created.
func TestRequestsRemainForCancelling(t *testing.T) {
	t.Parallel()
	for most := 150; most < 260; most += 9 * min(oneIn, 5) {
		h := newWhole()
		neverEnds(h)
		service := &cancelling{status: 204}
		target := timeless(t, h, func(next http.Handler) http.Handler {
			service.next = next
			return service
		}, func(target *contract.Target) {
			target.AllowWrites, target.MaxRequests = true, most
			target.Description = described(t, "a.json", documents("cancel"))
		})
		report, err := contract.Check(t.Context(), target)
		require.NoError(t, err)
		assert.Len(t, service.asked, h.counted(), "%d requests: %s", most, notesOf(report))
		assert.LessOrEqual(t, report.Counts.Requests, most)
	}
}

// TestAReportCountsByKindOfProbe, also what was left out.
func TestAReportCountsByKindOfProbe(t *testing.T) {
	t.Parallel()
	target := newHonest().target(t)
	target.MaxRequests = 20
	report, err := contract.Check(t.Context(), target)
	require.NoError(t, err)
	require.NotEmpty(t, report.Probes)
	assert.Equal(t, contract.ProbeCount{Name: "valid ids", Planned: 3, Sent: 3}, report.Probes[0])
	sent, left := 0, 0
	for _, kind := range report.Probes {
		sent += kind.Sent
		left += kind.LeftOut
	}
	assert.Equal(t, 20, sent)
	assert.Positive(t, left)
	assert.Contains(t, notesOf(report), "left out: invalid ids (")
	var text strings.Builder
	require.NoError(t, contract.TextStyle{Verbose: true}.Report(&text, report))
	assert.Contains(t, text.String(), "valid ids: 3 of at most 3 requests")
	data, err := json.Marshal(report)
	require.NoError(t, err)
	assert.Contains(t, string(data), `{"name":"valid ids","planned":3,"sent":3,"leftOut":0}`)
	require.NoError(t, contract.JSON(io.Discard, report))
}

// TestARunThatIsCutShortCancelsToo, unless its caller has ended it.
func TestARunThatIsCutShortCancelsToo(t *testing.T) {
	t.Parallel()
	for name, interrupted := range map[string]bool{"by the service": false, "by its caller": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			h := newWhole()
			neverEnds(h)
			pending := h.spoil
			h.spoil = func(a *answer) {
				pending(a)
				if h.counted() > 0 && a.operation != "execute" {
					*a = *withRequest(detail(a.operation, http.StatusTooManyRequests, "Too Many Requests"), a)
					a.header.Set("Retry-After", "3600")
					if interrupted {
						cancel()
					}
				}
			}
			service := &cancelling{status: 204}
			report, err := contract.Check(ctx, timeless(t, h, func(next http.Handler) http.Handler {
				service.next = next
				return service
			}, func(target *contract.Target) {
				target.AllowWrites, target.Description = true, described(t, "a.json", documents("cancel"))
			}))
			require.Error(t, err)
			require.NotNil(t, report)
			assert.Contains(t, notesOf(report), "started, which may cost money: 00000001-eeee-4eee-8eee-eeeeeeeeeeee")
			if interrupted {
				assert.Empty(t, service.asked)
				assert.Contains(t, notesOf(report), "not cancelled: 00000001-eeee-4eee-8eee-eeeeeeeeeeee: the run has ended")
			} else {
				assert.Len(t, service.asked, 1)
				assert.Contains(t, notesOf(report), "\ncancelled: 00000001-eeee-4eee-8eee-eeeeeeeeeeee")
			}
		})
	}
}
