package mock

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net/http"
	"net/http/httptest"
	"time"
)

// Server is a Mock that listens on its own port of the loopback interface, for tests.
type Server struct {
	// URL is the base URL, without a slash at its end.
	URL  string
	Mock *Mock

	server *httptest.Server
	client *http.Client
}

// NewServer starts a server, as httptest.NewServer does. The caller closes it. It panics on an
// invalid configuration, since a test can do nothing else.
func NewServer(c Config) *Server {
	return start(c, nil)
}

// NewTLSServer is NewServer with TLS, and HTTP/2 for clients that want it. Its certificate is
// self-signed; Client trusts it.
func NewTLSServer(c Config) *Server {
	certificate, err := SelfSigned(time.Now())
	if err != nil {
		panic(fmt.Sprintf("mock.NewTLSServer: %v", err))
	}
	return start(c, certificate)
}

// start starts a server, with TLS if there is a certificate.
func start(c Config, certificate *Certificate) *Server {
	m, err := New(c)
	if err != nil {
		panic(fmt.Sprintf("starting a mock: %v", err))
	}
	transport := &http.Transport{}
	s := &Server{Mock: m, server: httptest.NewUnstartedServer(m), client: &http.Client{Transport: transport}}
	s.server.Config = m.HTTPServer()
	s.URL = "http://" + s.server.Listener.Addr().String()
	var shown *tls.Certificate
	if certificate != nil {
		shown = &certificate.TLS
		s.URL = "https://" + s.server.Listener.Addr().String()
		transport.ForceAttemptHTTP2 = true
		transport.TLSClientConfig = &tls.Config{RootCAs: x509.NewCertPool()}
		transport.TLSClientConfig.RootCAs.AppendCertsFromPEM(certificate.Authority)
	}
	s.server.Listener = Listener(s.server.Listener, shown)
	s.server.Start()
	return s
}

// Client returns an HTTP client that trusts the server's certificate. Its connections are
// closed with the server.
func (s *Server) Client() *http.Client { return s.client }

// Close stops the server, waits for requests in progress and closes the mock. It may be called
// more than once.
func (s *Server) Close() {
	s.Mock.EndEvents()
	s.client.CloseIdleConnections()
	s.server.Close()
	_ = s.Mock.Close()
}
