// Package incoming reads the bodies of requests, limited in size and time, in such a way that
// a client whose body is refused can still read the response.
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

// maxLinger limits how many bytes of a body are read only so that its sender can read the
// response. The server's ReadTimeout limits the time.
const maxLinger = 1 << 30

// Body is a request's body with a limit; it remembers whether it was read to its end.
type Body struct {
	body  io.ReadCloser
	limit int64
	read  int64
	ended bool
}

// New wraps the body of a request, limited to so many bytes.
func New(r *http.Request, limit int64) *Body { return &Body{body: r.Body, limit: limit} }

// Close closes the body.
func (b *Body) Close() error { return b.body.Close() }

// Read returns an *http.MaxBytesError when the body is longer than its limit.
func (b *Body) Read(p []byte) (int, error) {
	left := b.limit - b.read
	if left < 0 {
		return 0, &http.MaxBytesError{Limit: b.limit}
	}
	if int64(len(p)) > left+1 {
		p = p[:left+1] // one more byte shows whether the body is too long
	}
	n, err := b.body.Read(p)
	b.read += int64(n)
	b.ended = b.ended || errors.Is(err, io.EOF)
	if int64(n) > left {
		return int(left), &http.MaxBytesError{Limit: b.limit}
	}
	return n, err
}

// Writer is where the response is written. It remembers whether the connection was hijacked
// from net/http.
type Writer struct {
	http.ResponseWriter
	hijacked bool
}

// Unwrap is for http.ResponseController.
func (w *Writer) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// Hijack takes over the connection.
func (w *Writer) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, rest, err := http.NewResponseController(w.ResponseWriter).Hijack()
	w.hijacked = err == nil
	return conn, rest, err
}

// Linger reads the rest of a body that the response did not depend on. Many clients send the
// whole request before they read: if the connection were closed before that, they would
// never see the response. It does nothing for a client that sent Expect, which sends no body
// unless told to, nor for HTTP/2, which ends single streams.
func (b *Body) Linger(w *Writer, r *http.Request) {
	if b.ended || b.body == http.NoBody || w.hijacked || r.ProtoMajor >= 2 || r.Header.Get("Expect") != "" {
		return
	}
	if http.NewResponseController(w).Flush() == nil {
		_, _ = io.CopyN(io.Discard, b.body, maxLinger)
	}
}

// Read reads a request's body; timeout is the server's limit, for the error. Its error is a
// *problem.Problem.
func Read(r *http.Request, timeout time.Duration) ([]byte, error) {
	body, err := io.ReadAll(r.Body)
	var tooLarge *http.MaxBytesError
	switch {
	case err == nil:
		return body, nil
	case errors.As(err, &tooLarge):
		return nil, &problem.Problem{Status: http.StatusRequestEntityTooLarge, Type: "urn:ringer:body", Title: "the body is too large",
			Field: "body", Detail: fmt.Sprintf("it has more than %d bytes", tooLarge.Limit),
			Hint: "send less, or start the mock with a larger limit"}
	case errors.Is(err, os.ErrDeadlineExceeded):
		return nil, &problem.Problem{Status: http.StatusRequestTimeout, Type: "urn:ringer:body", Title: "the body is too slow",
			Field: "body", Detail: fmt.Sprintf("the request was not complete after %s; %d bytes of its body had been received",
				timeout.Round(time.Millisecond), len(body)),
			Hint: "send it faster, or start the mock with more time for reading"}
	}
	return nil, problem.BadInput("body", "body", "reading the body: "+err.Error(), "")
}
