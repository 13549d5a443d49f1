package contract_test

import (
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
)

// failsOn answers 500 to what has an id that is feared.
func failsOn(feared func(id string) bool) func(*honest) {
	return func(h *honest) {
		h.spoil = func(a *answer) {
			for _, part := range base.FindStringSubmatch(a.request.URL.Path) {
				if part != a.request.URL.Path && feared(strings.TrimPrefix(part, "/")) {
					a.status, a.body = 500, map[string]any{"detail": "Internal Server Error"}
				}
			}
		}
	}
}

func longer(than int) func(string) bool {
	return func(id string) bool { return utf8.RuneCountInString(id) > than }
}

func holding(parts ...string) func(string) bool {
	return func(id string) bool {
		for _, part := range parts {
			if !strings.Contains(id, part) {
				return false
			}
		}
		return true
	}
}

func TestShrinksToTheSmallestRequest(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		feared func(string) bool
		want   string
	}{
		{"a letter beyond ASCII", holding("é"), "é"},
		{"longer than 40", longer(40), strings.Repeat("a", 41)},
		{"longer than 1000", longer(1000), strings.Repeat("a", 1001)},
		{"longer than 5000", longer(5000), strings.Repeat("a", 5001)},
		{"two that lie apart", holding("<", "t>"), "<t>"},
		{"quote and semicolon", holding("'", ";"), "';"},
		{"no text", holding("\xff"), "\xff"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			f := shrunk(t, c.feared)
			assert.Contains(t, strings.Split(f.Exchange.Request.Path, "/"), url.PathEscape(c.want))
			assert.Contains(t, f.Curl, "/"+url.PathEscape(c.want), "what can be pasted")
			assert.Contains(t, f.Excerpt, "Internal Server Error")
			require.NotNil(t, f.Shrunk)
			assert.Less(t, f.Shrunk.To, f.Shrunk.From)
		})
	}
}

// shrunk is the finding of a service that fails on some ids.
func shrunk(t *testing.T, feared func(string) bool) *contract.Finding {
	t.Helper()
	h := newHonest()
	failsOn(feared)(h)
	report, err := contract.Check(t.Context(), h.target(t))
	require.NoError(t, err)
	require.Equal(t, []string{"status.no-server-error"}, rulesOf(report))
	return report.Findings[0]
}

func TestShrinkingIsTheSameEachTime(t *testing.T) {
	t.Parallel()
	first := shrunk(t, holding("'", ";"))
	again := shrunk(t, holding("'", ";"))
	assert.Equal(t, first.Exchange.Request.Path, again.Exchange.Request.Path)
	assert.Equal(t, first.Shrunk, again.Shrunk)
}

func TestShrinkingIsSaid(t *testing.T) {
	t.Parallel()
	h := newHonest()
	failsOn(holding("é"))(h)
	report, err := contract.Check(t.Context(), h.target(t))
	require.NoError(t, err)
	var text strings.Builder
	require.NoError(t, contract.Text(&text, report))
	assert.Contains(t, text.String(), "minimized the id to 1 character, from 36; the same fault shows\n")
}

func TestShrinkingIsBounded(t *testing.T) {
	t.Parallel()
	plain := requests(t, func(*honest) {}, 0)
	failing := failsOn(holding("'", ";", "-"))
	more := requests(t, failing, 0)
	assert.Greater(t, more, plain)
	assert.LessOrEqual(t, more, plain+20, "for one finding")
	assert.LessOrEqual(t, requests(t, failing, plain+3), plain+3, "for the run")
	assert.Equal(t, plain, requests(t, failing, plain))
}

// A fault that comes with what is in order as well has nothing to do with the id.
func TestNothingIsShrunkThatTheIDDoesNotBring(t *testing.T) {
	t.Parallel()
	plain := requests(t, func(*honest) {}, 0)
	assert.Equal(t, plain, requests(t, func(h *honest) {
		h.spoil = func(a *answer) {
			if a.nth%7 == 0 && a.operation != "" {
				*a = *detail(a.operation, 500, "Internal Server Error")
			}
		}
	}, 0))
}

// requests is how many a check sends.
func requests(t *testing.T, spoil func(*honest), most int) int {
	t.Helper()
	h := newHonest()
	spoil(h)
	target := h.target(t)
	target.MaxRequests = most
	report, err := contract.Check(t.Context(), target)
	require.NoError(t, err)
	h.mu.Lock()
	defer h.mu.Unlock()
	assert.Equal(t, int(h.asked.Load()), report.Counts.Requests)
	return int(h.asked.Load())
}
