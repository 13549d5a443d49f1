package mock

import (
	"fmt"
	"net/http/httptest"
)

// Server is a Mock that listens on a port of the loopback interface of its
// own, for tests.
type Server struct {
	// URL is the base URL, without a slash at its end.
	URL  string
	Mock *Mock

	server *httptest.Server
}

// NewServer starts a server, as httptest.NewServer does. The caller closes it.
// A configuration that cannot work panics: in a test there is nothing better
// to do.
func NewServer(c Config) *Server {
	m, err := New(c)
	if err != nil {
		panic(fmt.Sprintf("mock.NewServer: %v", err))
	}
	s := httptest.NewServer(m)
	return &Server{URL: s.URL, Mock: m, server: s}
}

// Close stops the server, waits for answers under way and ends the mock. It
// may be called more than once.
func (s *Server) Close() {
	s.server.Close()
	_ = s.Mock.Close()
}
