package mock_test

import (
	"bufio"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock"
)

// raw sends a request as it is written and reads the response.
func raw(t *testing.T, s *mock.Server, lines ...string) answer {
	t.Helper()
	connection, err := net.Dial("tcp", strings.TrimPrefix(s.URL, "http://"))
	require.NoError(t, err)
	defer connection.Close()
	require.NoError(t, connection.SetDeadline(time.Now().Add(10*time.Second)))
	_, err = io.WriteString(connection, strings.Join(lines, "\r\n")+"\r\nHost: localhost\r\n\r\n")
	require.NoError(t, err)
	response, err := http.ReadResponse(bufio.NewReader(connection), nil)
	require.NoError(t, err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	return answer{response, string(text)}
}

func TestServerAnswersAPathThatIsNoEscape(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon})
	a := raw(t, s, "GET "+base+"/%zz HTTP/1.1")
	assert.Equal(t, http.StatusUnprocessableEntity, a.StatusCode)
	assert.Contains(t, a.Text, `"input":"%zz"`)
	a = raw(t, s, "GET /%zz HTTP/1.1")
	assert.Equal(t, `404 {"detail":"Not Found"}`, fmt.Sprint(a.StatusCode, " ", a.Text))
}

func TestServerAnswersOptionsOfEverything(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon})
	a := raw(t, s, "OPTIONS * HTTP/1.1")
	assert.Equal(t, `404 {"detail":"Not Found"}`, fmt.Sprint(a.StatusCode, " ", a.Text))
	assert.Equal(t, "uvicorn", a.Header.Get("Server"))
}

func TestServerBoundsTheHeader(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon})
	long := "X-Long: " + strings.Repeat("a", 80<<10)
	assert.Equal(t, http.StatusRequestHeaderFieldsTooLarge, raw(t, s, "GET "+base+" HTTP/1.1", long).StatusCode)
	m, err := mock.New(mock.Config{})
	require.NoError(t, err)
	server := m.HTTPServer()
	assert.Positive(t, server.ReadHeaderTimeout)
	assert.Positive(t, server.IdleTimeout)
}

// serveTLS starts a mock with a self-signed certificate.
func serveTLS(t *testing.T, c mock.Config) *mock.Server {
	t.Helper()
	s := mock.NewTLSServer(c)
	t.Cleanup(s.Close)
	return s
}

func TestTLSServerSpeaksHTTP2(t *testing.T) {
	t.Parallel()
	s := serveTLS(t, mock.Config{Now: noon})
	require.True(t, strings.HasPrefix(s.URL, "https://127.0.0.1:"), s.URL)
	response, err := s.Client().Get(s.URL + base)
	require.NoError(t, err)
	defer response.Body.Close()
	assert.Equal(t, "HTTP/2.0 200", fmt.Sprint(response.Proto, " ", response.StatusCode))
	assert.Equal(t, "h2", response.TLS.NegotiatedProtocol)
	assert.Equal(t, "uvicorn", response.Header.Get("Server"))
	body, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	assert.Equal(t, get(t, serve(t, mock.Config{Now: noon}), base).Text, string(body))
}

func TestTLSServerSpeaksHTTP1WhereAsked(t *testing.T) {
	t.Parallel()
	s := serveTLS(t, mock.Config{Now: noon})
	transport := s.Client().Transport.(*http.Transport).Clone()
	transport.ForceAttemptHTTP2 = false
	transport.TLSClientConfig.NextProtos = []string{"http/1.1"}
	defer transport.CloseIdleConnections()
	response, err := (&http.Client{Transport: transport}).Get(s.URL + base)
	require.NoError(t, err)
	defer response.Body.Close()
	assert.Equal(t, "HTTP/1.1 200", fmt.Sprint(response.Proto, " ", response.StatusCode))
}

func TestTLSServerRedirectsToHTTPS(t *testing.T) {
	t.Parallel()
	s := serveTLS(t, mock.Config{Now: noon})
	client := *s.Client()
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	response, err := client.Get(s.URL + base + "/?a=b")
	require.NoError(t, err)
	defer response.Body.Close()
	assert.Equal(t, http.StatusTemporaryRedirect, response.StatusCode)
	assert.Equal(t, s.URL+base+"?a=b", response.Header.Get("Location"))
}

func TestTLSServerIsTrustedByNobodyElse(t *testing.T) {
	t.Parallel()
	s := serveTLS(t, mock.Config{Now: noon})
	_, err := (&http.Client{Transport: &http.Transport{}}).Get(s.URL + base)
	var unknown *tls.CertificateVerificationError
	require.ErrorAs(t, err, &unknown)
}

func TestTheServerHeaderIsALine(t *testing.T) {
	t.Parallel()
	_, err := mock.New(mock.Config{Server: "one\r\ntwo: 2"})
	require.ErrorContains(t, err, "control characters")
}
