package mock_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock"
)

// unzip decompresses a complete gzip stream.
func unzip(t *testing.T, body string) string {
	t.Helper()
	r, err := gzip.NewReader(strings.NewReader(body))
	require.NoError(t, err)
	text, err := io.ReadAll(r)
	require.NoError(t, err)
	return string(text)
}

func TestGzipWhereAsked(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, Gzip: true, Scenario: "fifty"})
	plain := get(t, serve(t, mock.Config{Now: noon, Scenario: "fifty"}), base, "Accept-Encoding: identity").Text
	for _, accepted := range []string{"gzip", "GZIP", "x-gzip", "br, gzip;q=0.1", "*", "deflate;q=1, * ; q=0.5", "br;q=0, gzip"} {
		a := get(t, s, base, "Accept-Encoding: "+accepted)
		assert.Equal(t, "gzip", a.Header.Get("Content-Encoding"), accepted)
		assert.Equal(t, "Origin, Accept-Encoding", strings.Join(a.Header.Values("Vary"), ", "), accepted)
		assert.Equal(t, strconv.Itoa(len(a.Text)), a.Header.Get("Content-Length"), accepted)
		assert.Equal(t, "application/json", a.Header.Get("Content-Type"), accepted)
		assert.Less(t, len(a.Text), len(plain)/2, accepted)
		assert.Equal(t, plain, unzip(t, a.Text), accepted)
	}
}

func TestGzipNotWhereNotAsked(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, Gzip: true, Scenario: "fifty"})
	for _, accepted := range []string{"", "identity", "br", "gzip;q=0", "gzip;q=0, *", "*;q=0", "gzip;q=2", "gzip;q=x", "gzipped"} {
		a := get(t, s, base, "Accept-Encoding: "+accepted)
		assert.Empty(t, a.Header.Get("Content-Encoding"), accepted)
		assert.Equal(t, "Origin, Accept-Encoding", strings.Join(a.Header.Values("Vary"), ", "), "it would have been another: "+accepted)
		assert.True(t, strings.HasPrefix(a.Text, `[{"job_name"`), accepted)
	}
}

func TestGzipOnlyForBodiesWorthIt(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, Gzip: true, Scenario: "fifty"})
	for name, a := range map[string]answer{
		"an empty list":  get(t, s, base, "Accept-Encoding: gzip", "Prefer: count=0"),
		"a short answer": get(t, s, "/nowhere", "Accept-Encoding: gzip"),
	} {
		assert.Empty(t, a.Header.Get("Content-Encoding"), name)
		assert.Equal(t, "Origin", strings.Join(a.Header.Values("Vary"), ", "), name)
	}
}

func TestGzipIsOffByDefault(t *testing.T) {
	t.Parallel()
	a := get(t, serve(t, mock.Config{Now: noon, Scenario: "fifty"}), base, "Accept-Encoding: gzip")
	assert.Empty(t, a.Header.Get("Content-Encoding"))
	assert.Equal(t, "Origin", strings.Join(a.Header.Values("Vary"), ", "))
}

func TestGzipComesAfterTheFaults(t *testing.T) {
	t.Parallel()
	s := mock.NewServer(mock.Config{Now: noon, Gzip: true, Scenario: "fifty"})
	t.Cleanup(s.Close)
	spoiled := get(t, s, base, "Accept-Encoding: gzip", "Prefer: scenario=json-trailing-comma, count=5")
	assert.Equal(t, "gzip", spoiled.Header.Get("Content-Encoding"))
	assert.Regexp(t, `,\s*[\]}]`, unzip(t, spoiled.Text), "the JSON is broken within, the gzip is whole")

	whole := get(t, s, base, "Accept-Encoding: gzip")
	request, err := http.NewRequest(http.MethodGet, s.URL+base, nil)
	require.NoError(t, err)
	request.Header.Set("Accept-Encoding", "gzip")
	request.Header.Set("Prefer", "fault=cut")
	response, err := s.Client().Do(request)
	require.NoError(t, err)
	defer response.Body.Close()
	part, err := io.ReadAll(bufio.NewReader(response.Body))
	require.ErrorIs(t, err, io.ErrUnexpectedEOF)
	assert.NotEmpty(t, part)
	assert.True(t, bytes.HasPrefix([]byte(whole.Text), part), "the compressed bytes are cut")
}

func TestGzipHasAnETagOfItsOwn(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, Gzip: true, Scenario: "etag", Seed: 1})
	zipped := get(t, s, base, "Accept-Encoding: gzip").Header.Get("ETag")
	plain := get(t, s, base, "Accept-Encoding: identity").Header.Get("ETag")
	assert.NotEqual(t, plain, zipped)
	again := get(t, s, base, "Accept-Encoding: gzip", "If-None-Match: "+zipped)
	assert.Equal(t, http.StatusNotModified, again.StatusCode)
	assert.Equal(t, zipped, again.Header.Get("ETag"))
	assert.ElementsMatch(t, []string{"Origin", "Accept-Encoding"}, again.Header.Values("Vary"))
	assert.Empty(t, again.Header.Get("Content-Encoding"))
	other := get(t, s, base, "Accept-Encoding: gzip", "If-None-Match: "+plain)
	assert.Equal(t, http.StatusOK, other.StatusCode)
}

func TestGzipLeavesTheJournalReadable(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, Gzip: true, Scenario: "fifty"})
	get(t, s, base, "Accept-Encoding: gzip", "Ringer-Session: one")
	session, err := s.Mock.Session("one")
	require.NoError(t, err)
	entries := session.Journal()
	require.Len(t, entries, 1)
	assert.True(t, bytes.HasPrefix(entries[0].ResponseBody, []byte(`[{"job_name"`)))
}
