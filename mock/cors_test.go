package mock_test

import (
	"net"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock"
)

const page = "https://app.example.test"

func TestPagesOfOtherOriginsMayCall(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon})
	for path, status := range map[string]int{base: 200, base + "/x": 422, "/nowhere": 404, "/_ringer/s/cart-7" + base: 200} {
		a := get(t, s, path, "Origin: "+page, "Cookie: session=x")
		assert.Equal(t, status, a.StatusCode, path)
		assert.Equal(t, page, a.Header.Get("Access-Control-Allow-Origin"), path)
		assert.Empty(t, a.Header.Get("Access-Control-Allow-Credentials"), path)
		assert.Contains(t, a.Header.Get("Access-Control-Expose-Headers"), "Ringer-Trace", path)
		assert.Contains(t, a.Header.Get("Vary"), "Origin", path)
	}
	a := ask(t, s, "OPTIONS", base, "", "Origin: "+page, "Access-Control-Request-Method: POST",
		"Access-Control-Request-Headers: authorization,content-type,prefer,ringer-session")
	assert.Equal(t, 204, a.StatusCode)
	assert.Equal(t, page, a.Header.Get("Access-Control-Allow-Origin"))
	assert.Equal(t, "POST", a.Header.Get("Access-Control-Allow-Methods"))
	assert.Equal(t, "authorization,content-type,prefer,ringer-session", a.Header.Get("Access-Control-Allow-Headers"))
}

// credentials reports whether a page of an origin may send credentials to a base URL and read
// the response, by the response itself, and by the one to a preflight.
func credentials(t *testing.T, url, origin string) (with, without bool) {
	t.Helper()
	for _, method := range []string{http.MethodGet, http.MethodOptions} {
		r, err := http.NewRequest(method, url+base, nil)
		require.NoError(t, err)
		r.Header.Set("Origin", origin)
		if method == http.MethodOptions {
			r.Header.Set("Access-Control-Request-Method", "POST")
		}
		response, err := http.DefaultClient.Do(r)
		require.NoError(t, err)
		require.NoError(t, response.Body.Close())
		got := response.Header.Get("Access-Control-Allow-Credentials") == "true"
		require.True(t, method == http.MethodGet || got == with, "preflight and response agree")
		with, without = got, response.Header.Get("Access-Control-Allow-Origin") == origin
	}
	return with, without
}

func TestCredentialsAreForNamedOrigins(t *testing.T) {
	t.Parallel()
	m, err := mock.New(mock.Config{CORSOrigins: []string{page, "http://10.0.0.7:5173"}})
	require.NoError(t, err)
	bases := map[string]string{}
	for _, at := range []string{"127.0.0.1:0", "0.0.0.0:0"} {
		listener, err := net.Listen("tcp", at)
		require.NoError(t, err)
		server := m.HTTPServer()
		go func() { _ = server.Serve(mock.Listener(listener, nil)) }()
		t.Cleanup(func() { _ = server.Close() })
		_, port, _ := net.SplitHostPort(listener.Addr().String())
		bases[at] = "http://127.0.0.1:" + port
	}
	for origin, want := range map[string]struct{ onLoopback, onAll bool }{
		page:                                   {true, true},
		"http://10.0.0.7:5173":                 {true, true},
		"http://localhost:5173":                {true, false},
		"http://127.0.0.1:5173":                {true, false},
		"https://app.localhost":                {true, false},
		"http://[::1]:5173":                    {true, false},
		"https://attacker.example":             {false, false},
		"http://localhost.attacker.example":    {false, false},
		"https://app.example.test.attacker.eu": {false, false},
		"http://app.example.test":              {false, false},
		"https://app.example.test:8443":        {false, false},
		"null":                                 {false, false},
		"file://localhost":                     {false, false},
	} {
		with, without := credentials(t, bases["127.0.0.1:0"], origin)
		assert.Equal(t, want.onLoopback, with, "on loopback: "+origin)
		assert.True(t, without, "without any every page may: "+origin)
		with, without = credentials(t, bases["0.0.0.0:0"], origin)
		assert.Equal(t, want.onAll, with, "on all interfaces: "+origin)
		assert.True(t, without, origin)
	}
}

func TestWhoIsNoPageIsAnsweredAsByTheService(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon})
	a := get(t, s, base)
	assert.NotContains(t, a.Header, "Access-Control-Allow-Origin")
	assert.Equal(t, []string{"Origin"}, a.Header.Values("Vary"), "or a cache gives it to a page that needs more")
	assert.Equal(t, 405, ask(t, s, "OPTIONS", base, "").StatusCode)
}

func TestNoCORS(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, NoCORS: true})
	a := get(t, s, base, "Origin: "+page)
	assert.Equal(t, 200, a.StatusCode)
	assert.NotContains(t, a.Header, "Access-Control-Allow-Origin")
	assert.NotContains(t, a.Header, "Vary")
	a = ask(t, s, "OPTIONS", base, "", "Origin: "+page, "Access-Control-Request-Method: POST")
	assert.Equal(t, 405, a.StatusCode, "as the service responds without its middleware")
}
