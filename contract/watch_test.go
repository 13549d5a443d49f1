package contract_test

import (
	"io"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
)

const executions = "/api/v1/pipelines/" + pipeline + "/eval-datasets/" + dataset + "/execute"

// watched sends requests through the watcher and returns the broken rules.
func watched(t *testing.T, h *honest, paths ...string) (rules []string, report *contract.Report) {
	t.Helper()
	url := h.target(t).URL
	watcher := contract.Watch(http.DefaultTransport, func(f contract.Finding) { rules = append(rules, f.Rule) })
	client := http.Client{Transport: watcher}
	for _, path := range paths {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url+path, nil)
		require.NoError(t, err)
		request.Header.Set("Authorization", "Bearer s3cret-t0ken")
		response, err := client.Do(request)
		require.NoError(t, err)
		_, err = io.Copy(io.Discard, response.Body)
		require.NoError(t, err)
		require.NoError(t, response.Body.Close())
	}
	report = watcher.Report() // everything is told then
	return rules, report
}

func TestWatchIsQuietAboutHonestTraffic(t *testing.T) {
	t.Parallel()
	rules, report := watched(t, newHonest(), executions, executions+"/result",
		executions+"/00000001-aaaa-4bbb-8ccc-dddddddddddd", executions+"/10000000-aaaa-4bbb-8ccc-dddddddddddd",
		"/api/v1/pipelines/x/eval-datasets/y/execute", "/elsewhere")
	assert.Empty(t, rules)
	assert.Equal(t, contract.Passed, report.Verdict)
	assert.Equal(t, 5, report.Counts.Requests, "what is not documented passes unseen")
}

func TestWatchTellsEachFaultOnce(t *testing.T) {
	t.Parallel()
	h := newHonest()
	h.spoil = func(a *answer) {
		if a.operation == "list" {
			a.body = []any{newRecord(1).with("status", a.request.Header.Get("Authorization"))}
		}
	}
	rules, report := watched(t, h, executions, executions, executions+"/result")
	assert.Equal(t, []string{"schema.body"}, rules)
	require.Len(t, report.Findings, 1)
	assert.Equal(t, 2, report.Findings[0].Responses)
	assert.NotContains(t, report.Findings[0].Got+report.Findings[0].Curl+report.Findings[0].Excerpt, "s3cret")
}

func TestWatchComparesAnswers(t *testing.T) {
	t.Parallel()
	h := newHonest()
	onAnswer("list", func(a *answer) {
		if a.nth == 2 {
			a.body = []record{newRecord(1).with("status", "PENDING", "ended_at", nil)}
		}
	})(h)
	rules, _ := watched(t, h, executions, executions)
	assert.Equal(t, []string{"lifecycle.final-stays-final"}, rules)
}

// The order of two responses that overlapped is unknown.
func TestWatchDoesNotCompareWhatOverlapped(t *testing.T) {
	t.Parallel()
	pending := []record{newRecord(1).with("status", "PENDING", "ended_at", nil)}
	begun, over := make(chan struct{}), make(chan struct{})
	client, url, watcher := watching(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Slow") == "" {
			send(w, http.StatusOK, []record{newRecord(1)})
			return
		}
		close(begun)
		<-over
		send(w, http.StatusOK, pending)
	})
	slow := make(chan string, 1)
	go func() { slow <- get(t, client, url+executions, -1, "X-Slow", "yes") }()
	<-begun
	get(t, client, url+executions, -1)
	close(over)
	assert.Contains(t, <-slow, "PENDING")
	assert.Empty(t, rulesOf(watcher.Report()))
}
