package fault_test

import (
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock/fault"
)

var epoch = time.Date(2024, 10, 1, 12, 0, 0, 0, time.UTC)

const record = `{"id":"3fa85f64-5717-4562-b3fc-2c963f66afa6","status":"PENDING",` +
	`"created_at":"2024-10-01T12:00:00Z","attempts":1,"data":null,"parameters":{"llm_model":"GPT_4O"}}`

const body = "[" + record + "," + record + "]"

// draw returns the draw of a seed, at a session's first request.
func draw(seed uint64) fault.Draw {
	return fault.Draw{Rand: rand.New(rand.NewPCG(seed, 0)), Call: 1, Now: epoch, State: &fault.State{}}
}

func parse(t testing.TB, text string) fault.Fault {
	t.Helper()
	f, err := fault.ParseShort(text)
	require.NoError(t, err)
	return f
}

// good returns a response before a fault.
func good(content string) *fault.Response {
	return &fault.Response{
		Header: http.Header{"Content-Type": {"application/json"}, "Date": {"Tue, 01 Oct 2024 12:00:00 GMT"}},
		Body:   []byte(content),
	}
}

// wire is a server that responds to every request with one faulty response.
type wire struct {
	answer fault.Response
	sleep  fault.Sleep

	mu    sync.Mutex
	slept []time.Duration
	sent  int
	err   error
	done  chan struct{}
}

// spoiled returns a wire with a response to which the fault in the text was applied.
func spoiled(t testing.TB, content, text string) *wire {
	t.Helper()
	a := good(content)
	outcome := parse(t, text).Apply(a, draw(1))
	require.True(t, outcome.Applied, outcome.Note)
	return &wire{answer: *a}
}

func (s *wire) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	sleep := s.sleep
	if sleep == nil {
		sleep = func(_ context.Context, d time.Duration) error {
			s.mu.Lock()
			defer s.mu.Unlock()
			s.slept = append(s.slept, d)
			return nil
		}
	}
	sent, err := fault.Write(r.Context(), w, r, &s.answer, sleep)
	s.sent, s.err = sent, err
	close(s.done)
	if errors.Is(err, http.ErrAbortHandler) {
		panic(http.ErrAbortHandler)
	}
}

func (s *wire) total() (sum time.Duration) {
	for _, d := range s.slept {
		sum += d
	}
	return sum
}

// start starts a server for one request; the test ends it.
func (s *wire) start(t testing.TB, secure bool) *httptest.Server {
	t.Helper()
	s.done = make(chan struct{})
	server := httptest.NewUnstartedServer(s)
	server.EnableHTTP2 = secure
	if secure {
		server.StartTLS()
	} else {
		server.Start()
	}
	t.Cleanup(server.Close)
	return server
}

// raw sends one HTTP/1.1 request and reads the connection to its end. It returns all
// bytes, and the error if the connection does not end normally.
func (s *wire) raw(t testing.TB, method string) (string, error) {
	t.Helper()
	conn := s.dial(t, method)
	all, err := io.ReadAll(conn)
	<-s.done
	return string(all), err
}

func (s *wire) dial(t testing.TB, method string) net.Conn {
	t.Helper()
	server := s.start(t, false)
	conn, err := net.Dial("tcp", server.Listener.Addr().String())
	require.NoError(t, err)
	t.Cleanup(func() { _ = conn.Close() })
	last := "Connection: close\r\n"
	if s.answer.Delivery.Ending != fault.EndWhole {
		last = "" // the fault must end the connection
	}
	_, err = io.WriteString(conn, method+" / HTTP/1.1\r\nHost: mock\r\n"+last+"\r\n")
	require.NoError(t, err)
	return conn
}

// get sends a request over HTTP/2 and returns what it has read of the body, and the error.
func (s *wire) get(t testing.TB) (*http.Response, string, error) {
	t.Helper()
	server := s.start(t, true)
	response, err := server.Client().Get(server.URL)
	if err != nil {
		<-s.done
		return nil, "", err
	}
	defer func() { _ = response.Body.Close() }()
	require.Equal(t, 2, response.ProtoMajor)
	all, err := io.ReadAll(response.Body)
	<-s.done
	return response, string(all), err
}

// split splits a response at the empty line.
func split(t testing.TB, answer string) (head, body string) {
	t.Helper()
	head, body, ok := strings.Cut(answer, "\r\n\r\n")
	require.True(t, ok, "no end of the header in %q", answer)
	return head + "\r\n", body
}
