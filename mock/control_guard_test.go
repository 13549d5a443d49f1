package mock_test

import (
	"bytes"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock"
)

func TestControlTokenIsAskedFor(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	s := serve(t, mock.Config{ControlToken: "s3cret-of-the-control", Logger: slog.New(slog.NewTextHandler(&log, nil))})
	for _, credential := range []string{"Accept: */*", "Authorization: Bearer wrong", "Authorization: Bearer", "Authorization: Basic s3cret-of-the-control"} {
		a := get(t, s, "/_ringer/sessions", credential)
		assert.Equal(t, http.StatusUnauthorized, a.StatusCode, credential)
		assert.Equal(t, `Bearer realm="ringer control"`, a.Header.Get("Www-Authenticate"))
		assert.Equal(t, "application/problem+json", a.Header.Get("Content-Type"))
		assert.NotContains(t, a.Text, "s3cret-of-the-control")
	}
	assert.Equal(t, http.StatusOK, get(t, s, "/_ringer/sessions", "Authorization: bearer s3cret-of-the-control").StatusCode)
	assert.Equal(t, http.StatusOK, get(t, s, "/_ringer/health").StatusCode, "for those who watch over processes")
	assert.Equal(t, http.StatusOK, get(t, s, "/readyz").StatusCode)
	assert.Equal(t, http.StatusOK, get(t, s, base, "Authorization: Bearer s3cret-of-the-control").StatusCode, "the API is not behind it")
	session, err := s.Mock.KnownSession("")
	require.NoError(t, err)
	for _, e := range session.Journal() {
		assert.NotContains(t, e.Header.Get("Authorization"), "s3cret-of-the-control")
	}
	s.Close()
	assert.NotContains(t, log.String(), "s3cret-of-the-control")
}

// foreign requests a control path under another host name or from another page.
func foreign(t *testing.T, s *mock.Server, method, host, origin string) answer {
	t.Helper()
	request, err := http.NewRequest(method, s.URL+"/_ringer/sessions", nil)
	require.NoError(t, err)
	if host != "" {
		request.Host = host
	}
	if origin != "" {
		request.Header.Set("Origin", origin)
	}
	if method == http.MethodOptions {
		request.Header.Set("Access-Control-Request-Method", "POST")
	}
	response, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	defer response.Body.Close()
	return answer{Response: response}
}

func TestControlRefusesStrangers(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{ControlHosts: []string{"mock.example.test"}, ControlOrigins: []string{"https://app.example.test"}})
	own := strings.TrimPrefix(s.URL, "http://")
	for name, c := range map[string]struct {
		host, origin string
		status       int
	}{
		"its address":            {"", "", 200},
		"localhost":              {"localhost:4010", "", 200},
		"below localhost":        {"app.localhost", "", 200},
		"another loopback":       {"[::1]:4010", "", 200},
		"a configured name":      {"Mock.Example.Test:8443", "", 200},
		"its own page":           {"", s.URL, 200},
		"a page of localhost":    {"", "http://localhost:5173", 200},
		"a configured page":      {"", "https://app.example.test", 200},
		"rebound name":           {"attacker.example", "", 403},
		"rebound name, own page": {"attacker.example", "http://attacker.example", 403},
		"name with ours inside":  {"127.0.0.1.attacker.example", "", 403},
		"another address":        {"192.0.2.1", "", 403},
		"drive-by page":          {"", "https://attacker.example", 403},
		"page like localhost":    {"", "http://localhost.attacker.example", 403},
		"page without an origin": {"", "null", 403},
		"a file's page":          {"", "file://", 403},
		"own host, other scheme": {"", "ftp://" + own, 403},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := foreign(t, s, http.MethodGet, c.host, c.origin)
			assert.Equal(t, c.status, a.StatusCode)
			assert.Equal(t, []string{"Origin"}, a.Header.Values("Vary"))
			if c.status == http.StatusForbidden {
				assert.Equal(t, "urn:ringer:forbidden", a.Header.Get("Ringer-Problem"))
				assert.Empty(t, a.Header.Get("Access-Control-Allow-Origin"))
			} else {
				assert.Equal(t, c.origin, a.Header.Get("Access-Control-Allow-Origin"))
			}
		})
	}
}

func TestControlAnswersThePreflightOfATrustedPage(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{ControlToken: "s3cret-of-the-control"})
	a := foreign(t, s, http.MethodOptions, "", "http://localhost:5173")
	assert.Equal(t, http.StatusNoContent, a.StatusCode)
	assert.Contains(t, a.Header.Get("Access-Control-Allow-Methods"), "PATCH")
	assert.Equal(t, "Authorization, Content-Type, Last-Event-ID, Ringer-Session", a.Header.Get("Access-Control-Allow-Headers"))
	assert.Equal(t, http.StatusForbidden, foreign(t, s, http.MethodOptions, "", "https://attacker.example").StatusCode)
}

func TestNoControl(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{NoControl: true})
	assert.Equal(t, http.StatusNotFound, get(t, s, "/_ringer/sessions").StatusCode)
	assert.Equal(t, http.StatusNotFound, get(t, s, "/_ringer/openapi.json").StatusCode)
	assert.Equal(t, http.StatusOK, get(t, s, "/_ringer/s/cart-7"+base).StatusCode, "a session in the path stays")
	assert.Equal(t, http.StatusOK, get(t, s, "/readyz").StatusCode)
}

func TestCheckListening(t *testing.T) {
	t.Parallel()
	for address, closed := range map[string]bool{
		"127.0.0.1:4010": false, "localhost:0": false, "[::1]:4010": false, "127.8.8.8:1": false,
		":4010": true, "0.0.0.0:4010": true, "[::]:4010": true, "192.0.2.1:80": true, "mock.example.test:80": true, "": true,
	} {
		err := mock.Config{}.CheckListening(address)
		assert.Equal(t, closed, err != nil, address)
		assert.NoError(t, mock.Config{ControlToken: "x"}.CheckListening(address))
		assert.NoError(t, mock.Config{NoControl: true}.CheckListening(address))
	}
}
