package wire

import (
	"bufio"
	"cmp"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/schemas/charset"
)

// dialer makes connections to one service.
type dialer struct {
	address string   // of the service, with its port
	proxy   *url.URL // nil to connect directly
	tls     *tls.Config
	http2   bool // speak HTTP/2 without negotiation, on a plain connection
}

// connection is used for one request and closed.
type connection struct {
	net.Conn
	http2 bool
	// uncertified: the service requested a client certificate and there is none.
	uncertified bool
	stop        func() bool
}

// Close also releases the context.
func (c *connection) Close() error {
	c.stop()
	return c.Conn.Close()
}

// protocols are offered over TLS, by Config.HTTP.
var protocols = map[string][]string{
	"": {"h2", "http/1.1"}, "1.1": {"http/1.1"}, "2": {"h2"},
}

func newDialer(c Config, base, proxy *url.URL) (dialer, error) {
	d := dialer{address: withPort(base), proxy: proxy}
	if base.Scheme == "http" {
		d.http2 = c.HTTP == "2"
		return d, nil
	}
	d.tls = &tls.Config{
		ServerName:         cmp.Or(c.TLS.ServerName, base.Hostname()),
		InsecureSkipVerify: c.TLS.Insecure,
		NextProtos:         protocols[c.HTTP],
	}
	if c.TLS.CAFile != "" {
		pem, err := charset.ReadFile(c.TLS.CAFile)
		if err != nil {
			return d, &exchange.NotCheckedError{Doing: "reading the certificate authorities", Err: err}
		}
		if d.tls.RootCAs, err = x509.SystemCertPool(); err != nil {
			d.tls.RootCAs = x509.NewCertPool()
		}
		if !d.tls.RootCAs.AppendCertsFromPEM(pem) {
			return d, &exchange.UsageError{Field: "TLS.CAFile", Value: c.TLS.CAFile, Problem: "contains no certificate", Hint: "a PEM file with one"}
		}
	}
	if c.TLS.CertFile != "" {
		pair, err := charset.LoadX509KeyPair(c.TLS.CertFile, c.TLS.KeyFile)
		if err != nil {
			return d, &exchange.NotCheckedError{Doing: "reading the client certificate in " + c.TLS.CertFile + " and " + c.TLS.KeyFile,
				Err: err}
		}
		d.tls.Certificates = []tls.Certificate{pair}
	}
	return d, nil
}

func withPort(u *url.URL) string {
	if u.Port() != "" {
		return u.Host
	}
	return net.JoinHostPort(u.Hostname(), map[string]string{"http": "80", "https": "443"}[u.Scheme])
}

// dial opens a connection that ends with ctx.
func (d dialer) dial(ctx context.Context) (*connection, *exchange.Fault) {
	address := d.address
	if d.proxy != nil {
		address = withPort(d.proxy)
	}
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", address)
	if err != nil {
		return nil, unreachable(address, err)
	}
	c := &connection{Conn: conn, http2: d.http2}
	// A deadline in the past, rather than Close, so that what fails then is known to have
	// failed because of the time limit.
	c.stop = context.AfterFunc(ctx, func() { conn.SetDeadline(time.Unix(1, 0)) })
	if d.tls == nil {
		return c, nil
	}
	if err := d.secure(ctx, c); err != nil {
		_ = c.Close()
		return nil, unreachable(d.address, err)
	}
	return c, nil
}

func unreachable(address string, err error) *exchange.Fault {
	said := err
	if dialing := (*net.OpError)(nil); errors.As(err, &dialing) {
		said = dialing.Err // without repeating the address
	}
	return &exchange.Fault{Kind: exchange.Unreachable, Detail: fmt.Sprintf("connecting to %s: %v", address, said), Cause: err}
}

// secure starts TLS on the connection, through the proxy's tunnel if there is one.
func (d dialer) secure(ctx context.Context, c *connection) error {
	if d.proxy != nil {
		if err := d.tunnel(c.Conn); err != nil {
			return err
		}
	}
	config := d.tls.Clone()
	if len(config.Certificates) == 0 {
		config.GetClientCertificate = func(*tls.CertificateRequestInfo) (*tls.Certificate, error) {
			c.uncertified = true
			return new(tls.Certificate), nil
		}
	}
	secured := tls.Client(c.Conn, config)
	err := secured.HandshakeContext(ctx)
	// crypto/tls has no name for the alert of RFC 7301.
	if err != nil && strings.HasSuffix(err.Error(), "no application protocol") {
		return exchange.ErrVersion
	}
	if err != nil {
		return err
	}
	c.Conn = secured
	c.http2 = secured.ConnectionState().NegotiatedProtocol == "h2"
	if !c.http2 && !slices.Contains(d.tls.NextProtos, "http/1.1") {
		return exchange.ErrVersion
	}
	return nil
}

func (d dialer) tunnel(conn net.Conn) error {
	head := fmt.Sprintf("CONNECT %s HTTP/1.1\r\nHost: %s\r\n%s\r\n", d.address, d.address, d.proxyAuth())
	if _, err := conn.Write([]byte(head)); err != nil {
		return err
	}
	// The proxy sends nothing after its head until the client has started TLS.
	answer, err := http.ReadResponse(bufio.NewReader(conn), &http.Request{Method: http.MethodConnect})
	if err != nil {
		return fmt.Errorf("connecting through the proxy: %w", err)
	}
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("the proxy returned %s", answer.Status)
	}
	return nil
}

// proxyAuth returns the header line with the credentials for the proxy; empty when its URL
// contains no user.
func (d dialer) proxyAuth() string {
	if d.proxy == nil || d.proxy.User == nil {
		return ""
	}
	password, _ := d.proxy.User.Password()
	pair := base64.StdEncoding.EncodeToString([]byte(d.proxy.User.Username() + ":" + password))
	return "Proxy-Authorization: Basic " + pair + "\r\n"
}
