package mock_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/ringer-api/ringer/mock"
)

func TestETagOnlyWhereTheScenarioAsks(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, Scenario: "etag"})
	first := ask(t, s, "GET", base, "")
	etag := first.Header.Get("ETag")
	assert.Regexp(t, `^"[0-9a-f]{32}"$`, etag)

	for _, known := range []string{etag, "W/" + etag, `"other", ` + etag, "*"} {
		again := ask(t, s, "GET", base, "", "If-None-Match: "+known)
		assert.Equal(t, http.StatusNotModified, again.StatusCode, known)
		assert.Equal(t, etag, again.Header.Get("ETag"))
		assert.Empty(t, again.Text)
	}
	assert.Equal(t, http.StatusOK, ask(t, s, "GET", base, "", `If-None-Match: "other"`).StatusCode)

	plain := serve(t, mock.Config{Now: noon})
	assert.Empty(t, ask(t, plain, "GET", base, "").Header.Get("ETag"))
}
