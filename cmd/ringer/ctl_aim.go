package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// followed are the settings of the mock that say where it is, and how to get in.
var followed = []string{"control", "control-token-env", "host", "port", "tls", "tls-ca", "tls-cert"}

// aim is the mock to drive, and how it is driven.
type aim struct {
	ctlConfig
	origin []string // where the settings come from that the address follows from
}

// takeAim finds the mock to drive: the one that the section ctl names or, when it
// names none, the one that ringer serve makes of the same file and environment.
// The notices say what was not taken from a file that nobody named.
func takeAim(cmd *cobra.Command, wanted []setting, environ environment) (to aim, notices []string, err error) {
	config, all, err := load(cmd, slices.Concat(wanted, inSection("mock", followed...)), environ)
	if err != nil {
		return to, nil, err
	}
	notices = withhold(all, "control-token-env")
	to.ctlConfig = config.ctl
	if to.url != "" {
		return to, notices, nil // another mock's token is none of its business
	}
	from := map[string]source{}
	for _, s := range all {
		from[s.key()] = s.from
	}
	err = to.follow(config.mock, from)
	return to, notices, err
}

// follow takes from the section mock what the section ctl leaves open.
func (c *aim) follow(m mockConfig, from map[string]source) error {
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

// origins says which settings an address follows from, "" when from none.
func (c *aim) origins() string {
	if len(c.origin) == 0 {
		return ""
	}
	return " (" + strings.Join(c.origin, ", ") + ")"
}
