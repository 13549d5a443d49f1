package mock_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/mock/control"
	"github.com/ringer-api/ringer/mock/fault"
)

// wired is what a connection received until its end.
type wired struct {
	head, body string
	end        error // nil when it ended properly
	waited     time.Duration
	whole      string // the body without a fault
}

// length returns the announced Content-Length.
func (w *wired) length(t *testing.T) int {
	t.Helper()
	_, rest, ok := strings.Cut(w.head, "\r\nContent-Length: ")
	require.True(t, ok, w.head)
	number, _, _ := strings.Cut(rest, "\r\n")
	n, err := strconv.Atoi(number)
	require.NoError(t, err)
	return n
}

// faultyServer is a mock that does not wait, but records how long it would have.
type faultyServer struct {
	*mock.Server
	mu     sync.Mutex
	waited time.Duration
}

func faulty(t *testing.T) *faultyServer {
	t.Helper()
	f := &faultyServer{}
	f.Server = serve(t, mock.Config{Now: noon, Scenario: "one", Sleep: func(_ context.Context, d time.Duration) error {
		f.mu.Lock()
		defer f.mu.Unlock()
		f.waited += d
		return nil
	}})
	return f
}

// raw requests the list over a connection of its own and reads all of it.
func (f *faultyServer) raw(t *testing.T, headers ...string) wired {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(f.URL, "http://"))
	require.NoError(t, err)
	defer conn.Close()
	lines := append([]string{"GET " + base + " HTTP/1.1", "Host: localhost", "Connection: close"}, headers...)
	_, err = io.WriteString(conn, strings.Join(lines, "\r\n")+"\r\n\r\n")
	require.NoError(t, err)
	text, err := io.ReadAll(conn)
	f.mu.Lock()
	defer f.mu.Unlock()
	w := wired{end: err, waited: f.waited}
	f.waited = 0
	w.head, w.body, _ = strings.Cut(string(text), "\r\n\r\n")
	w.head += "\r\n"
	return w
}

// first returns the first execution that was received.
func (w *wired) first(t *testing.T) map[string]any {
	t.Helper()
	all := decode[[]map[string]any](t, w.body)
	require.NotEmpty(t, all)
	return all[0]
}

// onTheWire has for each kind of fault an example and its effect on the wire.
var onTheWire = map[string]struct {
	fault string
	shows func(t *testing.T, w wired)
}{
	"latency": {`{"kind": "latency", "fixed": "2s"}`, func(t *testing.T, w wired) {
		assert.Equal(t, 2*time.Second, w.waited)
		assert.Equal(t, w.whole, w.body)
	}},
	"first-byte": {`{"kind": "first-byte", "fixed": "3s"}`, func(t *testing.T, w wired) {
		assert.Equal(t, 3*time.Second, w.waited)
		assert.Equal(t, w.whole, w.body)
	}},
	"slow-body": {`{"kind": "slow-body", "rate": 100}`, func(t *testing.T, w wired) {
		assert.Equal(t, time.Duration(len(w.whole))*10*time.Millisecond, w.waited)
		assert.Equal(t, w.whole, w.body)
	}},
	"close": {`{"kind": "close"}`, func(t *testing.T, w wired) {
		assert.Equal(t, "\r\n", w.head, "nothing came")
		assert.NoError(t, w.end)
	}},
	"reset": {`{"kind": "reset", "at": 120}`, func(t *testing.T, w wired) {
		assert.True(t, errors.Is(w.end, syscall.ECONNRESET), "%v", w.end)
		assert.Equal(t, w.whole[:120], w.body)
	}},
	"cut": {`{"kind": "cut", "at": 100}`, func(t *testing.T, w wired) {
		assert.Equal(t, w.whole[:100], w.body)
		assert.Equal(t, len(w.whole), w.length(t))
	}},
	"content-length": {`{"kind": "content-length", "by": 7}`, func(t *testing.T, w wired) {
		assert.Equal(t, w.whole, w.body)
		assert.Equal(t, len(w.whole)+7, w.length(t))
	}},
	"garbage": {`{"kind": "garbage", "where": "outside", "text": "<!-- cache-7 -->"}`, func(t *testing.T, w wired) {
		assert.Equal(t, w.whole+"<!-- cache-7 -->", w.body)
		assert.Equal(t, len(w.whole), w.length(t))
	}},
	"status": {`{"kind": "status", "code": 418}`, func(t *testing.T, w wired) {
		assert.Contains(t, w.head, "HTTP/1.1 418 ")
		assert.Equal(t, w.whole, w.body)
	}},
	"content-type": {`{"kind": "content-type", "is": "text/html"}`, func(t *testing.T, w wired) {
		assert.Contains(t, w.head, "\r\nContent-Type: text/html\r\n")
		assert.Equal(t, w.whole, w.body)
	}},
	"proxy-page": {`{"kind": "proxy-page", "code": 504}`, func(t *testing.T, w wired) {
		assert.Contains(t, w.head, "HTTP/1.1 504 ")
		assert.Contains(t, w.body, "<h1>504 Gateway Timeout</h1>")
	}},
	"rate-limit": {`{"kind": "rate-limit", "requests": 0, "per": "1m"}`, func(t *testing.T, w wired) {
		assert.Contains(t, w.head, "HTTP/1.1 429 ")
		assert.Contains(t, w.head, "\r\nRetry-After: 60\r\n")
	}},
	"broken-json": {`{"kind": "broken-json", "how": "trailing-comma"}`, func(t *testing.T, w wired) {
		assert.False(t, json.Valid([]byte(w.body)))
		assert.Equal(t, len(w.whole)+1, w.length(t))
		assert.Len(t, w.body, w.length(t))
	}},
	"drop-field": {`{"kind": "drop-field", "at": "/0/status"}`, func(t *testing.T, w wired) {
		assert.NotContains(t, w.first(t), "status")
		assert.Len(t, w.body, w.length(t))
	}},
	"null": {`{"kind": "null", "at": "/0/created_at"}`, func(t *testing.T, w wired) {
		assert.Contains(t, w.body, `"created_at":null`)
	}},
	"wrong-type": {`{"kind": "wrong-type", "at": "/0/status"}`, func(t *testing.T, w wired) {
		assert.InDelta(t, 42, w.first(t)["status"], 0)
	}},
	"bad-enum": {`{"kind": "bad-enum", "at": "/0/status", "value": "CANCELLED"}`, func(t *testing.T, w wired) {
		assert.Equal(t, "CANCELLED", w.first(t)["status"])
	}},
	"bad-uuid": {`{"kind": "bad-uuid", "at": "/0/id"}`, func(t *testing.T, w wired) {
		assert.Regexp(t, "g$", w.first(t)["id"])
	}},
	"bad-date-time": {`{"kind": "bad-date-time", "at": "/0/created_at"}`, func(t *testing.T, w wired) {
		assert.Regexp(t, `^\d{4}-13-`, w.first(t)["created_at"])
	}},
}

// TestEveryFaultOnTheWire requests each kind of fault in the three possible ways, and reads the
// bytes of the connection.
func TestEveryFaultOnTheWire(t *testing.T) {
	t.Parallel()
	s := faulty(t)
	good := s.raw(t)
	require.NoError(t, good.end)
	require.Len(t, good.body, good.length(t))
	for _, kind := range fault.Kinds() {
		c, known := onTheWire[kind.Name]
		require.True(t, known, "%s has no example here", kind.Name)
		f, err := fault.Parse(json.RawMessage(c.fault))
		require.NoError(t, err)
		shows := func(by string, w wired) {
			t.Run(kind.Name+"/"+by, func(t *testing.T) {
				w.whole = good.body
				c.shows(t, w)
			})
		}
		shows("request", s.raw(t, "Prefer: fault="+strconv.Quote(f.String())))
		do[control.FaultList](t, s.Server, 201, "PUT", "/sessions/set-"+kind.Name+"/faults", `{"faults": [`+c.fault+`]}`)
		shows("control", s.raw(t, "Ringer-Session: set-"+kind.Name))
		do[mock.SessionState](t, s.Server, 201, "PUT", "/sessions/has-"+kind.Name,
			`{"inline": {"generate": {"count": 1}, "faults": [`+c.fault+`]}}`)
		shows("scenario", s.raw(t, "Ringer-Session: has-"+kind.Name))
	}
}
