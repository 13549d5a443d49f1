package mock

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"time"
)

// maxLinger bounds what is read of a body only so that its sender comes to
// read the answer, in bytes. The server's ReadTimeout bounds it in time.
const maxLinger = 1 << 30

// incoming is a request's body: bounded, and remembering whether it was read to
// its end.
type incoming struct {
	body  io.ReadCloser
	limit int64
	read  int64
	ended bool
}

func (b *incoming) Close() error { return b.body.Close() }

// Read gives an *http.MaxBytesError where the body goes on beyond its bound.
func (b *incoming) Read(p []byte) (int, error) {
	left := b.limit - b.read
	if left < 0 {
		return 0, &http.MaxBytesError{Limit: b.limit}
	}
	if int64(len(p)) > left+1 {
		p = p[:left+1] // one more tells whether there is more
	}
	n, err := b.body.Read(p)
	b.read += int64(n)
	b.ended = b.ended || errors.Is(err, io.EOF)
	if int64(n) > left {
		return int(left), &http.MaxBytesError{Limit: b.limit}
	}
	return n, err
}

// outgoing is where the answer goes. It remembers whether the connection was
// taken away from net/http.
type outgoing struct {
	http.ResponseWriter
	hijacked bool
}

func (w *outgoing) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func (w *outgoing) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, rest, err := http.NewResponseController(w.ResponseWriter).Hijack()
	w.hijacked = err == nil
	return conn, rest, err
}

// linger reads what is left of a body that the answer did not need. Many
// clients send all before they read anything: a connection that is closed on
// them is all they would see. Who waits to be asked for the body sends none,
// and HTTP/2 ends a single stream.
func (b *incoming) linger(w *outgoing, r *http.Request) {
	if b.ended || b.body == http.NoBody || w.hijacked || r.ProtoMajor >= 2 || r.Header.Get("Expect") != "" {
		return
	}
	if http.NewResponseController(w).Flush() == nil {
		_, _ = io.CopyN(io.Discard, b.body, maxLinger)
	}
}

// readBody takes in a request's body, within the mock's bounds. Its error is a *Problem.
func (m *Mock) readBody(r *http.Request) ([]byte, error) {
	body, err := io.ReadAll(r.Body)
	var tooLarge *http.MaxBytesError
	switch {
	case err == nil:
		return body, nil
	case errors.As(err, &tooLarge):
		return nil, &Problem{Status: http.StatusRequestEntityTooLarge, Type: "urn:ringer:body", Title: "the body is too large",
			Field: "body", Detail: fmt.Sprintf("it has more than %d bytes", tooLarge.Limit),
			Hint: "send less, or start the mock with a larger bound"}
	case errors.Is(err, os.ErrDeadlineExceeded):
		return nil, &Problem{Status: http.StatusRequestTimeout, Type: "urn:ringer:body", Title: "the body is too slow",
			Field: "body", Detail: fmt.Sprintf("the request was not whole after %s; %d bytes of its body had come",
				m.config.ReadTimeout.Round(time.Millisecond), len(body)),
			Hint: "send it faster, or start the mock with more time for reading"}
	}
	return nil, badInput("body", "body", "reading the body: "+err.Error(), "")
}
