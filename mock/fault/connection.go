package fault

import (
	"context"
	"errors"
	"net"
	"net/http"
)

// end ends the delivery as its Ending requires.
func (o *outgoing) end() error {
	if o.Ending == EndWhole || o.taken {
		return nil
	}
	if o.http2 {
		return o.endStream()
	}
	if err := o.flushed(); err != nil {
		return o.abort(err)
	}
	conn, err := o.take()
	if err != nil {
		return http.ErrAbortHandler
	}
	finish(conn, o.Ending == EndReset)
	return nil
}

// endStream ends an HTTP/2 stream: normally if the client sees from content-length that
// something is missing, else with RST_STREAM.
func (o *outgoing) endStream() error {
	if o.Ending == EndClosed && o.length != "" {
		return nil
	}
	if err := o.flushed(); err != nil {
		return o.abort(err)
	}
	return http.ErrAbortHandler
}

// flushed flushes what was written, if anything was.
func (o *outgoing) flushed() error {
	if o.Ending == EndNothing {
		return nil
	}
	return o.flush()
}

// abort turns an error into one that makes the handler abort.
func (o *outgoing) abort(err error) error {
	if errors.Is(err, http.ErrAbortHandler) {
		return err
	}
	return errors.Join(http.ErrAbortHandler, err)
}

// overrun sends the bytes beyond content-length. net/http would not, so the connection
// is hijacked; it cannot be used for further responses.
func (o *outgoing) overrun() error {
	if err := o.flush(); err != nil {
		return err
	}
	conn, err := o.take()
	if err != nil {
		return err
	}
	defer context.AfterFunc(o.ctx, func() { _ = conn.Close() })()
	if err := o.pieces(o.beyond, conn.Write); err != nil {
		_ = conn.Close()
		return err
	}
	finish(conn, o.Ending == EndReset)
	return nil
}

// take hijacks the connection from net/http.
func (o *outgoing) take() (net.Conn, error) {
	conn, _, err := o.control.Hijack()
	o.taken = err == nil
	return conn, err
}

// finish closes a connection, normally or with a reset. It is not an error if the client
// has closed it already.
func finish(conn net.Conn, reset bool) {
	if reset {
		conn = withoutBody(conn)
		if c, ok := conn.(interface{ SetLinger(int) error }); ok {
			_ = c.SetLinger(0)
		}
	}
	_ = conn.Close()
}

// withoutBody returns the connection below TLS and other wrappers.
func withoutBody(conn net.Conn) net.Conn {
	for {
		c, ok := conn.(interface{ NetConn() net.Conn })
		if !ok {
			return conn
		}
		conn = c.NetConn()
	}
}
