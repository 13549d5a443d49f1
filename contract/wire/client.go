// Package wire sends requests and returns what was sent and received, byte by byte.
package wire

import (
	"context"
	"errors"
	"net"
	"net/url"
	"strings"
	"time"

	"github.com/ringer-api/ringer/contract/exchange"
)

// Config is where requests are sent, how, and within which limits.
type Config struct {
	URL            string // of the service, with its path prefix
	Credentials    exchange.Credentials
	TLS            TLS
	Proxy          string // URL of an HTTP proxy; empty connects directly
	HTTP           string // "1.1", "2", or empty for what the service prefers
	RequestTimeout time.Duration
	MaxBody        int64 // bytes of one body, also decompressed
	Now            func() time.Time
}

// TLS is which certificates to trust, and the client certificate. Files are PEM.
type TLS struct {
	CAFile            string // trusted in addition to the system's authorities
	CertFile, KeyFile string // the client certificate, for a service that requires one
	ServerName        string // expected name, when it is not the URL's host
	Insecure          bool   // trust any certificate
}

// Client sends requests and returns what was sent and received. Unlike net/http's client
// it hides nothing: a request is sent once, on a connection of its own, so a lost response
// is not requested again; nothing is decompressed, redirected or repaired silently; a body
// is limited in size, and bytes after its end are detected.
type Client struct {
	config Config
	base   *url.URL
	proxy  *url.URL
	dialer dialer
}

// New returns a client of one service. For a file of TLS that cannot be used it returns an
// *exchange.UsageError or an *exchange.NotCheckedError.
func New(c Config) (*Client, error) {
	base, err := url.Parse(c.URL)
	if err != nil {
		return nil, err
	}
	w := &Client{config: c, base: base}
	if c.Proxy != "" {
		if w.proxy, err = url.Parse(c.Proxy); err != nil {
			return nil, err
		}
	}
	w.dialer, err = newDialer(c, base, w.proxy)
	return w, err
}

// prefix returns the path prefix of every operation, without a slash at its end.
func (w *Client) prefix() string { return strings.TrimRight(w.base.EscapedPath(), "/") }

// Send sends a probe's request and returns the exchange, never nil; what went wrong is in
// its Fault.
func (w *Client) Send(ctx context.Context, p exchange.Probe) *exchange.Exchange {
	x := &exchange.Exchange{Probe: p, Request: w.Request(p), Began: w.config.Now()}
	asked, cancel := context.WithTimeout(ctx, w.config.RequestTimeout)
	defer cancel()
	x.Response, x.Fault = w.roundTrip(asked, x.Request, w.config.Credentials.SecretHeader(p))
	x.Took = w.config.Now().Sub(x.Began)
	if x.Fault != nil && ctx.Err() != nil {
		x.Fault = exchange.Faultf(exchange.Stopped, "the run ended before the response was complete")
		return x
	}
	if x.Fault == nil && x.Response != nil {
		x.Fault = x.Response.Decode(w.config.MaxBody)
		x.AllowUnreadable(false)
	}
	return x
}

func (w *Client) roundTrip(ctx context.Context, r exchange.Request, secrets []exchange.Field) (*exchange.Response, *exchange.Fault) {
	conn, fault := w.dialer.dial(ctx)
	if fault != nil {
		return nil, fault
	}
	defer func() { _ = conn.Close() }() // everything needed has been read
	r.Header = append(secrets, r.Header[len(secrets):]...)
	speak := w.http1
	if conn.http2 {
		speak = w.http2
	}
	answer, fault := speak(ctx, conn, r)
	if answer == nil && conn.uncertified && fault.Kind != exchange.Stopped {
		return nil, unreachable(w.dialer.address, exchange.ErrUncertified)
	}
	return answer, fault
}

// Request returns the probe's request as it is shown: secrets by their variables.
func (w *Client) Request(p exchange.Probe) exchange.Request {
	path := w.prefix() + p.EscapedPath()
	r := exchange.Request{
		Method: p.HTTPMethod(), Path: path, Body: p.Body,
		URL: w.base.Scheme + "://" + w.base.Host + path,
	}
	r.Header = w.config.Credentials.Header(p)
	return r
}

// timedOut reports whether an error is a time limit of the check, not a failure of the
// service.
func timedOut(err error) bool {
	var timeout net.Error
	return errors.Is(err, context.DeadlineExceeded) || errors.As(err, &timeout) && timeout.Timeout()
}
