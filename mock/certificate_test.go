package mock_test

import (
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock"
)

// shown returns the certificate that clients receive.
func shown(t *testing.T, c *mock.Certificate) *x509.Certificate {
	t.Helper()
	leaf, err := x509.ParseCertificate(c.TLS.Certificate[0])
	require.NoError(t, err)
	return leaf
}

func TestSelfMadeCertificateIsGoodForItsNames(t *testing.T) {
	t.Parallel()
	c, err := mock.SelfSigned(noon, "mock.test", "10.1.2.3")
	require.NoError(t, err)
	roots := x509.NewCertPool()
	require.True(t, roots.AppendCertsFromPEM(c.Authority))
	verify := func(name string, at time.Time) error {
		_, err := shown(t, c).Verify(x509.VerifyOptions{DNSName: name, Roots: roots, CurrentTime: at})
		return err
	}
	for _, name := range []string{"localhost", "127.0.0.1", "::1", "mock.test", "10.1.2.3"} {
		assert.NoError(t, verify(name, noon), name)
	}
	assert.Error(t, verify("elsewhere.test", noon))
	assert.Error(t, verify("localhost", noon.AddDate(0, 6, 0)))
	assert.NoError(t, verify("localhost", noon.Add(-time.Minute)), "a client's clock may be a little late")
}

func TestSelfMadeCertificateSignsNothingElse(t *testing.T) {
	t.Parallel()
	c, err := mock.SelfSigned(noon)
	require.NoError(t, err)
	assert.False(t, shown(t, c).IsCA)
	block, rest := pem.Decode(c.Authority)
	assert.Equal(t, "CERTIFICATE", block.Type)
	assert.Empty(t, rest, "no key")
	other, err := mock.SelfSigned(noon)
	require.NoError(t, err)
	assert.NotEqual(t, c.Fingerprint(), other.Fingerprint())
}

func TestFingerprintIsTheCertificatesHash(t *testing.T) {
	t.Parallel()
	c, err := mock.SelfSigned(noon)
	require.NoError(t, err)
	sum := sha256.Sum256(shown(t, c).Raw)
	plain := strings.ReplaceAll(c.Fingerprint(), ":", "")
	assert.Equal(t, hex.EncodeToString(sum[:]), strings.ToLower(plain))
	assert.Equal(t, 31, strings.Count(c.Fingerprint(), ":"))
}

func TestLoadCertificate(t *testing.T) {
	t.Parallel()
	made, err := mock.SelfSigned(noon)
	require.NoError(t, err)
	cert, key := writeCertificate(t, made)
	loaded, err := mock.LoadCertificate(cert, key)
	require.NoError(t, err)
	assert.Equal(t, made.Fingerprint(), loaded.Fingerprint())
	assert.Equal(t, made.Authority, loaded.Authority)
}

func TestLoadCertificateNamesItsFiles(t *testing.T) {
	t.Parallel()
	one, err := mock.SelfSigned(noon)
	require.NoError(t, err)
	two, err := mock.SelfSigned(noon)
	require.NoError(t, err)
	cert, _ := writeCertificate(t, one)
	_, key := writeCertificate(t, two)
	_, err = mock.LoadCertificate(cert, key)
	require.ErrorContains(t, err, cert)
	require.ErrorContains(t, err, "private key does not match public key")
	_, err = mock.LoadCertificate(filepath.Join(t.TempDir(), "none.pem"), key)
	require.ErrorContains(t, err, "none.pem")
}

// writeCertificate writes a certificate with its chain, and its key.
func writeCertificate(t *testing.T, c *mock.Certificate) (cert, key string) {
	t.Helper()
	cert, key = filepath.Join(t.TempDir(), "cert.pem"), filepath.Join(t.TempDir(), "key.pem")
	var chain []byte
	for _, der := range c.TLS.Certificate {
		chain = append(chain, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})...)
	}
	require.NoError(t, os.WriteFile(cert, chain, 0o600))
	der, err := x509.MarshalPKCS8PrivateKey(c.TLS.PrivateKey)
	require.NoError(t, err)
	secret := pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})
	require.NoError(t, os.WriteFile(key, secret, 0o600))
	return cert, key
}
