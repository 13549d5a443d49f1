package mock_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock"
)

func TestKilnsAnswerHEADAsGET(t *testing.T) {
	t.Parallel()
	s := fire(t, mock.Config{})
	for _, path := range []string{inRed, glazes, "/open/v7/log.csv", inRed + "/frg-0000000000"} {
		full, head := get(t, s, path, key), ask(t, s, "HEAD", path, "", key)
		assert.Equal(t, full.StatusCode, head.StatusCode, path)
		assert.Empty(t, head.Text)
		assert.Equal(t, full.Header.Get("Content-Type"), head.Header.Get("Content-Type"), path)
		assert.Equal(t, full.ContentLength, head.ContentLength, path)
	}
}

func TestKilnsAnswerOPTIONS(t *testing.T) {
	t.Parallel()
	s := fire(t, mock.Config{})
	for path, want := range map[string]string{
		inRed:            "GET, HEAD, OPTIONS, POST",
		glazes + "/7":    "DELETE, GET, HEAD, OPTIONS, PATCH, PUT",
		orders + "/x":    "GET, HEAD, OPTIONS, PATCH",
		inRed + "/frg-1": "GET, HEAD, OPTIONS",
	} {
		a := ask(t, s, "OPTIONS", path, "")
		assert.Equal(t, 204, a.StatusCode, path)
		assert.Equal(t, want, a.Header.Get("Allow"), path)
		assert.Empty(t, a.Text)
	}
	assert.Equal(t, 404, ask(t, s, "OPTIONS", "/open/v7/ovens", "").StatusCode)
	a := ask(t, s, "PUT", inRed, "", key)
	assert.Equal(t, 405, a.StatusCode)
	assert.Contains(t, a.Header.Get("Allow"), "POST")
	assert.NotEmpty(t, decode[kilnFault](t, a.Text).Fault.Reason)
}

func TestBodiesThatAreNotJSON(t *testing.T) {
	t.Parallel()
	s := fire(t, mock.Config{})
	csv := get(t, s, "/open/v7/log.csv", key)
	assert.Equal(t, "text/csv", csv.Header.Get("Content-Type"))
	require.True(t, utf8.ValidString(csv.Text))
	lines := strings.Split(strings.TrimSuffix(csv.Text, "\r\n"), "\r\n")
	require.Greater(t, len(lines), 1, csv.Text)
	for _, line := range lines {
		assert.Equal(t, strings.Count(lines[0], ","), strings.Count(line, ","), csv.Text)
	}

	photo := get(t, s, "/open/v7/photo", key)
	assert.Equal(t, "image/png", photo.Header.Get("Content-Type"))
	assert.True(t, strings.HasPrefix(photo.Text, "\x89PNG\r\n\x1a\n"), "%q", photo.Text)

	heat := get(t, s, "/open/v7/heat", key)
	assert.Equal(t, "text/event-stream", heat.Header.Get("Content-Type"))
	require.True(t, strings.HasPrefix(heat.Text, "data: ") && strings.HasSuffix(heat.Text, "\n\n"), heat.Text)
	for _, event := range strings.Split(strings.TrimSuffix(heat.Text, "\n\n"), "\n\n") {
		var v struct{ Degrees *int }
		require.NoError(t, json.Unmarshal([]byte(strings.TrimPrefix(event, "data: ")), &v), event)
		assert.NotNil(t, v.Degrees)
	}
}
