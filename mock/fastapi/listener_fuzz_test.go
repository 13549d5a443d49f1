package fastapi_test

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock/fastapi"
)

// sent is a listener with one connection, over which a client has sent a text.
type sent struct {
	net.Listener
	text io.Reader
}

func (s sent) Accept() (net.Conn, error) { return sentConn{text: s.text}, nil }

type sentConn struct {
	net.Conn
	text io.Reader
}

func (c sentConn) Read(p []byte) (int, error) { return c.text.Read(p) }

// repaired returns what a tolerant listener makes of a text.
func repaired(t *testing.T, text io.Reader) string {
	t.Helper()
	served, err := fastapi.TolerantListener(sent{text: text}).Accept()
	require.NoError(t, err)
	all, err := io.ReadAll(served)
	require.NoError(t, err)
	return string(all)
}

func FuzzTolerantListener(f *testing.F) {
	for _, seed := range []string{
		"GET /%zz?%zz HTTP/1.1\r\nHost: h\r\n\r\nGET /%4",
		"POST /%% HTTP/1.1\nContent-Length: 3\n\n%%%GET /%25%2 HTTP/1.1\n\n",
		"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n GET /%zz",
		"GET /% HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx y%z",
		"GET %\r\n: %\r\n\r\n%",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		whole := repaired(t, strings.NewReader(text))
		pieces := repaired(t, iotest.OneByteReader(strings.NewReader(text)))
		require.Equal(t, whole, pieces, "how it comes does not matter")
		plain := strings.NewReplacer("%25", "%")
		require.Equal(t, plain.Replace(text), plain.Replace(whole), "only signs are escaped")

		before, err := http.ReadRequest(bufio.NewReader(strings.NewReader(text)))
		if err != nil {
			return
		}
		after, err := http.ReadRequest(bufio.NewReader(strings.NewReader(whole)))
		require.NoError(t, err)
		require.Equal(t, before.URL, after.URL, "what net/http reads, it reads as before")
		require.Equal(t, before.Header, after.Header)
	})
}
