package main

import (
	"bufio"
	"context"
	"io"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

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
	for line := ""; line == ""; { // until it listens, nobody tells it
		refused, err := get(t.Context(), double.URL+examplePath, "code=503")
		require.NoError(t, err)
		refused.Body.Close()
		answer, err := get(t.Context(), double.URL+examplePath, "")
		require.NoError(t, err)
		answer.Body.Close()
		select {
		case line = <-seen:
			assert.Contains(t, line, "200 GET "+examplePath)
		default:
		}
	}
	go io.Copy(io.Discard, read)
	stop()
	assert.Equal(t, exitClean, <-code)
}

func TestCtlFollowsWhatTheJournalWouldList(t *testing.T) {
	t.Parallel()
	for status, lets := range map[string]map[int]bool{
		"":    {404: true, 0: true},
		"404": {404: true, 400: false, 0: false},
		"4xx": {404: true, 400: true, 503: false},
		"4XX": {404: true, 503: false},
	} {
		wanted, err := (&journalOptions{status: status}).filter()
		require.NoError(t, err)
		for answered, want := range lets {
			got := wanted.Lets(asEntry(&event.Requested{Status: answered}))
			assert.Equal(t, want, got, "%d by %q", answered, status)
		}
	}
}
