package mock_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/mock/origin"
)

func TestOriginsAndHostsThatMatchNothingAreRefused(t *testing.T) {
	t.Parallel()
	for from, good := range map[string]bool{
		"https://app.example.test": true, "http://localhost:5173": true, "http://10.0.0.7": true, "http://[::1]:8080": true,
		"https://app.example.test:80": true,
		"":                            false, "*": false, "null": false, "app.example.test": false, "https://*.example.test": false,
		"https://*": false, "https://app.example.test/": false, "https://App.example.test": false, "HTTPS://app.example.test": false,
		"https://a:99999": false, "https://a:0": false, "https://a..b": false, "https://0x7f.1": false, "https://127.1": false, "http://127.0.0.1": true,
		"https://app.example.test:443": false, "http://app.example.test:80": false, "https://app.example.test:": false,
		"https://me@app.example.test": false, "ftp://app.example.test": false, "https://büro.example": false, "https://": false,
	} {
		assert.Equal(t, good, origin.Check(from) == nil, from)
		_, err := mock.New(mock.Config{ControlOrigins: []string{from}})
		assert.Equal(t, good, err == nil, from)
		_, err = mock.New(mock.Config{CORSOrigins: []string{from}})
		assert.Equal(t, good, err == nil, from)
	}
	for host, good := range map[string]bool{
		"mock.example.test": true, "Mock": true, "10.0.0.7": true, "::1": true, "a_b.test": true,
		"mock.example.test.": true, ".": false, "a..b": false, "-a": false, "a-": false, "1.2.3": false, "xn--bro-hoa": true,
		"": false, "*": false, "*.example.test": false, "mock.example.test:80": false, "[::1]": false, "https://mock": false, "a b": false,
	} {
		_, err := mock.New(mock.Config{ControlHosts: []string{host}})
		assert.Equal(t, good, err == nil, host)
	}
}

func TestControlTokenIsLongEnough(t *testing.T) {
	t.Parallel()
	for token, good := range map[string]bool{"": true, "x": false, "fifteen letters": false, "sixteen letters!": true} {
		_, err := mock.New(mock.Config{ControlToken: token})
		assert.Equal(t, good, err == nil, token)
		if !good {
			assert.Contains(t, err.Error(), "want 16 or more")
		}
	}
}
