package fastapi

import (
	"errors"
	"io"
	"net"
)

// TolerantListener lets net/http see requests that it refuses before any
// handler and the service does not: those with a percent sign in the path that
// starts no escape, such as /%zz. It escapes that sign, so the handler finds
// /%25zz, which DecodePath decodes to what was meant. No other byte is touched.
//
// It understands HTTP/1 just as far as to know where a request line starts.
// From the first thing on that it does not follow (a chunked body, an upgrade,
// HTTP/2) it hands a connection's bytes over as they are. It is for listeners
// without TLS: net/http has to see a TLS connection itself.
//
// A connection gives the one below from its NetConn method, as tls.Conn does.
func TolerantListener(inner net.Listener) net.Listener { return listener{inner} }

type listener struct{ net.Listener }

func (l listener) Accept() (net.Conn, error) {
	inner, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &conn{Conn: inner}, nil
}

// conn is a connection whose request lines are repaired while they are read.
type conn struct {
	net.Conn
	repair repair
	buffer []byte
	ready  []byte // of buffer: what is not read yet
}

// NetConn is the connection below.
func (c *conn) NetConn() net.Conn { return c.Conn }

// CloseWrite ends what is sent while the other side may still be sending. net/http
// does so after a refusal, which would be lost to a reset otherwise.
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
