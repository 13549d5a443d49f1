package client

import (
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
)

// healthy is what a mock responds when it is asked for its health.
const healthy = "ok\n"

// Healthy returns an error unless a mock responds at the address. It sends nothing that
// is secret, and any certificate will do: the question is only whether the mock responds.
func (c *Aim) Healthy(ctx context.Context) error {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.Proxy = nil
	transport.TLSClientConfig = &tls.Config{InsecureSkipVerify: true} // see above
	defer transport.CloseIdleConnections()
	ctx, cancel := context.WithTimeout(ctx, c.Timeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, c.URL+"/healthz", http.NoBody)
	if err != nil {
		return output.Usage(err.Error())
	}
	started := time.Now()
	response, err := transport.RoundTrip(request) // a redirect is no mock's response
	if err != nil {
		if ctx.Err() != nil && time.Since(started) >= c.Timeout {
			return output.NotChecked(fmt.Sprintf("no mock responds at %s%s within %s", c.URL, c.origins(), c.Timeout),
				"is a ringer mock listening there? --timeout DURATION waits longer")
		}
		return output.NotChecked(fmt.Sprintf("no mock responds at %s%s: %v", c.URL, c.origins(), innermost(err)),
			"start a mock with ringer serve, or set its address by --url or RINGER_URL")
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, int64(len(healthy))+1))
	if err != nil || response.StatusCode != http.StatusOK || string(body) != healthy {
		return output.NotChecked(fmt.Sprintf("what responds at %s%s is not ringer: GET /healthz returned %s", c.URL, c.origins(), response.Status),
			"is another program listening there?")
	}
	return nil
}
