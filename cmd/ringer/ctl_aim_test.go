package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/mock"
)

// settingsFor writes a settings file for a mock that listens at base.
func settingsFor(t *testing.T, base, text string) (file string) {
	t.Helper()
	port := base[strings.LastIndex(base, ":")+1:]
	file = filepath.Join(t.TempDir(), setting.DefaultFile)
	require.NoError(t, os.WriteFile(file, []byte("serve:\n  port: "+port+"\n"+text), 0o600))
	return file
}

// plainly runs ringer ctl sessions list with no settings of the mock except those in the
// file.
func plainly(t *testing.T, file string, code int, args ...string) string {
	t.Helper()
	var out, said bytes.Buffer
	environ := []string{"RINGER_CONFIG=" + file, "CONTROL=s3cret-of-the-control", "OTHER=wrong"}
	args = append([]string{"ctl", "sessions", "list"}, args...)
	got := run(t.Context(), args, environ, strings.NewReader(""), &out, &said)
	require.Equal(t, code, got, said.String())
	assert.NotContains(t, out.String()+said.String(), "s3cret-of-the-control")
	return out.String() + said.String()
}

func TestCtlFindsTheMockOfTheSameFile(t *testing.T) {
	t.Parallel()
	double := doubled(t, mock.Config{ControlToken: "s3cret-of-the-control"})
	const token = "  control-token-env: CONTROL\n"
	assert.Contains(t, plainly(t, settingsFor(t, double.URL, token), output.ExitClean), "default")
	assert.Contains(t, plainly(t, settingsFor(t, double.URL, token+"  host: 0.0.0.0\n"), output.ExitClean),
		"default")
	assert.Contains(t, plainly(t, settingsFor(t, double.URL, ""), output.ExitUsage),
		"hint: --control-token-env")
	own := token + "ctl:\n  control-token-env: OTHER\n"
	assert.Contains(t, plainly(t, settingsFor(t, double.URL, own), output.ExitUsage), "token")
}

func TestCtlKeepsTheTokenFromOtherMocks(t *testing.T) {
	t.Parallel()
	double := doubled(t, mock.Config{ControlToken: "s3cret-of-the-control"})
	file := settingsFor(t, "http://127.0.0.1:1", "  control-token-env: CONTROL\n")
	assert.Contains(t, plainly(t, file, output.ExitUsage, "--url", double.URL),
		"hint: --control-token-env")
	plainly(t, file, output.ExitClean, "--url", double.URL, "--control-token-env", "CONTROL")
}

func TestCtlTrustsTheCertificateOfTheSameFile(t *testing.T) {
	t.Parallel()
	ca := filepath.Join(t.TempDir(), "ca.pem")
	s := startServe(t, nil, "--tls", "--tls-ca", ca)
	plainly(t, settingsFor(t, s.base, "  tls: true\n  tls-ca: "+ca+"\n"), output.ExitClean)
	assert.Contains(t, plainly(t, settingsFor(t, s.base, "  tls: true\n"), output.ExitNotChecked),
		"hint: --ca-file")
	cert, key := ownCertificate(t)
	s = startServe(t, nil, "--tls-cert", cert, "--tls-key", key)
	plainly(t, settingsFor(t, s.base, "  tls-cert: "+cert+"\n  tls-key: "+key+"\n"), output.ExitClean)
}
