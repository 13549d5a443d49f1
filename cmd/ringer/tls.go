package main

import (
	"crypto/tls"
	"fmt"
	"io/fs"
	"net"
	"strings"
	"time"

	"github.com/ringer-api/ringer/fixtures/wholefile"
	"github.com/ringer-api/ringer/mock"
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

// certificate is what clients are shown, nil without TLS.
func (c mockConfig) certificate(now time.Time) (*mock.Certificate, error) {
	t := c.tls
	switch {
	case t.cert == "" && t.key == "" && !t.on:
		if len(t.names) > 0 || t.authorityTarget != "" {
			return nil, usage("tls-name and tls-ca are about a certificate, and there is none",
				"add --tls")
		}
		return nil, nil
	case t.cert != "" && t.key != "":
		return t.loaded()
	case t.cert != "" || t.key != "":
		return nil, usage("a certificate and its key go together",
			"give both --tls-cert and --tls-key, or --tls alone")
	}
	names := t.names
	if host := c.host; host != "" && !net.ParseIP(host).IsUnspecified() {
		names = append([]string{host}, names...)
	}
	certificate, err := mock.SelfMade(now, names...)
	if err != nil {
		return nil, unasked(err.Error())
	}
	return certificate, t.writeAuthority(certificate)
}

// loaded is the certificate of the files.
func (t tlsConfig) loaded() (*mock.Certificate, error) {
	if len(t.names) > 0 || t.authorityTarget != "" {
		return nil, usage("tls-name and tls-ca are about a certificate made for this run, and tls-cert brings one",
			"leave them out, or tls-cert and tls-key")
	}
	certificate, err := mock.LoadCertificate(t.cert, t.key)
	if err != nil {
		return nil, usage(err.Error(), "openssl x509 -noout -text -in "+t.cert+" shows what it is")
	}
	return certificate, nil
}

func (t tlsConfig) writeAuthority(certificate *mock.Certificate) error {
	if t.authorityTarget == "" {
		return nil
	}
	const readable fs.FileMode = 0o644 // it is public, and others have to read it
	if err := wholefile.Write(t.authorityTarget, certificate.Authority, readable); err != nil {
		return usage(fmt.Sprintf("writing tls-ca %s: %v", t.authorityTarget, err), "name a file that can be written")
	}
	return nil
}

// pair is what a listener takes.
func pair(certificate *mock.Certificate) *tls.Certificate {
	if certificate == nil {
		return nil
	}
	return &certificate.TLS
}

// trust is how curl is told to trust what it is shown.
func (t tlsConfig) trust() string {
	switch {
	case t.authorityTarget != "":
		return "--cacert '" + t.authorityTarget + "' "
	case t.cert == "":
		return "--insecure "
	}
	return ""
}
