package mock_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock"
)

// cookieFor is a Cookie header that names a session of a mock.
func cookieFor(t *testing.T, address, name string) string {
	t.Helper()
	u, err := url.Parse(address)
	require.NoError(t, err)
	return "Cookie: theme=dark; ringer_session_" + u.Port() + "=" + name + "; ringer_session_1=other"
}

func TestASessionIsNamedInFourWays(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, Scenario: "empty"})
	ways := map[string]struct {
		path   string
		header string
		text   string
	}{
		"path":    {path: "/_ringer/s/by-path" + base, text: "by its path"},
		"header":  {header: "Ringer-Session: by-header", text: "by the header Ringer-Session"},
		"baggage": {header: "baggage: userId=alice;p=1 , ringer.session = by%2Dbaggage;x, k=v", text: "by ringer.session in the header Baggage"},
		"cookie":  {header: cookieFor(t, s.URL, "by-cookie"), text: "by a cookie"},
	}
	for way, c := range ways {
		path, headers := base, []string{}
		if c.path != "" {
			path = c.path
		}
		if c.header != "" {
			headers = append(headers, c.header)
		}
		a := get(t, s, path, headers...)
		require.Equal(t, http.StatusOK, a.StatusCode, a.Text)
		trace := a.Header.Get("Ringer-Trace")
		assert.Equal(t, "by-"+way+".1", trace)
		entry, ok := s.Mock.Exchange(trace)
		require.True(t, ok)
		assert.Equal(t, way, entry.Trace.SessionBy)
		assert.Contains(t, entry.Explain(), "The request named its session "+c.text+".")
	}
	a := get(t, s, base, "baggage: userId=alice, other.ringer.session=x, ringer.session=", "Cookie: ringer_session=x; ringer_session_1=y")
	assert.Equal(t, "default.1", a.Header.Get("Ringer-Trace"), "of another key, and of another mock")
	entry, _ := s.Mock.Exchange("default.1")
	assert.Empty(t, entry.Trace.SessionBy)
	assert.NotContains(t, entry.Explain(), "named its session")
}

// Behind a port mapping the client's port is another one than the mock's.
func TestACookieMayHaveTheClientsPort(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Scenario: "empty"})
	for host, port := range map[string]string{"mock.test:8080": "8080", "mock.test": "80"} {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.URL+base, nil)
		require.NoError(t, err)
		request.Host = host
		request.Header.Set("Cookie", "ringer_session_"+port+"=cart-7")
		response, err := http.DefaultClient.Do(request)
		require.NoError(t, err)
		_ = response.Body.Close()
		assert.Regexp(t, `^cart-7\.`, response.Header.Get("Ringer-Trace"), host)
	}
}

func TestWaysThatNameDifferentSessionsAreRefused(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{})
	cookie := cookieFor(t, s.URL, "cart-9")
	for _, c := range []struct {
		path    string
		headers []string
		want    string
	}{
		{base, []string{"Ringer-Session: cart-7", "baggage: ringer.session=cart-8"}, `the ringer.session of the header Baggage names session \"cart-8\", the header session \"cart-7\"`},
		{base, []string{"baggage: ringer.session=cart-7,ringer.session=cart-8"}, `session \"cart-8\", the ringer.session of the header Baggage session \"cart-7\"`},
		{"/_ringer/s/cart-7" + base, []string{cookie}, `names session \"cart-9\", the path session \"cart-7\"`},
		{base, []string{"baggage: ringer.session=cart-7", cookie}, `names session \"cart-9\", the ringer.session of the header Baggage session \"cart-7\"`},
	} {
		a := get(t, s, c.path, c.headers...)
		assert.Equal(t, http.StatusBadRequest, a.StatusCode)
		assert.Contains(t, a.Text, c.want)
	}
	all := get(t, s, "/_ringer/s/cart-9"+base, "Ringer-Session: cart-9", "baggage: ringer.session=cart-9", cookie)
	assert.Equal(t, "cart-9.1", all.Header.Get("Ringer-Trace"), "the same one in all ways")
}

func TestAWrongNameIsToldByItsPlace(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{})
	a := get(t, s, base, "baggage: ringer.session=a%20b")
	assert.Equal(t, http.StatusBadRequest, a.StatusCode)
	assert.Contains(t, a.Text, "ringer.session of the header Baggage")
	a = get(t, s, base, cookieFor(t, s.URL, "-x"))
	assert.Equal(t, http.StatusBadRequest, a.StatusCode)
	assert.Contains(t, a.Text, "cookie ringer_session_")
}

// The Date of a response is by its session's clock, however the session was named.
func TestDateOfANamedSession(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{})
	_, err := s.Mock.MakeSession("cart-7", mock.SessionConfig{Now: noon})
	require.NoError(t, err)
	for _, header := range []string{cookieFor(t, s.URL, "cart-7"), "baggage: ringer.session=cart-7"} {
		assert.Equal(t, noon.Format(http.TimeFormat), get(t, s, "/nowhere", header).Header.Get("Date"))
	}
}
