// Package wire sends requests and shows what was on the wire, byte for byte.
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

// Config is where requests go to, how, and within which bounds.
type Config struct {
	URL            string // of the service, with its path prefix
	Credentials    exchange.Credentials
	TLS            TLS
	Proxy          string // URL of an HTTP proxy; empty connects directly
	HTTP           string // "1.1", "2", or empty for what the service prefers
	RequestTimeout time.Duration
	MaxBody        int64 // bytes of one answer, also unpacked
	Now            func() time.Time
}

// TLS says whom to trust and who we are. Files are PEM.
type TLS struct {
	CAFile            string // trusted besides the system's authorities
	CertFile, KeyFile string // our certificate, when the service asks for one
	ServerName        string // expected name, when it is not the URL's host
	Insecure          bool   // trust anyone
}

// Client sends requests and shows what was on the wire. It differs from
// net/http's client where that one is kind to its user: a request is sent once
// on a connection of its own, so an answer that got lost stays lost; nothing
// is decompressed, redirected or repaired unseen; a body is bounded, and what
// follows its end is noticed.
type Client struct {
	config Config
	base   *url.URL
	proxy  *url.URL
	dialer dialer
}

// New is a client of one service. Its errors are an *exchange.UsageError or an
// *exchange.NotCheckedError, about the files that TLS names.
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

// prefix is the path every operation lives under, without a slash at its end.
func (w *Client) prefix() string { return strings.TrimRight(w.base.EscapedPath(), "/") }

// Send makes one exchange of a probe's request. It always gives one; what went
// wrong is its Fault.
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
	defer func() { _ = conn.Close() }() // what came is read; nothing is left to lose
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

// Request is the probe's request as it is shown: secrets by their names.
func (w *Client) Request(p exchange.Probe) exchange.Request {
	path := w.prefix() + p.EscapedPath()
	r := exchange.Request{
		Method: p.HTTPMethod(), Path: path, Body: p.Body,
		URL: w.base.Scheme + "://" + w.base.Host + path,
	}
	r.Header = w.config.Credentials.Header(p)
	return r
}

// timedOut tells a deadline of ours from a failure of theirs.
func timedOut(err error) bool {
	var timeout net.Error
	return errors.Is(err, context.DeadlineExceeded) || errors.As(err, &timeout) && timeout.Timeout()
}
