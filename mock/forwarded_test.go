package mock_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock"
)

func TestRedirectsBehindAProxySayWhatTheClientSpeaks(t *testing.T) {
	t.Parallel()
	m, err := mock.New(mock.Config{Now: noon})
	require.NoError(t, err)
	for name, c := range map[string]struct {
		peer, scheme string
		said         []string
	}{
		"a proxy here":             {"127.0.0.1:5000", "https", []string{"https"}},
		"over IPv6":                {"[::1]:5000", "https", []string{" https "}},
		"mapped":                   {"[::ffff:127.0.0.1]:5000", "https", []string{"https"}},
		"the nearest counts":       {"127.0.0.1:5000", "https", []string{"http", "https"}},
		"it says no":               {"127.0.0.1:5000", "http", []string{"http"}},
		"it says nothing":          {"127.0.0.1:5000", "http", nil},
		"no scheme":                {"127.0.0.1:5000", "http", []string{"javascript"}},
		"several in one":           {"127.0.0.1:5000", "http", []string{"https, http"}},
		"anybody else":             {"192.0.2.1:5000", "http", []string{"https"}},
		"a peer without a address": {"@", "http", []string{"https"}},
	} {
		r, w := httptest.NewRequest(http.MethodGet, base+"/", nil), httptest.NewRecorder()
		r.Host, r.RemoteAddr, r.Header["X-Forwarded-Proto"] = "app.example.test", c.peer, c.said
		m.ServeHTTP(w, r)
		assert.Equal(t, http.StatusTemporaryRedirect, w.Code, name)
		assert.Equal(t, c.scheme+"://app.example.test"+base, w.Header().Get("Location"), name)
	}
	journal := m.Find(mock.Filter{})
	require.NotEmpty(t, journal)
	for _, e := range journal {
		assert.Contains(t, e.ResponseHeader.Get("Location"), e.Scheme+"://", "the journal has the same address")
	}
}
