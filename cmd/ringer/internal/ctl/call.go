package ctl

import (
	"context"
	"net/url"

	"github.com/ringer-api/ringer/cmd/ringer/internal/client"
)

// client is a client of the mock that the verb controls.
func (c *ctl) client() (*client.Client, error) { return client.New(c.Aim, c.environ) }

// call sends one request to the mock, as client.Call does.
func (c *ctl) call(ctx context.Context, method, path string, in, out any) error {
	to, err := c.client()
	if err != nil {
		return err
	}
	return to.Call(ctx, method, path, in, out)
}

// sessionPath is a path within the selected session.
func (c *ctl) sessionPath(rest string) string {
	return "/sessions/" + url.PathEscape(c.Session) + rest
}
