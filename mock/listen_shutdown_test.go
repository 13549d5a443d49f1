package mock_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock"
)

func TestShutdownEndsEventStreams(t *testing.T) {
	t.Parallel()
	m, err := mock.New(mock.Config{})
	require.NoError(t, err)
	defer m.Close()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	server := m.HTTPServer()
	go server.Serve(mock.Listener(listener, nil))
	stream, err := http.Get("http://" + listener.Addr().String() + "/_ringer/events")
	require.NoError(t, err)
	defer stream.Body.Close()
	go io.Copy(io.Discard, stream.Body)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	assert.NoError(t, server.Shutdown(ctx), "it does not wait for those who listen")
}
