package wire

import (
	"net"
	"strings"
	"sync"
	"time"
)

// opening keeps the first bytes that the other side of a connection has sent. It is safe
// for concurrent use.
type opening struct {
	net.Conn

	mu    sync.Mutex
	first []byte
}

const http1 = "HTTP/1."

// Read reads, and keeps the first bytes.
func (o *opening) Read(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	n, err := o.Conn.Read(p)
	o.first = append(o.first, p[:min(n, len(http1)-len(o.first))]...)
	return n, err
}

// oldHTTP reports whether the other side has responded in HTTP/1 to a request in HTTP/2.
// It then closes the connection, and its response may still be unread when a write has
// already failed.
func (o *opening) oldHTTP() bool {
	_ = o.SetReadDeadline(time.Now().Add(time.Second))
	_, _ = o.Read(make([]byte, len(http1)))
	o.mu.Lock()
	defer o.mu.Unlock()
	return strings.HasPrefix(string(o.first), http1)
}
