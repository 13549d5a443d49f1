// Package client is a client of the control interface of a running mock, which it
// finds by the settings.
package client

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/schemas/charset"
)

// maxControlResponse limits the size of a response.
const maxControlResponse = 256 << 20

// Client is a client of the control interface of a running mock.
type Client struct {
	Base    string // without a slash at its end
	origins string // the settings that make the address, for messages
	token   string
	timeout time.Duration // for the whole response, or the header of a stream
	http    *http.Client
}

// New makes a client of the mock.
func New(to Aim, environ setting.Environment) (*Client, error) {
	token, err := environ.Secret("control-token-env", to.ControlToken)
	if err != nil {
		return nil, err
	}
	client, err := httpClient(to.CAFile)
	if err != nil {
		return nil, err
	}
	return &Client{Base: to.URL, origins: to.origins(), token: token.Value,
		timeout: to.Timeout, http: client}, nil
}

// httpClient uses no proxy: a proxy of the environment would see the token of the
// control interface. It trusts the certificates of --ca-file besides the system's.
func httpClient(caFile string) (*http.Client, error) {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.Proxy = nil
	if caFile == "" {
		return &http.Client{Transport: transport}, nil
	}
	pem, err := charset.ReadFile(caFile)
	if err != nil {
		return nil, output.NotChecked(fmt.Sprintf("reading the certificates to trust: %v", err))
	}
	trusted, err := x509.SystemCertPool()
	if err != nil {
		trusted = x509.NewCertPool()
	}
	if !trusted.AppendCertsFromPEM(pem) {
		return nil, output.NotChecked(fmt.Sprintf("%s contains no PEM certificate", caFile))
	}
	transport.TLSClientConfig = &tls.Config{RootCAs: trusted}
	return &http.Client{Transport: transport}, nil
}

// Call sends a request: in, unless nil, is sent as JSON, and the response is read
// into out, unless nil.
func (c *Client) Call(ctx context.Context, method, path string, in, out any) (err error) {
	var body []byte
	if in != nil {
		if body, err = json.Marshal(in); err != nil {
			return output.Usage(err.Error())
		}
	}
	answer, err := c.Send(ctx, method, path, "application/json", body)
	if err != nil {
		return err
	}
	if out == nil || len(answer) == 0 {
		return nil
	}
	if err := json.Unmarshal(answer, out); err != nil {
		return output.NotChecked(fmt.Sprintf("reading the response of %s: %v", c.Base, err),
			"is it a ringer mock of the same version?")
	}
	return nil
}

// Send sends a request and returns the body of a successful response. An error
// response is a usage error with the mock's message.
func (c *Client) Send(ctx context.Context, method, path, contentType string,
	body []byte) ([]byte, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, c.timeout, errTimedOut)
	defer cancel()
	response, err := c.Open(ctx, method, path, contentType, body)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(response.Body, maxControlResponse))
	if err != nil && errors.Is(context.Cause(ctx), errTimedOut) {
		return nil, c.timedOut()
	}
	if err != nil {
		return nil, output.NotChecked(fmt.Sprintf("reading the response of %s: %v", c.Base, err))
	}
	return answer, nil
}

// errTimedOut cancels a call that times out.
var errTimedOut = errors.New("timeout")

// timedOut is the error of a call that timed out.
func (c *Client) timedOut() error {
	return output.NotChecked(fmt.Sprintf("calling the mock at %s%s: no complete response within %s", c.Base, c.origins, c.timeout),
		"is a ringer mock listening there? --timeout DURATION waits longer")
}

// Open sends a request and returns a successful response, to be read and closed.
// The timeout applies to the header; the body may take as long as ctx lasts.
func (c *Client) Open(ctx context.Context, method, path, contentType string,
	body []byte) (*http.Response, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	alarm := time.AfterFunc(c.timeout, func() { cancel(errTimedOut) })
	defer alarm.Stop()
	request, err := http.NewRequestWithContext(ctx, method, c.Base+"/_ringer"+path,
		bytes.NewReader(body))
	if err != nil {
		return nil, output.Usage(err.Error())
	}
	if len(body) > 0 {
		request.Header.Set("Content-Type", contentType)
	}
	if c.token != "" {
		request.Header.Set("Authorization", "Bearer "+c.token)
	}
	response, err := c.http.Do(request)
	if err != nil && errors.Is(context.Cause(ctx), errTimedOut) {
		return nil, c.timedOut()
	}
	var untrusted *tls.CertificateVerificationError
	if errors.As(err, &untrusted) {
		return nil, output.NotChecked(c.describe(err),
			"--ca-file FILE trusts the certificate; ringer serve --tls --tls-ca FILE writes it")
	}
	if err != nil {
		return nil, output.NotChecked(c.describe(err),
			"start a mock with ringer serve, or set its address by --url or RINGER_URL")
	}
	if response.StatusCode < 300 {
		return response, nil
	}
	defer response.Body.Close()
	return nil, c.refusal(response)
}

// describe is the message for a mock that could not be reached.
func (c *Client) describe(err error) string {
	return fmt.Sprintf("calling the mock at %s%s: %v", c.Base, c.origins, innermost(err))
}

// innermost is the cause without the address, which the message has already.
func innermost(err error) error {
	var at *url.Error
	if errors.As(err, &at) {
		return output.Cause(at.Err)
	}
	return output.Cause(err)
}
