package fault_test

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock/fault"
)

func TestWholeAnswerIsSentByteForByte(t *testing.T) {
	t.Parallel()
	s := &wire{answer: *good(body)}
	answer, err := s.raw(t, "GET")
	require.NoError(t, err)
	assert.Equal(t, "HTTP/1.1 200 OK\r\nContent-Length: 325\r\nContent-Type: application/json\r\n"+
		"Date: Tue, 01 Oct 2024 12:00:00 GMT\r\nConnection: close\r\n\r\n"+body, answer)
	assert.Equal(t, len(body), s.sent)
	assert.NoError(t, s.err)
}

func TestLargeAnswerIsNotChunked(t *testing.T) {
	t.Parallel()
	s := &wire{answer: *good(strings.Repeat("x", 1<<20))}
	answer, err := s.raw(t, "GET")
	require.NoError(t, err)
	head, content := split(t, answer)
	assert.Contains(t, head, "\r\nContent-Length: 1048576\r\n")
	assert.NotContains(t, head, "Transfer-Encoding")
	assert.Len(t, content, 1<<20)
}

func TestNoContentTypeIsMadeUp(t *testing.T) {
	t.Parallel()
	s := &wire{answer: fault.Response{Body: []byte("<html>")}}
	answer, err := s.raw(t, "GET")
	require.NoError(t, err)
	head, content := split(t, answer)
	assert.NotContains(t, head, "Content-Type")
	assert.Equal(t, "<html>", content)

	s = &wire{answer: fault.Response{Body: []byte("<html>")}}
	response, _, err := s.get(t)
	require.NoError(t, err)
	assert.NotContains(t, response.Header, "Content-Type")
	assert.Equal(t, "6", response.Header.Get("Content-Length"))
}

func TestAnswersWithoutABodySendNone(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		method string
		status int
		length string
	}{
		"head":                  {"HEAD", 200, "325"},
		"head-of-404":           {"HEAD", 404, "325"},
		"no-content":            {"GET", 204, ""},
		"not-modified":          {"GET", 304, ""},
		"head-of-not-modified":  {"HEAD", 304, ""},
		"head-of-no-content-is": {"HEAD", 204, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := &wire{answer: *good(body)}
			s.answer.Status = c.status
			answer, err := s.raw(t, c.method)
			require.NoError(t, err)
			head, content := split(t, answer)
			assert.Empty(t, content)
			assert.Zero(t, s.sent)
			if c.length == "" {
				assert.NotContains(t, head, "Content-Length")
			} else {
				assert.Contains(t, head, "\r\nContent-Length: "+c.length+"\r\n")
			}
		})
	}
}

func TestEmptyBodyHasALength(t *testing.T) {
	t.Parallel()
	s := &wire{answer: fault.Response{Status: 307, Header: http.Header{"Location": {"/x"}}}}
	answer, err := s.raw(t, "GET")
	require.NoError(t, err)
	assert.Contains(t, answer, "\r\nContent-Length: 0\r\n")
	assert.NotContains(t, answer, "Content-Type")
}

func TestNothingIsWaitedForABodyThatIsNotSent(t *testing.T) {
	t.Parallel()
	s := spoiled(t, body, "first-byte:5s+slow-body:1")
	_, err := s.raw(t, "HEAD")
	require.NoError(t, err)
	assert.Empty(t, s.slept)
}

func TestOldClientsAreAnsweredToo(t *testing.T) {
	t.Parallel()
	s := spoiled(t, body, "cut:16:none")
	server := s.start(t, false)
	conn, err := net.Dial("tcp", server.Listener.Addr().String())
	require.NoError(t, err)
	_, err = io.WriteString(conn, "GET / HTTP/1.0\r\n\r\n")
	require.NoError(t, err)
	answer, err := io.ReadAll(conn)
	require.NoError(t, err)
	_, content := split(t, string(answer))
	assert.Equal(t, body[:16], content, "HTTP/1.0 knows no chunks")
	require.NoError(t, conn.Close())
}

func TestStatusThatIsNoneIsRefused(t *testing.T) {
	t.Parallel()
	for _, status := range []int{-1, 100, 199, 1000} {
		a := good(body)
		a.Status = status
		w := httptest.NewRecorder()
		sent, err := fault.Write(t.Context(), w, httptest.NewRequest("GET", "/", nil), a, nil)
		assert.ErrorContains(t, err, "200 to 999")
		assert.Zero(t, sent)
		assert.Zero(t, w.Body.Len())
	}
}

func TestAnswerStaysAsItIs(t *testing.T) {
	t.Parallel()
	a := good(body)
	w := httptest.NewRecorder()
	_, err := fault.Write(t.Context(), w, httptest.NewRequest("GET", "/", nil), a, nil)
	require.NoError(t, err)
	assert.Equal(t, good(body), a)
}

func TestHeadersOfTheWriterAreKept(t *testing.T) {
	t.Parallel()
	w := httptest.NewRecorder()
	w.Header().Set("Ringer-Trace", "7")
	w.Header().Set("Date", "never")
	_, err := fault.Write(t.Context(), w, httptest.NewRequest("GET", "/", nil), good(body), nil)
	require.NoError(t, err)
	assert.Equal(t, "7", w.Header().Get("Ringer-Trace"))
	assert.Equal(t, "Tue, 01 Oct 2024 12:00:00 GMT", w.Header().Get("Date"))
}

func TestWaitingEndsWithTheContext(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"latency:1m", "first-byte:1m", "slow-body:1"} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			s := spoiled(t, body, text)
			s.sleep = func(context.Context, time.Duration) error { return context.Canceled }
			answer, err := s.raw(t, "GET")
			require.NoError(t, err)
			assert.ErrorIs(t, s.err, context.Canceled)
			assert.ErrorIs(t, s.err, http.ErrAbortHandler)
			assert.Zero(t, s.sent)
			if text == "latency:1m" {
				assert.Empty(t, answer, "no empty 200 may stand for the answer")
			}
		})
	}
}

func TestClientThatLeavesEndsTheWaiting(t *testing.T) {
	t.Parallel()
	s := spoiled(t, body, "latency:10m")
	waiting := make(chan struct{})
	s.sleep = func(ctx context.Context, _ time.Duration) error {
		close(waiting)
		<-ctx.Done()
		return ctx.Err()
	}
	conn := s.dial(t, "GET")
	<-waiting
	require.NoError(t, conn.Close())
	<-s.done
	assert.ErrorIs(t, s.err, context.Canceled)
}

func TestHeaderComesBeforeALateBody(t *testing.T) {
	t.Parallel()
	s := spoiled(t, body, "first-byte:5s")
	release := make(chan struct{})
	s.sleep = func(_ context.Context, d time.Duration) error {
		assert.Equal(t, 5*time.Second, d)
		<-release
		return nil
	}
	reader := bufio.NewReader(s.dial(t, "GET"))
	response, err := http.ReadResponse(reader, nil)
	require.NoError(t, err, "the header is there while the body waits")
	assert.Equal(t, int64(325), response.ContentLength)
	assert.Zero(t, reader.Buffered())
	close(release)
	content, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	<-s.done
	assert.Equal(t, body, string(content))
	assert.Equal(t, 325, s.sent)
	require.NoError(t, response.Body.Close())
}

func TestBodyTricklesInPieces(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text   string
		pieces int
		total  time.Duration
	}{
		"ten-pieces-a-second":   {"slow-body:100", 33, 3250 * time.Millisecond},
		"single-bytes":          {"slow-body:1", 325, 325 * time.Second},
		"faster-than-the-body":  {"slow-body:100000", 1, 3250 * time.Microsecond},
		"the-slower-of-the-two": {"slow-body:100+slow-body:200", 33, 3250 * time.Millisecond},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := spoiled(t, body, c.text)
			answer, err := s.raw(t, "GET")
			require.NoError(t, err)
			head, content := split(t, answer)
			assert.Equal(t, body, content)
			assert.Contains(t, head, "Content-Length: 325")
			assert.Len(t, s.slept, c.pieces)
			assert.Equal(t, c.total, s.total())
		})
	}
}

func TestEachPieceIsSentBeforeTheNextWait(t *testing.T) {
	t.Parallel()
	s := spoiled(t, "abcdef", "slow-body:20")
	step := make(chan struct{})
	s.sleep = func(context.Context, time.Duration) error { <-step; return nil }
	conn := bufio.NewReader(s.dial(t, "GET"))
	response, err := http.ReadResponse(conn, nil)
	require.NoError(t, err)
	for _, want := range []string{"ab", "cd", "ef"} {
		step <- struct{}{}
		piece := make([]byte, 2)
		_, err := io.ReadFull(response.Body, piece)
		require.NoError(t, err)
		assert.Equal(t, want, string(piece))
		assert.Zero(t, conn.Buffered(), "nothing more until the next wait is over")
	}
	require.NoError(t, response.Body.Close())
	<-s.done
}
