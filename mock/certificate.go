package mock

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"net"
	"strings"
	"time"

	"github.com/ringer-api/ringer/schemas/charset"
)

// certificateLife is how long a self-signed certificate is valid. Browsers refuse one that
// is valid for longer than 398 days.
const certificateLife = 90 * 24 * time.Hour

// certificateSlack is how far the clocks of two machines may differ.
const certificateSlack = time.Hour

// Certificate is the certificate that a mock sends to TLS clients.
type Certificate struct {
	TLS tls.Certificate
	// Authority is the certificate to trust, in PEM. Its key was discarded: nothing else
	// can be signed that a client that trusts it would trust too.
	Authority []byte
}

// SelfSigned makes a certificate, in memory, that is valid from now on for localhost,
// 127.0.0.1, ::1 and the names, which are host names or addresses.
func SelfSigned(now time.Time, names ...string) (*Certificate, error) {
	c, err := newSelfSigned(now, names)
	if err != nil {
		return nil, fmt.Errorf("making a certificate for localhost: %w", err)
	}
	return c, nil
}

func newSelfSigned(now time.Time, names []string) (*Certificate, error) {
	parent := authority(now)
	parentKey, err := newKey()
	if err != nil {
		return nil, err
	}
	signed, err := x509.CreateCertificate(rand.Reader, parent, parent, &parentKey.PublicKey, parentKey)
	if err != nil {
		return nil, err
	}
	// Parsed again, it has the identifier of its key, to which the other one refers.
	if parent, err = x509.ParseCertificate(signed); err != nil {
		return nil, err
	}
	key, err := newKey()
	if err != nil {
		return nil, err
	}
	leaf, err := x509.CreateCertificate(rand.Reader, forNames(now, names), parent, &key.PublicKey, parentKey)
	if err != nil {
		return nil, err
	}
	return &Certificate{
		TLS:       tls.Certificate{Certificate: [][]byte{leaf, signed}, PrivateKey: key},
		Authority: pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: signed}),
	}, nil
}

func newKey() (*ecdsa.PrivateKey, error) {
	return ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
}

// authority is the certificate that signs, and is valid for nothing else.
func authority(now time.Time) *x509.Certificate {
	return &x509.Certificate{
		Subject:               pkix.Name{CommonName: "ringer, for this run only"},
		NotBefore:             now.Add(-certificateSlack),
		NotAfter:              now.Add(certificateLife),
		KeyUsage:              x509.KeyUsageCertSign,
		BasicConstraintsValid: true,
		IsCA:                  true,
		MaxPathLenZero:        true,
	}
}

// forNames is the certificate that is sent to clients.
func forNames(now time.Time, names []string) *x509.Certificate {
	c := &x509.Certificate{
		Subject:     pkix.Name{CommonName: "localhost"},
		NotBefore:   now.Add(-certificateSlack),
		NotAfter:    now.Add(certificateLife),
		KeyUsage:    x509.KeyUsageDigitalSignature,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		DNSNames:    []string{"localhost"},
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1), net.IPv6loopback},
	}
	for _, name := range names {
		if ip := net.ParseIP(name); ip != nil {
			c.IPAddresses = append(c.IPAddresses, ip)
		} else {
			c.DNSNames = append(c.DNSNames, name)
		}
	}
	return c
}

// LoadCertificate reads a certificate, followed by its chain, and its key from PEM files.
func LoadCertificate(certFile, keyFile string) (*Certificate, error) {
	pair, err := charset.LoadX509KeyPair(certFile, keyFile)
	if err != nil {
		return nil, fmt.Errorf("reading the certificate %s with the key %s: %w", certFile, keyFile, err)
	}
	last := pair.Certificate[len(pair.Certificate)-1]
	return &Certificate{TLS: pair,
		Authority: pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: last})}, nil
}

// Fingerprint returns the SHA-256 of the certificate that is sent, in the format of browsers
// and openssl: pairs of hex digits separated by colons.
func (c *Certificate) Fingerprint() string {
	sum := sha256.Sum256(c.TLS.Certificate[0])
	return strings.ReplaceAll(fmt.Sprintf("% X", sum), " ", ":")
}
