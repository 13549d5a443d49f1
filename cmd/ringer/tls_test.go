package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/serving"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
)

// trusting is a client that trusts the certificates of a file and no other.
func trusting(t *testing.T, file string) *http.Client {
	t.Helper()
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	roots := x509.NewCertPool()
	require.True(t, roots.AppendCertsFromPEM(text))
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots},
		ForceAttemptHTTP2: true}
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport}
}

func TestServeSpeaksTLS(t *testing.T) {
	t.Parallel()
	ca := filepath.Join(t.TempDir(), "ca.pem")
	s := startServe(t, nil, "--tls", "--tls-ca", ca)
	require.True(t, strings.HasPrefix(s.base, "https://127.0.0.1:"), s.base)
	assert.Contains(t, s.try, "curl --cacert '"+ca+"' https://")
	response, err := trusting(t, ca).Get(s.base + "/healthz")
	require.NoError(t, err)
	require.NoError(t, response.Body.Close())
	assert.Equal(t, "HTTP/2.0", response.Proto)
	assert.Equal(t, http.StatusOK, response.StatusCode)
}

func TestServeShowsACertificateOfYourOwn(t *testing.T) {
	t.Parallel()
	cert, key := ownCertificate(t)
	s := startServe(t, nil, "--tls-cert", cert, "--tls-key", key)
	assert.Contains(t, s.try, "curl https://")
	response, err := trusting(t, cert).Get(s.base + "/healthz")
	require.NoError(t, err)
	require.NoError(t, response.Body.Close())
	other, _ := ownCertificate(t)
	_, err = trusting(t, other).Get(s.base + "/healthz")
	var unknown *tls.CertificateVerificationError
	require.ErrorAs(t, err, &unknown)
}

// ownCertificate writes a certificate for 127.0.0.1 and its key to files.
func ownCertificate(t *testing.T) (cert, key string) {
	t.Helper()
	made, err := serving.Certificate(setting.Mock{TLS: setting.TLS{On: true}}, time.Now())
	require.NoError(t, err)
	cert, key = filepath.Join(t.TempDir(), "cert.pem"), filepath.Join(t.TempDir(), "key.pem")
	var chain []byte
	for _, der := range made.TLS.Certificate {
		chain = append(chain, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})...)
	}
	require.NoError(t, os.WriteFile(cert, chain, 0o600))
	der, err := x509.MarshalPKCS8PrivateKey(made.TLS.PrivateKey)
	require.NoError(t, err)
	text := pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})
	require.NoError(t, os.WriteFile(key, text, 0o600))
	return cert, key
}

func TestServeRefusesHalfACertificate(t *testing.T) {
	t.Parallel()
	cert, key := ownCertificate(t)
	missing := filepath.Join(t.TempDir(), "none.pem")
	for name, c := range map[string]struct {
		flags []string
		want  string
	}{
		"no key":         {[]string{"--tls-cert", cert}, "give both --tls-cert and --tls-key"},
		"no certificate": {[]string{"--tls-key", key}, "give both --tls-cert and --tls-key"},
		"no file":        {[]string{"--tls-cert", missing, "--tls-key", key}, "none.pem"},
		"names alone":    {[]string{"--tls-name", "a.test"}, "add --tls"},
		"two authorities": {[]string{"--tls-cert", cert, "--tls-key", key, "--tls-ca", missing},
			"leave them out"},
		"no such folder": {[]string{"--tls", "--tls-ca", filepath.Join(missing, "ca.pem")},
			"writing tls-ca"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var stdout, stderr bytes.Buffer
			args := append([]string{"serve", "--port", "0"}, c.flags...)
			code := run(context.Background(), args, nil, strings.NewReader(""), &stdout, &stderr)
			assert.Equal(t, output.ExitUsage, code)
			assert.Contains(t, stderr.String(), c.want)
			assert.Empty(t, stdout.String())
		})
	}
}

func TestServeCertificateNames(t *testing.T) {
	t.Parallel()
	c := setting.Mock{Host: "10.0.0.7", TLS: setting.TLS{On: true, Names: []string{"mock.test"}}}
	made, err := serving.Certificate(c, time.Now())
	require.NoError(t, err)
	leaf, err := x509.ParseCertificate(made.TLS.Certificate[0])
	require.NoError(t, err)
	for _, name := range []string{"10.0.0.7", "mock.test", "localhost"} {
		assert.NoError(t, leaf.VerifyHostname(name))
	}
	assert.Error(t, leaf.VerifyHostname("other.test"))
}

func TestCtlTrustsTheCertificateOfTheMock(t *testing.T) {
	t.Parallel()
	ca := filepath.Join(t.TempDir(), "ca.pem")
	s := startServe(t, nil, "--tls", "--tls-ca", ca)
	ctl := func(code int, args ...string) string {
		var out, said bytes.Buffer
		args = append([]string{"ctl", "sessions", "list", "--url", s.base}, args...)
		require.Equal(t, code, run(t.Context(), args, nil, strings.NewReader(""), &out, &said),
			said.String())
		return out.String() + said.String()
	}
	assert.Contains(t, ctl(output.ExitClean, "--ca-file", ca), "default")
	assert.Contains(t, ctl(output.ExitNotChecked), "hint: --ca-file")
	assert.Contains(t, ctl(output.ExitNotChecked, "--ca-file", "nowhere"), "nowhere")
}
