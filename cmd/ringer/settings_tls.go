package main

import (
	"fmt"
	"net"
	"strings"
)

// tlsConfig says whether serve speaks TLS, and what it shows.
type tlsConfig struct {
	on              bool
	cert, key       string
	names           []string
	authorityTarget string
}

// tlsSettings are the settings of tlsConfig.
func tlsSettings(group string) []setting {
	return []setting{
		{name: "tls", group: group,
			usage: "speak TLS and HTTP/2, with a certificate made for this run",
			bind:  func(c *config) value { return yesNo(&c.mock.tls.on) }},
		{name: "tls-name", group: group, arg: "NAME,NAME",
			usage: "host names and addresses it is good for, beside localhost",
			bind: func(c *config) value {
				return list{at: &c.mock.tls.names, separator: ",", plain: withoutBrackets, check: isHostName}
			}},
		{name: "tls-ca", group: group, arg: "FILE",
			usage: "write the certificate to trust to this file, for clients",
			bind:  func(c *config) value { return text(&c.mock.tls.authorityTarget) }, isPath: true},
		{name: "tls-cert", group: group, arg: "FILE",
			usage: "a certificate of your own, PEM, its chain after it",
			bind:  func(c *config) value { return text(&c.mock.tls.cert) }, isPath: true},
		{name: "tls-key", group: group, arg: "FILE", usage: "its private key, PEM",
			bind: func(c *config) value { return text(&c.mock.tls.key) }, isPath: true},
	}
}

// isHostName takes what a certificate can be good for.
func isHostName(text string) error {
	if net.ParseIP(text) != nil {
		return nil
	}
	if text == "" || len(text) > 253 || strings.Trim(text, hostNameSigns) != "" {
		return fmt.Errorf("want host names or addresses, such as mock.test,10.0.0.7")
	}
	return nil
}

const hostNameSigns = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_*"
