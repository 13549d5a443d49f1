package mock_test

import (
	"io"
	"net/http"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock"
)

// visit requests a page as a browser does, without following redirects.
func visit(t *testing.T, s *mock.Server, path, host string) (*http.Response, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.URL+path, nil)
	require.NoError(t, err)
	request.Header.Set("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
	if host != "" {
		request.Host = host
	}
	response, err := http.DefaultTransport.RoundTrip(request)
	require.NoError(t, err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	return response, string(text)
}

func TestConsoleIsServedWithAStrictPolicy(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{ControlToken: "s3cret-of-the-control"})
	r, page := visit(t, s, "/_ringer/", "")
	require.Equal(t, http.StatusOK, r.StatusCode, "the page has no data, so it needs no token")
	policy := r.Header.Get("Content-Security-Policy")
	for _, want := range []string{"default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'"} {
		assert.Contains(t, policy, want)
	}
	assert.NotContains(t, policy, "unsafe")
	assert.NotRegexp(t, `<script>|<style|\son[a-z]+=|\sstyle=|https?://`, page)
	for _, file := range regexp.MustCompile(`(?:src|href)="(console/[^"]+)"`).FindAllStringSubmatch(page, -1) {
		r, text := visit(t, s, "/_ringer/"+file[1], "")
		assert.Equal(t, http.StatusOK, r.StatusCode, file[1])
		assert.NotEmpty(t, text)
		assert.Equal(t, "nosniff", r.Header.Get("X-Content-Type-Options"))
	}
	r, _ = visit(t, s, "/_ringer/console/../mock.go", "")
	assert.NotEqual(t, http.StatusOK, r.StatusCode)
	r, _ = visit(t, s, "/_ringer/", "evil.example")
	assert.Equal(t, http.StatusForbidden, r.StatusCode, "by DNS rebinding")
	r, _ = visit(t, s, "/_ringer", "")
	assert.Equal(t, http.StatusSeeOther, r.StatusCode)
	assert.Equal(t, "_ringer/", r.Header.Get("Location"))
}

func TestBrowsersAreLedFromTheRootToTheConsole(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{})
	r, _ := visit(t, s, "/", "")
	assert.Equal(t, http.StatusSeeOther, r.StatusCode)
	assert.Equal(t, "_ringer/", r.Header.Get("Location"), "relative, for a base path")
	assert.Equal(t, http.StatusNotFound, get(t, s, "/").StatusCode, "others get the API's own")
	r, _ = visit(t, s, "/else", "")
	assert.Equal(t, http.StatusNotFound, r.StatusCode)
}

func TestConsoleIsSwitchedOff(t *testing.T) {
	t.Parallel()
	for _, config := range []mock.Config{{NoConsole: true}, {NoControl: true}} {
		s := serve(t, config)
		for _, path := range []string{"/", "/_ringer/", "/_ringer/console/main.js"} {
			r, _ := visit(t, s, path, "")
			assert.Equal(t, http.StatusNotFound, r.StatusCode, path)
		}
	}
}
