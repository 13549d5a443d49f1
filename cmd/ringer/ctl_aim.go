package main

import (
	"fmt"
	"net"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
)

// followed are the settings of the mock that say where it is, and how to get in.
var followed = []string{"control", "control-token-env", "host", "port", "tls", "tls-ca", "tls-cert"}

// aim finds the mock to drive: the one that the section ctl names or, when it
// names none, the one that ringer serve makes of the same file and environment.
func (c *ctl) aim(cmd *cobra.Command, wanted []setting) error {
	config, all, err := c.app.load(cmd, slices.Concat(wanted, inSection("mock", followed...)))
	if err != nil {
		return err
	}
	c.app.talk(withhold(all, "control-token-env")...)
	c.ctlConfig = config.ctl
	if c.url != "" {
		return nil // another mock's token is none of its business
	}
	from := map[string]source{}
	for _, s := range all {
		from[s.key()] = s.from
	}
	return c.follow(config.mock, from)
}

// follow takes from the section mock what the section ctl leaves open.
func (c *ctl) follow(m mockConfig, from map[string]source) error {
	const elsewhere = "--url URL says where another one is"
	if !m.control {
		return usage(fmt.Sprintf("control is false (%s): the mock has no control interface",
			from["mock.control"]), "set it to true and start the mock again", elsewhere)
	}
	if m.port == 0 {
		return usage(fmt.Sprintf("port is 0 (%s): only the mock knows which one it has picked",
			from["mock.port"]), "--url URL takes what ringer serve printed")
	}
	scheme := "http://"
	if m.tls.on || m.tls.cert != "" {
		scheme = "https://"
	}
	c.url = scheme + m.reachedAt()
	for _, key := range []string{"mock.host", "mock.port"} {
		if from[key] != builtIn {
			c.origin = append(c.origin, string(from[key]))
		}
	}
	if c.controlToken == "" {
		c.controlToken = m.controlToken
	}
	if c.caFile == "" {
		c.caFile = m.tls.authorityTarget
	}
	if c.caFile == "" {
		c.caFile = m.tls.cert
	}
	return nil
}

// reachedAt is an address to connect to for who knows only the settings.
func (c mockConfig) reachedAt() string {
	host := c.host
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = loopback(host)
	}
	return net.JoinHostPort(host, strconv.Itoa(c.port))
}

// origins says which settings an address follows from, "" when from none.
func (c *ctl) origins() string {
	if len(c.origin) == 0 {
		return ""
	}
	return " (" + strings.Join(c.origin, ", ") + ")"
}
