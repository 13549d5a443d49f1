package wire

import (
	"net"
	"strings"
	"sync"
	"time"
)

// opening keeps how the other side of a connection began to speak. Reading is
// safe for concurrent use.
type opening struct {
	net.Conn

	mu    sync.Mutex
	first []byte
}

const http1 = "HTTP/1."

// Read reads, and keeps the beginning.
func (o *opening) Read(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	n, err := o.Conn.Read(p)
	o.first = append(o.first, p[:min(n, len(http1)-len(o.first))]...)
	return n, err
}

// oldHTTP tells whether the other side answered in HTTP/1 to what was none. It
// hangs up as it says so, and its word may still lie unread when writing to it
// has failed already.
func (o *opening) oldHTTP() bool {
	_ = o.SetReadDeadline(time.Now().Add(time.Second))
	_, _ = o.Read(make([]byte, len(http1)))
	o.mu.Lock()
	defer o.mu.Unlock()
	return strings.HasPrefix(string(o.first), http1)
}
