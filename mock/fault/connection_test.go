package fault_test

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock/fault"
)

func TestCloseSendsNothing(t *testing.T) {
	t.Parallel()
	s := spoiled(t, body, "close")
	answer, err := s.raw(t, "GET")
	require.NoError(t, err, "closed in good order")
	assert.Empty(t, answer)
	assert.Zero(t, s.sent)
	assert.NoError(t, s.err)
}

func TestResetIsAResetAfterHalfTheBody(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{
		"reset": 162, "reset:0": 0, "reset:100": 100, "reset:100%": 325, "reset:5000": 325,
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			s := spoiled(t, body, text)
			answer, err := s.raw(t, "GET")
			require.ErrorIs(t, err, syscall.ECONNRESET)
			head, content := split(t, answer)
			assert.Contains(t, head, "Content-Length: 325\r\n")
			assert.Equal(t, body[:want], content)
			assert.Equal(t, want, s.sent)
		})
	}
}

func TestResetGoesBelowTLS(t *testing.T) {
	t.Parallel()
	s := spoiled(t, body, "reset")
	server := s.start(t, true)
	transport := server.Client().Transport.(*http.Transport).Clone()
	transport.ForceAttemptHTTP2 = false
	transport.TLSClientConfig.NextProtos = []string{"http/1.1"}
	defer transport.CloseIdleConnections()
	response, err := (&http.Client{Transport: transport}).Get(server.URL)
	require.NoError(t, err)
	require.Equal(t, 1, response.ProtoMajor)
	content, err := io.ReadAll(response.Body)
	assert.ErrorIs(t, err, syscall.ECONNRESET, "a close_notify would be an orderly end")
	assert.Equal(t, body[:162], string(content))
	require.NoError(t, response.Body.Close())
}

func TestCutBody(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]struct {
		length string
		sent   int
	}{
		"cut":           {"Content-Length: 325\r\n", 162},
		"cut:10":        {"Content-Length: 325\r\n", 10},
		"cut:25%:right": {"Content-Length: 81\r\n", 81},
		"cut:0:right":   {"Content-Length: 0\r\n", 0},
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			s := spoiled(t, body, text)
			answer, err := s.raw(t, "GET")
			require.NoError(t, err, "closed in good order")
			head, content := split(t, answer)
			assert.Contains(t, head, want.length)
			assert.Equal(t, body[:want.sent], content)
			assert.Equal(t, want.sent, s.sent)
		})
	}
}

func TestCutChunkedBodyLacksItsLastChunk(t *testing.T) {
	t.Parallel()
	s := spoiled(t, body, "cut:16:none")
	answer, err := s.raw(t, "GET")
	require.NoError(t, err)
	head, content := split(t, answer)
	assert.Contains(t, head, "Transfer-Encoding: chunked\r\n")
	assert.NotContains(t, head, "Content-Length")
	assert.Equal(t, "10\r\n"+body[:16]+"\r\n", content)
}

func TestContentLengthIsWrong(t *testing.T) {
	t.Parallel()
	for text, length := range map[string]string{
		"content-length":         "335",
		"content-length:-5":      "320",
		"content-length:-1000":   "0",
		"content-length:is=0":    "0",
		"content-length:is=7":    "7",
		"content-length:is=9999": "9999",
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			s := spoiled(t, body, text)
			answer, err := s.raw(t, "GET")
			require.NoError(t, err)
			head, content := split(t, answer)
			assert.Contains(t, head, "\r\nContent-Length: "+length+"\r\n")
			assert.Equal(t, body, content, "the body is whole nevertheless")
			assert.Equal(t, 325, s.sent)
			assert.NoError(t, s.err)
		})
	}
}

func TestGarbage(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]struct{ length, end string }{
		"garbage:text=xyz":                                 {"328", "xyz"},
		"garbage:outside:text=xyz":                         {"325", "xyz"},
		"garbage:outside:text=HTTP/1.1 200 OK%0D%0A%0D%0A": {"325", "HTTP/1.1 200 OK\r\n\r\n"},
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			s := spoiled(t, body, text)
			answer, err := s.raw(t, "GET")
			require.NoError(t, err)
			head, content := split(t, answer)
			assert.Contains(t, head, "\r\nContent-Length: "+want.length+"\r\n")
			assert.Equal(t, body+want.end, content)
			assert.Equal(t, 325+len(want.end), s.sent)
		})
	}
}

func TestGarbageIsTheSameForTheSameSeed(t *testing.T) {
	t.Parallel()
	a, b, c := good(body), good(body), good(body)
	parse(t, "garbage:40").Apply(a, draw(1))
	parse(t, "garbage:40").Apply(b, draw(1))
	parse(t, "garbage:40").Apply(c, draw(2))
	assert.Len(t, a.Body, 365)
	assert.Equal(t, a, b)
	assert.NotEqual(t, a, c)
}

func TestSlowGarbageTakesItsTimeToo(t *testing.T) {
	t.Parallel()
	s := spoiled(t, "abcd", "slow-body:1+garbage:outside:text=xy")
	answer, err := s.raw(t, "GET")
	require.NoError(t, err)
	assert.True(t, strings.HasSuffix(answer, "abcdxy"))
	assert.Len(t, s.slept, 6)
}

func TestHeadOfACutAnswerIsClosed(t *testing.T) {
	t.Parallel()
	s := spoiled(t, body, "cut+garbage:outside")
	answer, err := s.raw(t, "HEAD")
	require.NoError(t, err)
	head, content := split(t, answer)
	assert.Contains(t, head, "Content-Length: 325")
	assert.Empty(t, content)
}

func TestTheHardestEndingCounts(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]fault.Ending{
		"close+reset+cut": fault.EndNothing, "cut+reset": fault.EndReset, "reset+cut": fault.EndReset,
		"garbage:outside+content-length": fault.EndClosed, "cut:right": fault.EndWhole,
	} {
		assert.Equal(t, want, spoiled(t, body, text).answer.Delivery.Ending, text)
	}
}

func TestConnectionLivesOnWhenTheFaultLeavesItAlone(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"latency:1s", "cut:right", "garbage:inside", "status:503", "slow-body:9"} {
		a := good(body)
		parse(t, text).Apply(a, draw(1))
		instant := func(context.Context, time.Duration) error { return nil }
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			_, err := fault.Write(r.Context(), w, r, a, instant)
			assert.NoError(t, err)
		}))
		conn, err := net.Dial("tcp", server.Listener.Addr().String())
		require.NoError(t, err)
		reader := bufio.NewReader(conn)
		for range 3 {
			_, err = io.WriteString(conn, "GET / HTTP/1.1\r\nHost: mock\r\n\r\n")
			require.NoError(t, err)
			response, err := http.ReadResponse(reader, nil)
			require.NoError(t, err, text)
			content, err := io.ReadAll(response.Body)
			require.NoError(t, err, text)
			assert.NotEmpty(t, content)
		}
		require.NoError(t, conn.Close())
		server.Close()
	}
}

func TestWriterThatCannotBeTakenIsAborted(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"close", "reset", "cut", "content-length:-5", "garbage:outside"} {
		a := good(body)
		parse(t, text).Apply(a, draw(1))
		_, err := fault.Write(t.Context(), httptest.NewRecorder(), httptest.NewRequest("GET", "/", nil), a, nil)
		assert.ErrorIs(t, err, http.ErrAbortHandler, text)
	}
}
