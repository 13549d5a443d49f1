package client

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
)

// followed are the settings of the mock that say where it is, and how to get in.
var followed = []string{"control", "control-token-env", "host", "port", "tls", "tls-ca", "tls-cert"}

// Aim is the mock to drive, and how it is driven.
type Aim struct {
	setting.Ctl
	origin []string // where the settings come from that the address follows from
}

// TakeAim finds the mock to drive: the one that the section ctl names or, when it
// names none, the one that ringer serve makes of the same file and environment.
// The notices say what was not taken from a file that nobody named.
func TakeAim(cmd *cobra.Command, wanted []setting.Setting, environ setting.Environment) (to Aim, notices []string, err error) {
	config, all, err := setting.Load(cmd, slices.Concat(wanted, setting.InSection("mock", followed...)), environ)
	if err != nil {
		return to, nil, err
	}
	notices = setting.Withhold(all, "control-token-env")
	to.Ctl = config.Ctl
	if to.URL != "" {
		return to, notices, nil // another mock's token is none of its business
	}
	from := map[string]setting.Source{}
	for _, s := range all {
		from[s.Key()] = s.From
	}
	err = to.follow(config.Mock, from)
	return to, notices, err
}

// follow takes from the section mock what the section ctl leaves open.
func (c *Aim) follow(m setting.Mock, from map[string]setting.Source) error {
	const elsewhere = "--url URL says where another one is"
	if !m.Control {
		return output.Usage(fmt.Sprintf("control is false (%s): the mock has no control interface",
			from["mock.control"]), "set it to true and start the mock again", elsewhere)
	}
	if m.Port == 0 {
		return output.Usage(fmt.Sprintf("port is 0 (%s): only the mock knows which one it has picked",
			from["mock.port"]), "--url URL takes what ringer serve printed")
	}
	scheme := "http://"
	if m.TLS.On || m.TLS.Cert != "" {
		scheme = "https://"
	}
	c.URL = scheme + m.ReachedAt()
	for _, key := range []string{"mock.host", "mock.port"} {
		if from[key] != setting.BuiltIn {
			c.origin = append(c.origin, string(from[key]))
		}
	}
	if c.ControlToken == "" {
		c.ControlToken = m.ControlToken
	}
	if c.CAFile == "" {
		c.CAFile = m.TLS.AuthorityTarget
	}
	if c.CAFile == "" {
		c.CAFile = m.TLS.Cert
	}
	return nil
}

// origins says which settings an address follows from, "" when from none.
func (c *Aim) origins() string {
	if len(c.origin) == 0 {
		return ""
	}
	return " (" + strings.Join(c.origin, ", ") + ")"
}
