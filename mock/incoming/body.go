// Package incoming reads the bodies of requests: bounded in size and time, and so
// that a client whose body is refused comes to see why.
package incoming

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/ringer-api/ringer/mock/problem"
)

// maxLinger bounds what is read of a body only so that its sender comes to
// read the answer, in bytes. The server's ReadTimeout bounds it in time.
const maxLinger = 1 << 30

// Body is a request's body: bounded, and remembering whether it was read to
// its end.
type Body struct {
	body  io.ReadCloser
	limit int64
	read  int64
	ended bool
}

// New takes the body of a request over, up to so many bytes.
func New(r *http.Request, limit int64) *Body { return &Body{body: r.Body, limit: limit} }

// Close closes the body.
func (b *Body) Close() error { return b.body.Close() }

// Read gives an *http.MaxBytesError where the body goes on beyond its bound.
func (b *Body) Read(p []byte) (int, error) {
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

// Writer is where the response goes. It remembers whether the connection was
// taken away from net/http.
type Writer struct {
	http.ResponseWriter
	hijacked bool
}

// Unwrap is for http.ResponseController.
func (w *Writer) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// Hijack takes the connection over.
func (w *Writer) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, rest, err := http.NewResponseController(w.ResponseWriter).Hijack()
	w.hijacked = err == nil
	return conn, rest, err
}

// Linger reads what is left of a body that the answer did not need. Many
// clients send all before they read anything: a connection that is closed on
// them is all they would see. Who waits to be asked for the body sends none,
// and HTTP/2 ends a single stream.
func (b *Body) Linger(w *Writer, r *http.Request) {
	if b.ended || b.body == http.NoBody || w.hijacked || r.ProtoMajor >= 2 || r.Header.Get("Expect") != "" {
		return
	}
	if http.NewResponseController(w).Flush() == nil {
		_, _ = io.CopyN(io.Discard, b.body, maxLinger)
	}
}

// Read takes in a request's body, which a server gives so much time. Its error
// is a *problem.Problem.
func Read(r *http.Request, timeout time.Duration) ([]byte, error) {
	body, err := io.ReadAll(r.Body)
	var tooLarge *http.MaxBytesError
	switch {
	case err == nil:
		return body, nil
	case errors.As(err, &tooLarge):
		return nil, &problem.Problem{Status: http.StatusRequestEntityTooLarge, Type: "urn:ringer:body", Title: "the body is too large",
			Field: "body", Detail: fmt.Sprintf("it has more than %d bytes", tooLarge.Limit),
			Hint: "send less, or start the mock with a larger bound"}
	case errors.Is(err, os.ErrDeadlineExceeded):
		return nil, &problem.Problem{Status: http.StatusRequestTimeout, Type: "urn:ringer:body", Title: "the body is too slow",
			Field: "body", Detail: fmt.Sprintf("the request was not whole after %s; %d bytes of its body had come",
				timeout.Round(time.Millisecond), len(body)),
			Hint: "send it faster, or start the mock with more time for reading"}
	}
	return nil, problem.BadInput("body", "body", "reading the body: "+err.Error(), "")
}
