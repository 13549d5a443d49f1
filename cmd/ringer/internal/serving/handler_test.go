package serving

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/cmd/ringer/internal/example"
	"github.com/ringer-api/ringer/mock"
)

// A request that is being processed when the mock is replaced is completed by the old one.
func TestARequestInProgressIsCompletedByItsMock(t *testing.T) {
	t.Parallel()
	waits, goOn := make(chan struct{}), make(chan struct{})
	slow, err := mock.New(mock.Config{Server: "old", Sleep: func(context.Context, time.Duration) error {
		close(waits)
		<-goOn
		return nil
	}})
	require.NoError(t, err)
	ended := 0
	h := NewHandler(slow, func() { ended++ })
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	t.Cleanup(h.Close)

	first := make(chan string, 1)
	go func() { first <- serverOf(t, server.URL, "wait=1") }()
	<-waits
	next, err := mock.New(mock.Config{Server: "new"})
	require.NoError(t, err)
	h.Serve(next, func() { ended++ })
	assert.Equal(t, 1, ended, "what was started for the old mock has ended")
	assert.Equal(t, "new", serverOf(t, server.URL, ""))
	close(goOn)
	assert.Equal(t, "old", <-first)
}

// serverOf returns the Server header of a response, which names the mock.
func serverOf(t *testing.T, url, prefer string) string {
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url+example.Path, http.NoBody)
	if !assert.NoError(t, err) {
		return ""
	}
	r.Header.Set("Prefer", prefer)
	response, err := http.DefaultClient.Do(r)
	if !assert.NoError(t, err) {
		return ""
	}
	defer response.Body.Close()
	_, err = io.Copy(io.Discard, response.Body)
	assert.NoError(t, err)
	return response.Header.Get("Server")
}
