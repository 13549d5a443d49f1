package setting

import (
	"fmt"
	"net"
	"strings"
)

// TLS says whether serve uses TLS, and its certificate.
type TLS struct {
	On              bool
	Cert, Key       string
	Names           []string
	AuthorityTarget string
}

// tlsSettings are the settings of tlsConfig.
func tlsSettings(group string) []Setting {
	return []Setting{
		{Name: "tls", Group: group,
			Usage: "use TLS and HTTP/2, with a certificate generated for this run",
			Bind:  func(c *Values) Value { return yesNo(&c.Mock.TLS.On) }},
		{Name: "tls-name", Group: group, Arg: "NAME,NAME",
			Usage: "host names and addresses of the generated certificate, besides\nlocalhost",
			Bind: func(c *Values) Value {
				return List{At: &c.Mock.TLS.Names, separator: ",", plain: withoutBrackets, check: isHostName}
			}},
		{Name: "tls-ca", Group: group, Arg: "FILE",
			Usage: "write the CA certificate for clients to this file",
			Bind:  func(c *Values) Value { return text(&c.Mock.TLS.AuthorityTarget) }, IsPath: true},
		{Name: "tls-cert", Group: group, Arg: "FILE",
			Usage: "your own certificate with its chain, as PEM",
			Bind:  func(c *Values) Value { return text(&c.Mock.TLS.Cert) }, IsPath: true},
		{Name: "tls-key", Group: group, Arg: "FILE", Usage: "private key of the certificate, as PEM",
			Bind: func(c *Values) Value { return text(&c.Mock.TLS.Key) }, IsPath: true},
	}
}

// isHostName accepts the names that a certificate can have.
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
