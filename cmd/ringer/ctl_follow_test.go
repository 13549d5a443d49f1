package main

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/cmd/ringer/internal/ctl"
	"github.com/ringer-api/ringer/cmd/ringer/internal/example"
	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/mock/event"
)

func TestCtlFollowsTheJournal(t *testing.T) {
	t.Parallel()
	double := doubled(t, mock.Config{})
	ctx, stop := context.WithCancel(t.Context())
	read, write := io.Pipe()
	code := make(chan int, 1)
	go func() {
		args := []string{"ctl", "journal", "--follow", "--operation", "list", "--status", "2xx",
			"--url", double.URL}
		code <- run(ctx, args, nil, nil, write, io.Discard)
		write.Close()
	}()
	lines := bufio.NewScanner(read)
	seen := make(chan string)
	go func() {
		if lines.Scan() {
			seen <- lines.Text()
		}
	}()
	for line := ""; line == ""; { // repeat until it follows
		refused, err := get(t.Context(), double.URL+example.Path, "code=503")
		require.NoError(t, err)
		refused.Body.Close()
		answer, err := get(t.Context(), double.URL+example.Path, "")
		require.NoError(t, err)
		answer.Body.Close()
		select {
		case line = <-seen:
			assert.Contains(t, line, "200 GET "+example.Path)
		default:
		}
	}
	go io.Copy(io.Discard, read)
	stop()
	assert.Equal(t, output.ExitClean, <-code)
}

func TestCtlFollowsWhatTheJournalWouldList(t *testing.T) {
	t.Parallel()
	for status, lets := range map[string]map[int]bool{
		"":    {404: true, 0: true},
		"404": {404: true, 400: false, 0: false},
		"4xx": {404: true, 400: true, 503: false},
		"4XX": {404: true, 503: false},
	} {
		wanted, err := (&ctl.JournalOptions{Status: status}).Filter()
		require.NoError(t, err)
		for answered, want := range lets {
			got := wanted.Matches(ctl.AsEntry(&event.Requested{Status: answered}))
			assert.Equal(t, want, got, "%d by %q", answered, status)
		}
	}
}

func TestCtlFollowsByMethodAndPath(t *testing.T) {
	t.Parallel()
	post := ctl.AsEntry(&event.Requested{Method: "POST", URL: "/v1/jobs?limit=2"})
	for _, try := range []struct {
		method, path string
		want         bool
	}{{"", "", true}, {"post", "/jobs", true}, {"GET", "", false}, {"", "limit=2", true}, {"", "/runs", false}} {
		wanted, err := (&ctl.JournalOptions{Method: try.method, Path: try.path}).Filter()
		require.NoError(t, err)
		assert.Equal(t, try.want, wanted.Matches(post), "%+v", try)
	}
}

// TestCtlDoesNotWaitForEver for a server that sends no response, or not all of it.
func TestCtlDoesNotWaitForEver(t *testing.T) {
	t.Parallel()
	over := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/clock") {
			_, _ = w.Write([]byte("{"))
			_ = http.NewResponseController(w).Flush()
		}
		<-over
	}))
	t.Cleanup(server.Close)
	t.Cleanup(func() { close(over) })
	for _, verb := range []string{"sessions list", "clock get", "journal --follow"} {
		args := append(append([]string{"ctl"}, strings.Fields(verb)...), "--url", server.URL, "--timeout", "50ms")
		var stderr strings.Builder
		code := run(t.Context(), args, nil, nil, io.Discard, &stderr)
		assert.Equal(t, output.ExitNotChecked, code, verb)
		assert.Contains(t, stderr.String(), "no complete response within 50ms", verb)
		assert.Contains(t, stderr.String(), "hint: is a ringer mock listening there? --timeout", verb)
	}
}
