package client

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
)

// followed are the settings of the mock for its address and authentication.
var followed = []string{"control", "control-token-env", "host", "port", "tls", "tls-ca", "tls-cert"}

// Aim is the mock to control, and how to reach it.
type Aim struct {
	setting.Ctl
	origin []string // the sources of the settings that make the address
}

// TakeAim finds the mock to control: the one of the section ctl or, when that has
// no URL, the one that ringer serve starts with the same file and environment. The
// notices are warnings about the file, and what was ignored in a file that --config did
// not name.
func TakeAim(cmd *cobra.Command, wanted []setting.Setting, environ setting.Environment) (to Aim, notices []string, err error) {
	return take(cmd, wanted, environ, true)
}

// TakeAddress is TakeAim for what is no part of the control interface, which may be off.
func TakeAddress(cmd *cobra.Command, wanted []setting.Setting, environ setting.Environment) (to Aim, notices []string, err error) {
	return take(cmd, wanted, environ, false)
}

func take(cmd *cobra.Command, wanted []setting.Setting, environ setting.Environment, control bool) (to Aim, notices []string, err error) {
	config, all, err := setting.Load(cmd, slices.Concat(wanted, setting.InSection("mock", followed...)), environ)
	if err != nil {
		return to, nil, err
	}
	notices = append(config.Warnings, setting.Withhold(all, "control-token-env")...)
	to.Ctl = config.Ctl
	if to.URL != "" {
		return to, notices, nil // the token in the section serve is for another mock
	}
	from := map[string]setting.Source{}
	for _, s := range all {
		from[s.Key()] = s.From
	}
	config.Mock.Control = config.Mock.Control || !control
	err = to.follow(config.Mock, from)
	return to, notices, err
}

// follow fills in from the section serve what the section ctl leaves unset.
func (c *Aim) follow(m setting.Mock, from map[string]setting.Source) error {
	const elsewhere = "--url URL sets the address of another mock"
	if !m.Control {
		return output.Usage(fmt.Sprintf("control is false (%s): the control interface is off",
			from["mock.control"]), "set it to true and start the mock again", elsewhere)
	}
	if m.Port == 0 {
		return output.Usage(fmt.Sprintf("port is 0 (%s), so the port of the mock is unknown",
			from["mock.port"]), "set --url to the address that ringer serve printed")
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

// origins names the settings that make an address, "" for none.
func (c *Aim) origins() string {
	if len(c.origin) == 0 {
		return ""
	}
	return " (" + strings.Join(c.origin, ", ") + ")"
}
