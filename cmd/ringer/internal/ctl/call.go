package ctl

import (
	"context"
	"net/url"

	"github.com/ringer-api/ringer/cmd/ringer/internal/client"
)

// client is one that talks to the mock the verb is aimed at.
func (c *ctl) client() (*client.Client, error) { return client.New(c.Aim, c.environ) }

// call asks the mock for one thing, as a client's call does.
func (c *ctl) call(ctx context.Context, method, path string, in, out any) error {
	to, err := c.client()
	if err != nil {
		return err
	}
	return to.Call(ctx, method, path, in, out)
}

// sessionPath is the path of something in the session chosen.
func (c *ctl) sessionPath(rest string) string {
	return "/sessions/" + url.PathEscape(c.Session) + rest
}
