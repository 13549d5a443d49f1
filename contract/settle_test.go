package contract_test

import (
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
)

// appearsAfter hides what a run has started for so long after it was started. asked are
// the times at which it was looked for.
func appearsAfter(delay time.Duration) (spoil func(*honest), asked func() []time.Duration) {
	var mu sync.Mutex
	var started time.Time
	var all []time.Duration
	spoil = func(h *honest) {
		h.spoil = func(a *answer) {
			mu.Lock()
			defer mu.Unlock()
			if a.operation == "execute" && a.status == http.StatusOK {
				started = h.now()
			}
			if started.IsZero() || a.operation != "list" && a.operation != "get" {
				return
			}
			since := h.now().Sub(started)
			all = append(all, since)
			if since >= delay {
				return
			}
			hides(a)
			if r, single := a.body.(record); single && ours(r) {
				*a = *withRequest(detail("get", 404, "Execution not found"), a)
			}
		}
	}
	return spoil, func() []time.Duration { return slices.Compact(all) }
}

// What was started may be late by Settle, and is looked for at its steps.
func TestWhatIsMissingIsRequestedAgain(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		delay  time.Duration
		settle time.Duration
		rules  []string
	}{
		{"it appears at once", 0, 0, nil},
		{"it appears late", 4 * time.Second, 0, nil},
		{"it appears at the last moment", 4990 * time.Millisecond, 0, nil},
		{"it appears too late", time.Hour, 0, []string{"write.shown"}},
		{"it appears too late for a service that is known to be fast", 2 * time.Second, time.Second, []string{"write.shown"}},
		{"it appears in time for a service that is known to be slow", 50 * time.Second, time.Minute, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			h := newWhole()
			spoil, asked := appearsAfter(c.delay)
			spoil(h)
			target := timeless(t, h, nil, needs("execute"))
			target.Settle = c.settle
			report, err := contract.Check(t.Context(), target)
			require.NoError(t, err)
			assert.Equal(t, c.rules, rulesOf(report))
			if c.name == "it appears too late" {
				assertSteps(t, asked(), []time.Duration{0, 500 * time.Millisecond, 1500 * time.Millisecond, 5 * time.Second})
			}
		})
	}
}

// assertSteps finds each of the steps among the times, within what the requests take.
func assertSteps(t *testing.T, times, steps []time.Duration) {
	t.Helper()
	for _, step := range steps {
		assert.True(t, slices.ContainsFunc(times, func(at time.Duration) bool {
			return at >= step && at < step+200*time.Millisecond
		}), "nothing was requested %s after the start: %v", step, times)
	}
}

// Results of what was started may be late as well.
func TestResultsMayBeLate(t *testing.T) {
	t.Parallel()
	for name, late := range map[string]bool{"within settle": true, "for ever": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newWhole()
			var mu sync.Mutex
			var first time.Time
			h.spoil = func(a *answer) {
				list, ok := a.body.([]any)
				if a.operation != "results" || !ok || len(h.births) == 0 {
					return
				}
				mu.Lock()
				defer mu.Unlock()
				if first.IsZero() {
					first = h.now()
				}
				if !late || h.now().Sub(first) < 4*time.Second {
					a.body = slices.DeleteFunc(slices.Clone(list), func(v any) bool {
						return strings.HasSuffix(v.(map[string]any)["eval_dataset_execution_id"].(string), "eeee")
					})
				}
			}
			report, err := contract.Check(t.Context(), timeless(t, h, nil, needs("execute")))
			require.NoError(t, err)
			if late {
				assert.Empty(t, rulesOf(report))
			} else {
				assert.Equal(t, []string{"results.one-a-question"}, rulesOf(report))
			}
		})
	}
}

// dated gives the responses of a service its own time, so that what it has created at
// that time is fresh.
func dated(h *honest) {
	before := h.spoil
	h.spoil = func(a *answer) {
		before(a)
		if a.header == nil {
			a.header = http.Header{"Content-Type": {"application/json"}}
		}
		a.header.Set("Date", h.now().UTC().Format(http.TimeFormat))
	}
}

// A new execution that comes and goes is information; one that was there before is not
// late.
func TestANewExecutionMayComeAndGo(t *testing.T) {
	t.Parallel()
	for name, created := range map[string]string{"new": "2024-10-01T12:59:59Z", "old": "2024-10-01T12:05:00Z"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newWhole()
			h.records[5] = h.records[5].with("created_at", created, "started_at", created, "updated_at", created)
			everyList(2, func(a *answer) { a.body = without(a.body.([]record), 5) })(h)
			dated(h)
			report, err := contract.Check(t.Context(), timeless(t, h, nil, nil))
			require.NoError(t, err)
			require.Len(t, report.Findings, 1)
			f := report.Findings[0]
			assert.Equal(t, "lifecycle.listed-stays-listed", f.Rule)
			if name == "new" {
				assert.Equal(t, contract.Info, f.Severity)
				assert.Equal(t, contract.Passed, report.Verdict)
				assert.Empty(t, rulesOf(report), "a rule is not broken by what may only be late")
			} else {
				assert.Equal(t, contract.Warning, f.Severity)
				assert.Equal(t, contract.Broken, report.Verdict)
			}
		})
	}
}

// An execution that the list has just shown may need a moment until it is found by its id.
func TestANewExecutionMayNotBeFoundAtOnce(t *testing.T) {
	t.Parallel()
	for name, created := range map[string]string{"new": "2024-10-01T12:59:59Z", "old": "2024-10-01T12:05:00Z"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newWhole()
			h.records = h.records[:1]
			h.records[0] = h.records[0].with("created_at", created, "started_at", created, "ended_at", created, "updated_at", created)
			var mu sync.Mutex
			asked := 0
			h.spoil = func(a *answer) {
				if r, ok := a.body.(record); ok && a.operation == "get" && r["id"] == h.records[0]["id"] {
					mu.Lock()
					defer mu.Unlock()
					if asked++; asked <= 2 {
						*a = *withRequest(detail("get", 404, "Execution not found"), a)
					}
				}
			}
			dated(h)
			target := timeless(t, h, nil, nil)
			target.Concurrency = 1
			report, err := contract.Check(t.Context(), target)
			require.NoError(t, err)
			if name == "new" {
				assert.Empty(t, rulesOf(report))
				assert.Contains(t, strings.Join(report.Notes, "\n"), "1 request of executions created moments before got a 404 at first")
			} else {
				assert.NotEmpty(t, rulesOf(report))
			}
		})
	}
}
