package serving

import (
	"crypto/tls"
	"fmt"
	"io/fs"
	"net"
	"time"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/fixtures/wholefile"
	"github.com/ringer-api/ringer/mock"
)

// Certificate is the server's certificate, nil without TLS.
func Certificate(c setting.Mock, now time.Time) (*mock.Certificate, error) {
	t := c.TLS
	switch {
	case t.Cert == "" && t.Key == "" && !t.On:
		if len(t.Names) > 0 || t.AuthorityTarget != "" {
			return nil, output.Usage("tls-name and tls-ca need TLS, which is off",
				"add --tls")
		}
		return nil, nil
	case t.Cert != "" && t.Key != "":
		return loaded(t)
	case t.Cert != "" || t.Key != "":
		return nil, output.Usage("tls-cert and tls-key must be given together",
			"give both --tls-cert and --tls-key, or --tls alone")
	}
	names := t.Names
	if host := c.Host; host != "" && !net.ParseIP(host).IsUnspecified() {
		names = append([]string{host}, names...)
	}
	certificate, err := mock.SelfSigned(now, names...)
	if err != nil {
		return nil, output.NotChecked(err.Error())
	}
	return certificate, writeAuthority(t, certificate)
}

// loaded is the certificate in the files.
func loaded(t setting.TLS) (*mock.Certificate, error) {
	if len(t.Names) > 0 || t.AuthorityTarget != "" {
		return nil, output.Usage("tls-name and tls-ca cannot be combined with tls-cert: they apply to a generated certificate",
			"leave them out, or tls-cert and tls-key")
	}
	certificate, err := mock.LoadCertificate(t.Cert, t.Key)
	if err != nil {
		return nil, output.Usage(err.Error(), "openssl x509 -noout -text -in "+t.Cert+" shows its content")
	}
	return certificate, nil
}

func writeAuthority(t setting.TLS, certificate *mock.Certificate) error {
	if t.AuthorityTarget == "" {
		return nil
	}
	const readable fs.FileMode = 0o644 // it is public, and others have to read it
	if err := wholefile.Write(t.AuthorityTarget, certificate.Authority, readable); err != nil {
		return output.Usage(fmt.Sprintf("writing tls-ca %s: %v", t.AuthorityTarget, err), "name a file that can be written")
	}
	return nil
}

// Pair is the certificate for a listener.
func Pair(certificate *mock.Certificate) *tls.Certificate {
	if certificate == nil {
		return nil
	}
	return &certificate.TLS
}

// trust is the option by which curl trusts the certificate.
func trust(t setting.TLS) string {
	switch {
	case t.AuthorityTarget != "":
		return "--cacert '" + t.AuthorityTarget + "' "
	case t.Cert == "":
		return "--insecure "
	}
	return ""
}
