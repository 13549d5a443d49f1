package mock

import (
	"context"
	"crypto/tls"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/ringer-api/ringer/mock/fastapi"
	"github.com/ringer-api/ringer/mock/origin"
)

// Limits of a listening mock. Writing a response has no time limit: a response may be slow on
// purpose, and an event stream is open for as long as the client receives it.
const (
	headerTimeout = 10 * time.Second
	idleTimeout   = 2 * time.Minute
	maxHeader     = 64 << 10
)

// HTTPServer makes an http.Server for the mock: with limits against clients that would block
// it (Config.ReadTimeout), and without responses of net/http where the real service responds
// otherwise. Serve it on a Listener. Errors of net/http go to the mock's Logger.
func (m *Mock) HTTPServer() *http.Server {
	server := &http.Server{
		Handler:                      m,
		ReadHeaderTimeout:            headerTimeout,
		ReadTimeout:                  m.config.ReadTimeout,
		IdleTimeout:                  idleTimeout,
		MaxHeaderBytes:               maxHeader,
		DisableGeneralOptionsHandler: true, // the service has its own response to OPTIONS *
		BaseContext: func(l net.Listener) context.Context {
			return context.WithValue(context.Background(), listensTo{}, l.Addr())
		},
		ErrorLog: slog.NewLogLogger(m.config.Logger.Handler(), slog.LevelWarn),
	}
	server.RegisterOnShutdown(m.EndEvents) // event streams do not end by themselves
	return server
}

// Listener wraps inner for HTTPServer. Without a certificate connections are plain, and paths
// such as /%zz are accepted as in the service. With one they use TLS, and HTTP/2 if the
// client wants it, and net/http refuses such paths.
func Listener(inner net.Listener, certificate *tls.Certificate) net.Listener {
	if certificate == nil {
		return fastapi.TolerantListener(inner)
	}
	return tls.NewListener(inner, &tls.Config{
		Certificates: []tls.Certificate{*certificate},
		MinVersion:   tls.VersionTLS12,
		NextProtos:   []string{"h2", "http/1.1"},
	})
}

// CheckListening returns an error if the control interface would be open to everybody: an address
// beyond loopback requires a ControlToken, or NoControl. The address is in the form of
// net.Listen; an empty host, or a name other than localhost, counts as beyond loopback. Call
// it before listening.
func (c Config) CheckListening(address string) error {
	if c.NoControl || c.ControlToken != "" {
		return nil
	}
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		host = address
	}
	if origin.IsLoopback(host) {
		return nil
	}
	return fmt.Errorf("listening on %s, beyond loopback, would leave the control interface open to everybody "+
		"who can reach it: give it a token, or switch it off", address)
}
