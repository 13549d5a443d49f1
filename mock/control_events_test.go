package mock_test

import (
	"bufio"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/mock/control"
)

// stream is an open stream of server-sent events.
type stream struct {
	*http.Response
	lines *bufio.Reader
}

// open opens a stream of events.
func open(t *testing.T, s *mock.Server, path string, headers ...string) *stream {
	t.Helper()
	request, err := http.NewRequest(http.MethodGet, s.URL+"/_ringer"+path, nil)
	require.NoError(t, err)
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		request.Header.Set(name, value)
	}
	response, err := s.Client().Do(request)
	require.NoError(t, err)
	t.Cleanup(func() { _ = response.Body.Close() })
	require.Equal(t, http.StatusOK, response.StatusCode)
	require.Equal(t, "text/event-stream", response.Header.Get("Content-Type"))
	o := &stream{response, bufio.NewReader(response.Body)}
	require.Equal(t, ": events of this mock\n", o.block(t))
	return o
}

// block reads up to the next empty line.
func (o *stream) block(t *testing.T) string {
	t.Helper()
	var block strings.Builder
	for {
		line, err := o.lines.ReadString('\n')
		require.NoError(t, err)
		if line == "\n" {
			return block.String()
		}
		block.WriteString(line)
	}
}

// event reads an event and returns its fields.
func (o *stream) event(t *testing.T) (id, kind string, e mock.Event) {
	t.Helper()
	fields := map[string]string{}
	for line := range strings.Lines(o.block(t)) {
		name, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
		fields[name] = value
	}
	require.NoError(t, json.Unmarshal([]byte(fields["data"]), &e))
	return fields["id"], fields["event"], e
}

func TestControlEvents(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, Scenario: "empty"})
	o := open(t, s, "/events")
	ask(t, s, "POST", base, questions)
	id, kind, e := o.event(t)
	assert.Equal(t, "1", id)
	assert.Equal(t, "request", kind)
	assert.EqualValues(t, 1, e.ID)
	assert.Equal(t, "default.1", e.Request.Trace)
	do[control.ClockMoved](t, s, 200, "POST", "/sessions/default/clock/advance", `{"to": "next-transition"}`)
	_, kind, _ = o.event(t)
	assert.Equal(t, "change", kind)
	_, kind, e = o.event(t)
	assert.Equal(t, "transition", kind)
	assert.Equal(t, 1, *e.Transition.Attempt)
}

func TestControlEventsOfOneSessionAndKind(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon})
	get(t, s, base, "Ringer-Session: one")
	o := open(t, s, "/sessions/one/events?kind=request,transition")
	get(t, s, base)
	ask(t, s, "DELETE", "/_ringer/sessions/one/journal", "")
	get(t, s, base, "Ringer-Session: one")
	_, _, e := o.event(t)
	assert.Equal(t, "one.2", e.Request.Trace)
}

func TestControlEventsForThoseWhoComeBack(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon})
	for range 3 {
		get(t, s, base)
	}
	id, _, e := open(t, s, "/events", "Last-Event-ID: 1").event(t)
	assert.Equal(t, "2", id)
	assert.Equal(t, "default.2", e.Request.Trace)
	id, _, _ = open(t, s, "/events?last-event-id=2").event(t)
	assert.Equal(t, "3", id)
	for range 1_000 {
		shared(t, s).ClearJournal()
	}
	o := open(t, s, "/events", "Last-Event-ID: 1")
	assert.Equal(t, "event: missed\ndata: {\"missed\":2}\n", o.block(t))
	id, _, _ = o.event(t)
	assert.Equal(t, "4", id)
}

// A subscriber that does not read its events delays nobody. It is informed at the end of those
// that it still receives.
func TestControlEventsOfASlowClientEnd(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon})
	slow := open(t, s, "/events")
	for range 50_000 {
		shared(t, s).ClearJournal()
	}
	rest, err := io.ReadAll(slow.lines)
	require.NoError(t, err, "the stream ended in good order")
	last := rest[max(0, len(rest)-200):]
	assert.Contains(t, string(last), "event: dropped\ndata: {\"why\":\"the subscription was dropped")
}

func TestControlEventsShowThatTheyLive(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon})
	o := open(t, s, "/events?heartbeat=100ms")
	assert.Equal(t, ": heartbeat\n", o.block(t))
	assert.Equal(t, ": heartbeat\n", o.block(t))
}

func TestControlEventsEndWithTheServer(t *testing.T) {
	t.Parallel()
	s := mock.NewServer(mock.Config{Now: noon})
	o := open(t, s, "/events")
	s.Close() // waits for all requests in progress
	_, err := io.ReadAll(o.lines)
	require.NoError(t, err, "the stream ended in good order")
}

// listenAndServe starts a server on a free port, and returns its URL and a channel for its end.
func listenAndServe(t *testing.T, server *http.Server) (url string, failed <-chan error) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	return "http://" + listener.Addr().String(), ended
}

func TestControlEventsEndWhenTheServerIsShutDown(t *testing.T) {
	t.Parallel()
	m, err := mock.New(mock.Config{Now: noon})
	require.NoError(t, err)
	defer m.Close()
	server := m.HTTPServer()
	base, failed := listenAndServe(t, server)
	response, err := http.Get(base + "/_ringer/events")
	require.NoError(t, err)
	defer response.Body.Close()
	require.NoError(t, server.Shutdown(t.Context()))
	require.ErrorIs(t, <-failed, http.ErrServerClosed)
	_, err = io.ReadAll(response.Body)
	require.NoError(t, err)
}

func TestControlEventsEndWhenTheClientGoes(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon})
	for range 1_100 { // more than the maximum of subscribers
		response, err := s.Client().Get(s.URL + "/_ringer/events")
		require.NoError(t, err)
		require.NoError(t, response.Body.Close())
	}
	open(t, s, "/events")
}

func TestControlEventsHead(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon})
	a := ask(t, s, http.MethodHead, "/_ringer/events", "")
	assert.Equal(t, http.StatusOK, a.StatusCode)
	assert.Equal(t, "text/event-stream", a.Header.Get("Content-Type"))
}
