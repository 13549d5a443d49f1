package fastapi

import (
	"errors"
	"io"
	"net"
)

// TolerantListener makes net/http accept requests that it would reject before any
// handler, but the service would not: those with a percent sign in the path that
// does not start an escape, such as /%zz. It escapes that sign, so the handler gets
// /%25zz, which DecodePath decodes to the original. No other byte is changed.
//
// It parses HTTP/1 only as far as needed to find the start of each request line.
// After anything that it does not parse (a chunked body, an upgrade, HTTP/2) it
// passes on a connection's bytes unchanged. It is for listeners without TLS:
// net/http must handle a TLS connection itself.
//
// The NetConn method of a connection returns the underlying one, as that of tls.Conn does.
func TolerantListener(inner net.Listener) net.Listener { return listener{inner} }

type listener struct{ net.Listener }

func (l listener) Accept() (net.Conn, error) {
	inner, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &conn{Conn: inner}, nil
}

// conn is a connection that repairs request lines while they are read.
type conn struct {
	net.Conn
	repair repair
	buffer []byte
	ready  []byte // the part of buffer that has not been read
}

// NetConn returns the underlying connection.
func (c *conn) NetConn() net.Conn { return c.Conn }

// CloseWrite closes the sending side while the client may still be sending. net/http calls
// it after it has rejected a request; otherwise a reset could discard that response.
func (c *conn) CloseWrite() error {
	if half, ok := c.Conn.(interface{ CloseWrite() error }); ok {
		return half.CloseWrite()
	}
	return nil
}

func (c *conn) Read(p []byte) (int, error) {
	for len(c.ready) == 0 {
		n, err := c.Conn.Read(p)
		c.buffer = c.repair.append(c.buffer[:0], p[:n])
		if errors.Is(err, io.EOF) {
			c.buffer = c.repair.release(c.buffer)
		}
		c.ready = c.buffer
		if len(c.ready) == 0 && (err != nil || len(p) == 0) {
			return 0, err
		}
	}
	n := copy(p, c.ready)
	c.ready = c.ready[n:]
	return n, nil
}
