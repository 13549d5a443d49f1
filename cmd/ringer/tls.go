package main

import (
	"crypto/tls"
	"fmt"
	"io/fs"
	"net"
	"time"

	"github.com/ringer-api/ringer/fixtures/wholefile"
	"github.com/ringer-api/ringer/mock"
)

// certificateOf is what clients are shown, nil without TLS.
func certificateOf(c mockConfig, now time.Time) (*mock.Certificate, error) {
	t := c.tls
	switch {
	case t.cert == "" && t.key == "" && !t.on:
		if len(t.names) > 0 || t.authorityTarget != "" {
			return nil, usage("tls-name and tls-ca are about a certificate, and there is none",
				"add --tls")
		}
		return nil, nil
	case t.cert != "" && t.key != "":
		return loaded(t)
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
	return certificate, writeAuthority(t, certificate)
}

// loaded is the certificate of the files.
func loaded(t tlsConfig) (*mock.Certificate, error) {
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

func writeAuthority(t tlsConfig, certificate *mock.Certificate) error {
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
func trust(t tlsConfig) string {
	switch {
	case t.authorityTarget != "":
		return "--cacert '" + t.authorityTarget + "' "
	case t.cert == "":
		return "--insecure "
	}
	return ""
}
