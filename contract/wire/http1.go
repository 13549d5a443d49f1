package wire

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/schemas/display"
)

const (
	// maxHead limits the size of the status line and the header of a response.
	maxHead = 256 << 10
	// readLimit is how long to wait for bytes after the end of a response.
	readLimit = 50 * time.Millisecond
)

// http1 writes the request and reads the response itself, byte by byte.
func (w *Client) http1(ctx context.Context, conn *connection, r exchange.Request) (*exchange.Response, *exchange.Fault) {
	if _, err := conn.Write(w.http1Request(r)); err != nil {
		return nil, exchange.Faultf(exchange.NoResponse, "the connection broke while the request was sent: %v", err)
	}
	stream := bufio.NewReader(conn)
	head, fault := w.readHead(stream)
	if fault != nil {
		return nil, fault
	}
	stream = bufio.NewReader(io.MultiReader(bytes.NewReader(head), stream))
	response, err := http.ReadResponse(stream, &http.Request{Method: r.Method})
	if err != nil {
		return nil, exchange.Faultf(exchange.Malformed, "the response head is not HTTP: %v: %q", err, display.Excerpt(string(head), 80))
	}
	answer := &exchange.Response{
		Proto: response.Proto, Status: response.StatusCode,
		Header: headerLines(head), Announced: response.ContentLength,
	}
	answer.Body, fault = w.readBody(response.Body, response.ContentLength)
	// Nothing can follow a body that ends with the connection.
	delimited := response.ContentLength >= 0 || response.TransferEncoding != nil
	if fault == nil && delimited {
		answer.Extra = trailing(conn, stream)
	}
	if answer.Extra > 0 {
		fault = exchange.Faultf(exchange.Overlong, "%d bytes follow the %d of the body", answer.Extra, len(answer.Body))
	}
	return answer, fault
}

func (w *Client) http1Request(r exchange.Request) []byte {
	var b bytes.Buffer
	path := r.Path
	if w.proxy != nil && w.dialer.tls == nil {
		path = r.URL
	}
	fmt.Fprintf(&b, "%s %s HTTP/1.1\r\nHost: %s\r\n", r.Method, path, r.Host(w.base.Host))
	if w.dialer.tls == nil {
		b.WriteString(w.dialer.proxyAuth())
	}
	for _, f := range r.Header {
		if strings.EqualFold(f.Name, "Host") {
			continue // already written
		}
		fmt.Fprintf(&b, "%s: %s\r\n", f.Name, f.Value)
	}
	if len(r.Body) > 0 || r.Method == http.MethodPost {
		fmt.Fprintf(&b, "Content-Length: %d\r\n", len(r.Body))
	}
	b.WriteString("Connection: close\r\n\r\n")
	b.Write(r.Body)
	return b.Bytes()
}

// readHead reads the lines up to the first empty one, past any 1xx head.
func (w *Client) readHead(stream *bufio.Reader) ([]byte, *exchange.Fault) {
	var head []byte
	for {
		line, err := stream.ReadSlice('\n')
		head = append(head, line...)
		switch {
		case len(head) > maxHead:
			return nil, exchange.Faultf(exchange.Malformed, "the response head is longer than %d bytes", maxHead)
		case errors.Is(err, bufio.ErrBufferFull):
		case err != nil:
			return nil, w.headFault(head, err)
		case len(bytes.TrimRight(line, "\r\n")) == 0:
			if !interim(head) {
				return head, nil
			}
			head = nil
		}
	}
}

func interim(head []byte) bool {
	return bytes.HasPrefix(head, []byte("HTTP/1.1 1")) && !bytes.HasPrefix(head, []byte("HTTP/1.1 101"))
}

func (w *Client) headFault(head []byte, err error) *exchange.Fault {
	switch {
	case timedOut(err):
		return exchange.Faultf(exchange.NoResponse, "no complete response within %s; %s received",
			w.config.RequestTimeout, exchange.Count(len(head), "byte"))
	case len(head) == 0:
		return exchange.Faultf(exchange.NoResponse, "the connection was closed without a response: %v", err)
	default:
		return exchange.Faultf(exchange.Malformed, "the connection ended in the response head: %q", display.Excerpt(string(head), 80))
	}
}

// headerLines returns names and values as they were received. A folded line belongs to
// the one before it.
func headerLines(head []byte) []exchange.Field {
	lines := strings.Split(strings.TrimRight(string(head), "\r\n"), "\n")
	var fields []exchange.Field
	for _, line := range lines[1:] {
		line = strings.TrimRight(line, "\r")
		name, value, found := strings.Cut(line, ":")
		if !found || name == "" || strings.HasPrefix(line, " ") || strings.HasPrefix(line, "\t") {
			if len(fields) > 0 {
				fields[len(fields)-1].Value += " " + strings.TrimSpace(line)
			}
			continue
		}
		fields = append(fields, exchange.Field{Name: name, Value: strings.TrimSpace(value)})
	}
	return fields
}

// readBody reads to the end, or to a limit; it returns what was received either way.
func (w *Client) readBody(body io.Reader, announced int64) ([]byte, *exchange.Fault) {
	most := w.config.MaxBody
	var read bytes.Buffer
	if announced > 0 && announced <= most {
		read.Grow(int(announced) + bytes.MinRead)
	}
	_, err := read.ReadFrom(io.LimitReader(body, most+1))
	bytes := read.Bytes()
	switch {
	case int64(len(bytes)) > most:
		return bytes[:most], exchange.Faultf(exchange.Endless, "the body is longer than %d bytes; the rest was not read", most)
	case err == nil:
		return bytes, nil
	case timedOut(err):
		return bytes, exchange.Faultf(exchange.Endless, "the body had not ended after %s; %s received",
			w.config.RequestTimeout, exchange.Count(len(bytes), "byte"))
	case announced >= 0:
		return bytes, exchange.Faultf(exchange.Cut, "the body ended after %d of %d announced bytes", len(bytes), announced)
	default:
		return bytes, exchange.Faultf(exchange.Cut, "the body was truncated after %d bytes: %v", len(bytes), err)
	}
}

// trailing returns the number of bytes after the end of the response, up to one buffer of
// them.
func trailing(conn *connection, stream *bufio.Reader) int {
	conn.SetReadDeadline(time.Now().Add(readLimit))
	if _, err := stream.Peek(1); err != nil {
		return 0
	}
	return stream.Buffered()
}
