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

// Bounds of a listening mock. Writing an answer has none in time: an answer may
// be slow on purpose, and an event stream is open for as long as somebody
// listens.
const (
	headerTimeout = 10 * time.Second
	idleTimeout   = 2 * time.Minute
	maxHeader     = 64 << 10
)

// HTTPServer makes the server that fits the mock: bounded where a client
// could hold it up (Config.ReadTimeout), out of the way where the real service answers something
// net/http would answer otherwise. Serve it on a Listener. What net/http has to
// say goes to the mock's Logger.
func (m *Mock) HTTPServer() *http.Server {
	server := &http.Server{
		Handler:                      m,
		ReadHeaderTimeout:            headerTimeout,
		ReadTimeout:                  m.config.ReadTimeout,
		IdleTimeout:                  idleTimeout,
		MaxHeaderBytes:               maxHeader,
		DisableGeneralOptionsHandler: true, // the service has its own answer to OPTIONS *
		BaseContext: func(l net.Listener) context.Context {
			return context.WithValue(context.Background(), listensTo{}, l.Addr())
		},
		ErrorLog: slog.NewLogLogger(m.config.Logger.Handler(), slog.LevelWarn),
	}
	server.RegisterOnShutdown(m.EndEvents) // streams of events do not end by themselves
	return server
}

// Listener makes connections of inner fit for HTTPServer. Without a certificate
// they are plain, and paths such as /%zz get through as they do in the service.
// With one they speak TLS, HTTP/2 where the client wants it, and such paths are
// refused by net/http.
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

// CheckListening refuses to open the control interface to strangers: an
// address beyond loopback needs a ControlToken, or NoControl. The address is
// as net.Listen takes it; a host that is empty or a name other than localhost
// counts as beyond. Whoever listens for a Mock asks this first.
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
