package contract_test

import (
	"bufio"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
)

// heads serves 404s over TCP and gives the heads of the requests that came.
func heads(t *testing.T) (url string, all func() []string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { _ = listener.Close() })
	var mu sync.Mutex
	var seen []string
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			head := ""
			for in := bufio.NewReader(conn); !strings.HasSuffix(head, "\r\n\r\n"); {
				line, err := in.ReadString('\n')
				if err != nil {
					break
				}
				head += line
			}
			mu.Lock()
			seen = append(seen, head)
			mu.Unlock()
			_, _ = conn.Write([]byte("HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"))
			_ = conn.Close()
		}
	}()
	return "http://" + listener.Addr().String(), func() []string {
		mu.Lock()
		defer mu.Unlock()
		return seen
	}
}

// linesOf are a head's lines of one field.
func linesOf(head, name string) (values []string) {
	for _, line := range strings.Split(head, "\r\n")[1:] {
		if field, value, _ := strings.Cut(line, ": "); strings.EqualFold(field, name) {
			values = append(values, value)
		}
	}
	return values
}

// TestHeadersReplaceOurs: of a field that the check sets itself, one goes out,
// the one that was given, in every request and in the curl lines.
func TestHeadersReplaceOurs(t *testing.T) {
	t.Parallel()
	for name, value := range map[string]string{
		"Host": "api.example.test:8080", "host": "api.example.test", "Accept": "application/vnd.x+json",
		"ACCEPT-ENCODING": "gzip, br", "User-Agent": "us/1.0", "X-Other": "x",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			url, seen := heads(t)
			target := targetOf(url)
			target.Headers = []contract.Header{{Name: name, Value: value}}
			_, err := contract.Check(t.Context(), target)
			require.Error(t, err, "nobody is there")
			require.NotEmpty(t, seen())
			for _, head := range seen() {
				assert.Equal(t, []string{value}, linesOf(head, name))
				assert.Len(t, linesOf(head, "Host"), 1)
				assert.Len(t, linesOf(head, "Accept"), 1)
			}
		})
	}
}

// TestHeadersReplaceOursInHTTP2, where the host has a place of its own.
func TestHeadersReplaceOursInHTTP2(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	var hosts, agents, accepts []string
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		hosts, agents = append(hosts, r.Host), append(agents, r.Header.Get("User-Agent"))
		accepts = append(accepts, r.Header["Accept"]...)
		newHonest().ServeHTTP(w, r)
	}))
	server.EnableHTTP2 = true
	server.TLS = quickTLS().Clone()
	server.StartTLS()
	t.Cleanup(server.Close)
	target := targetOf(server.URL)
	target.TLS.Insecure, target.HTTP, target.MaxRequests = true, "2", 3
	target.Headers = []contract.Header{{Name: "Host", Value: "api.example.test"}, {Name: "User-Agent", Value: "us/1.0"},
		{Name: "Accept", Value: "application/vnd.x+json"}}
	_, err := contract.Check(t.Context(), target)
	require.NoError(t, err)
	assert.Equal(t, []string{"api.example.test", "api.example.test", "api.example.test"}, hosts)
	assert.Equal(t, []string{"us/1.0", "us/1.0", "us/1.0"}, agents)
	assert.Equal(t, []string{"application/vnd.x+json", "application/vnd.x+json", "application/vnd.x+json"}, accepts)
}

// TestContentTypeGoesWithABody, and with nothing else.
func TestContentTypeGoesWithABody(t *testing.T) {
	t.Parallel()
	h := newWhole()
	var mu sync.Mutex
	types := map[string]map[string]bool{}
	around := func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			mu.Lock()
			if types[r.Method] == nil {
				types[r.Method] = map[string]bool{}
			}
			types[r.Method][strings.Join(r.Header["Content-Type"], "|")] = true
			mu.Unlock()
			next.ServeHTTP(w, r)
		})
	}
	report, err := contract.Check(t.Context(), timeless(t, h, around, func(t *contract.Target) {
		t.AllowWrites = true
		t.Headers = []contract.Header{{Name: "content-type", Value: "application/json; charset=utf-8"}}
	}))
	require.NoError(t, err)
	assert.Empty(t, rulesOf(report))
	assert.Equal(t, map[string]bool{"": true}, types["GET"])
	assert.True(t, types["POST"]["application/json; charset=utf-8"])
	assert.False(t, types["POST"]["application/json"])
}

// TestHeadersThatAreRefused before anything is sent, with what to do instead.
func TestHeadersThatAreRefused(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, value, problem string }{
		{"Connection", "keep-alive", "is set by the check itself"}, {"content-length", "7", "is set by the check itself"},
		{"Transfer-Encoding", "chunked", "is set by the check itself"}, {"Expect", "100-continue", "is set by the check itself"},
		{"TE", "trailers", "is set by the check itself"}, {"Upgrade", "h2c", "is set by the check itself"},
		{"Trailer", "X", "is set by the check itself"}, {"Keep-Alive", "5", "is set by the check itself"},
		{"Proxy-Connection", "close", "is set by the check itself"}, {"Proxy-Authorization", "Basic eA==", "is set by the check itself"},
		{"Content-Encoding", "gzip", "is set by the check itself"}, {"HTTP2-Settings", "x", "is set by the check itself"},
		{"Range", "bytes=0-1", "is set by the check itself"}, {"If-None-Match", `"x"`, "is set by the check itself"},
		{"if-modified-since", "x", "is set by the check itself"},
		{"Host", "", "cannot be"}, {"Host", "a b", "cannot be"}, {"Host", "http://a", "cannot be"}, {"Host", "u@a", "cannot be"},
		{"Accept", "json", "cannot be"}, {"Content-Type", "text/plain", "cannot be"},
		{"Authorization", "Basic eA==", "is sent twice"}, {"cookie", "a=b", "is sent twice"},
	} {
		t.Run(c.name+" "+c.value, func(t *testing.T) {
			t.Parallel()
			target := targetOf("http://127.0.0.1:1")
			target.Token, target.Session = contract.Secret{Value: "s3cret-t0ken"}, contract.Secret{Value: "s3cret-cookie"}
			target.Headers = []contract.Header{{Name: c.name, Value: c.value}}
			var wrong *contract.UsageError
			require.ErrorAs(t, target.Validate(), &wrong)
			assert.Contains(t, wrong.Problem, c.problem)
			assert.NotEmpty(t, wrong.Hint)
			assert.NotContains(t, wrong.Error(), "eA==", "it may be a secret")
		})
	}
	twice := targetOf("http://127.0.0.1:1")
	twice.Headers = []contract.Header{{Name: "Host", Value: "a"}, {Name: "host", Value: "b"}}
	assert.ErrorContains(t, twice.Validate(), "is given twice")
	twice.Headers = []contract.Header{{Name: "X-A", Value: "a"}, {Name: "X-A", Value: "b"}}
	assert.NoError(t, twice.Validate(), "what is not ours is sent as it is")
}

// TestCodingsThatWereOffered are never said to be "not asked for".
func TestCodingsThatWereOffered(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		offered, answered string
		rules             []string
		noted             bool
	}{
		"br":           {"gzip, deflate, br", "br", nil, true},
		"capitals":     {"GZIP, BR;q=0.5", "br", nil, true},
		"anything":     {"*", "zstd", nil, true},
		"refused":      {"*, zstd;q=0", "zstd", []string{"wire.encoding"}, false},
		"weightless":   {"br; q=0.0", "br", []string{"wire.encoding"}, false},
		"another":      {"gzip, br", "zstd", []string{"wire.encoding"}, false},
		"not-its-word": {"brotli", "br", []string{"wire.encoding"}, false},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newWhole()
			h.spoil = func(a *answer) {
				a.header.Set("Content-Encoding", c.answered)
				a.body = []byte("bytes that nobody here can read")
			}
			target := timeless(t, h, nil, func(t *contract.Target) {
				t.Headers = []contract.Header{{Name: "Accept-Encoding", Value: c.offered}}
				t.MaxRequests = 20
			})
			report, err := contract.Check(t.Context(), target)
			require.NoError(t, err)
			assert.Equal(t, c.rules, rulesOf(report))
			notes := strings.Join(report.Notes, "\n")
			assert.Equal(t, c.noted, strings.Contains(notes, "which the request accepts but the check cannot decode"), notes)
		})
	}
}

// TestCurlLineSaysWhatWasOffered, as it was.
func TestCurlLineSaysWhatWasOffered(t *testing.T) {
	t.Parallel()
	h := newHonest()
	withRecord(0, "status", "RUNNING")(h)
	target := h.target(t)
	target.Headers = []contract.Header{{Name: "Accept-Encoding", Value: "gzip"}, {Name: "Host", Value: "api.example.test"}}
	report, err := contract.Check(t.Context(), target)
	require.NoError(t, err)
	require.NotEmpty(t, report.Findings)
	assert.Contains(t, report.Findings[0].Curl, "--compressed -H 'Accept-Encoding: gzip'")
	assert.Contains(t, report.Findings[0].Curl, "-H 'Host: api.example.test'")
}
