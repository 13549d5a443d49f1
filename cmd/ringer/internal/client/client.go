// Package client talks to the control interface of a running mock: which one it is
// follows from the settings.
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

// maxControlAnswer bounds what the client reads of an answer.
const maxControlAnswer = 256 << 20

// Client talks to the control interface of a running mock.
type Client struct {
	Base    string // without a slash at its end
	origins string // which settings it follows from, for messages
	token   string
	timeout time.Duration // until the answer is there, or its beginning for a stream
	http    *http.Client
}

// New makes the client that goes where it is aimed.
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

// httpClient goes to the mock and nowhere else: what it sends is the token of the
// control interface, and a proxy of the environment would read it. It trusts the
// certificates of --ca-file besides the system's.
func httpClient(caFile string) (*http.Client, error) {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.Proxy = nil
	if caFile == "" {
		return &http.Client{Transport: transport}, nil
	}
	pem, err := charset.ReadFile(caFile)
	if err != nil {
		return nil, output.Unasked(fmt.Sprintf("reading the certificates to trust: %v", err))
	}
	trusted, err := x509.SystemCertPool()
	if err != nil {
		trusted = x509.NewCertPool()
	}
	if !trusted.AppendCertsFromPEM(pem) {
		return nil, output.Unasked(fmt.Sprintf("%s holds no certificate in PEM form", caFile))
	}
	transport.TLSClientConfig = &tls.Config{RootCAs: trusted}
	return &http.Client{Transport: transport}, nil
}

// Call asks for one thing: in, unless nil, is sent as JSON, and the answer is
// read into out, unless nil.
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
		return output.Unasked(fmt.Sprintf("reading the answer of %s: %v", c.Base, err),
			"is it a ringer of this version?")
	}
	return nil
}

// Send sends a request and gives the body of a good answer. What the mock
// refuses is a usage error in the mock's own words.
func (c *Client) Send(ctx context.Context, method, path, contentType string,
	body []byte) ([]byte, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, c.timeout, errLate)
	defer cancel()
	response, err := c.Open(ctx, method, path, contentType, body)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(response.Body, maxControlAnswer))
	if err != nil && errors.Is(context.Cause(ctx), errLate) {
		return nil, c.late()
	}
	if err != nil {
		return nil, output.Unasked(fmt.Sprintf("reading the answer of %s: %v", c.Base, err))
	}
	return answer, nil
}

// errLate ends a call that has lasted too long.
var errLate = errors.New("the time for an answer is over")

// late says that the answer did not come in time.
func (c *Client) late() error {
	return output.Unasked(fmt.Sprintf("asking the mock at %s%s: no whole answer came within %s", c.Base, c.origins, c.timeout),
		"is it a ringer that listens there? --timeout DURATION waits longer")
}

// Open sends a request and gives a good answer, to be read and closed. Its head has
// to come in time; the rest may take as long as ctx lasts, so only being late ends
// what is made of it here.
func (c *Client) Open(ctx context.Context, method, path, contentType string,
	body []byte) (*http.Response, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	alarm := time.AfterFunc(c.timeout, func() { cancel(errLate) })
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
	if err != nil && errors.Is(context.Cause(ctx), errLate) {
		return nil, c.late()
	}
	var untrusted *tls.CertificateVerificationError
	if errors.As(err, &untrusted) {
		return nil, output.Unasked(c.asking(err),
			"--ca-file FILE trusts the certificate that ringer serve --tls --tls-ca FILE wrote")
	}
	if err != nil {
		return nil, output.Unasked(c.asking(err),
			"ringer serve starts one; --url or RINGER_URL says where it is")
	}
	if response.StatusCode < 300 {
		return response, nil
	}
	defer response.Body.Close()
	return nil, c.refusal(response)
}

// asking says that the mock could not be asked, and why.
func (c *Client) asking(err error) string {
	return fmt.Sprintf("asking the mock at %s%s: %v", c.Base, c.origins, innermost(err))
}

// innermost is the reason without the address, which we say ourselves.
func innermost(err error) error {
	var at *url.Error
	if errors.As(err, &at) {
		return output.Cause(at.Err)
	}
	return output.Cause(err)
}
