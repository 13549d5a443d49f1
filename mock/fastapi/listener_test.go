package fastapi_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock/fastapi"
)

// echo responds with the path, query and body of each request.
func echo(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	fmt.Fprintf(w, "%s?%s|%s", fastapi.DecodePath(r.URL.EscapedPath()), r.URL.RawQuery, body)
}

// tolerant serves echo on a tolerant listener, and returns its address.
func tolerant(t *testing.T) string {
	t.Helper()
	inner, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	server := &http.Server{Handler: http.HandlerFunc(echo)}
	done := make(chan error, 1)
	go func() { done <- server.Serve(fastapi.TolerantListener(inner)) }()
	t.Cleanup(func() {
		_ = server.Close()
		<-done
	})
	return inner.Addr().String()
}

// talk sends all requests over one connection and returns the responses, up to the first
// that closes the connection.
func talk(t *testing.T, address, requests string, pieces bool) []string {
	t.Helper()
	c, err := net.Dial("tcp", address)
	require.NoError(t, err)
	defer func() { _ = c.Close() }()
	var from io.Reader = strings.NewReader(requests)
	if pieces {
		from = iotest.OneByteReader(from)
	}
	_, err = io.Copy(c, struct{ io.Reader }{from})
	require.NoError(t, err)

	var answers []string
	reader := bufio.NewReader(c)
	for {
		answer, err := http.ReadResponse(reader, nil)
		require.NoError(t, err)
		body, err := io.ReadAll(answer.Body)
		require.NoError(t, err)
		answers = append(answers, fmt.Sprintf("%d %s", answer.StatusCode, body))
		if answer.Close {
			return answers
		}
	}
}

func TestTolerantListener(t *testing.T) {
	t.Parallel()
	const last = "GET /last HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"
	cases := []struct {
		name, requests string
		answers        []string
	}{
		{"no escape", "GET /a%zz/%4/%%41%?b=%zz HTTP/1.1\r\nHost: h\r\n\r\n",
			[]string{"200 /a%zz/%4/%A%?b=%zz|"}},
		{"escapes stay", "GET /%41%2f%25zz HTTP/1.1\r\nHost: h\r\n\r\n", []string{"200 /A/%zz?|"}},
		{"percent last", "GET /% HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", []string{"200 /%?|"}},
		{"bodies are left alone", "POST /%zz HTTP/1.1\r\nHost: h\r\nContent-Length: 22\r\n\r\n" +
			"GET /%zz HTTP/1.1\r\n%zz" + "GET /%1 HTTP/1.1\nHost: h\n\n",
			[]string{"200 /%zz?|GET /%zz HTTP/1.1\r\n%zz", "200 /%1?|"}},
		{"headers are left alone", "GET /? HTTP/1.1\r\nHost: h\r\nX: GET /%zz\r\n\r\n",
			[]string{"200 /?|"}},
	}
	for _, c := range cases {
		for _, pieces := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s pieces=%t", c.name, pieces), func(t *testing.T) {
				t.Parallel()
				answers := talk(t, tolerant(t), c.requests+last, pieces)
				assert.Equal(t, append(c.answers[:len(c.answers):len(c.answers)], "200 /last?|"), answers)
			})
		}
	}
}

func TestTolerantListenerStopsAtWhatItDoesNotFollow(t *testing.T) {
	t.Parallel()
	chunked := "POST /%zz HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" +
		"14\r\nGET /%zz HTTP/1.1\r\n\n\r\n0\r\n\r\n"
	answers := talk(t, tolerant(t), chunked+"GET /%zz HTTP/1.1\r\nHost: h\r\n\r\n", false)
	require.Len(t, answers, 2)
	assert.Equal(t, "200 /%zz?|GET /%zz HTTP/1.1\r\n\n", answers[0])
	assert.Contains(t, answers[1], "400")
}

func TestTolerantListenerLeavesAloneWhatFollowsTheUnknown(t *testing.T) {
	t.Parallel()
	const next = "\r\nGET /%zz HTTP/1.1\r\n\r\n"
	for _, header := range []string{"Upgrade: h2c", "Content-Length: 1x", "Content-Length: -1",
		"Content-Length: 0\r\nContent-Length: 0", "Content-Length : 0", "no colon"} {
		text := "GET / HTTP/1.1\r\n" + header + "\r\n" + next
		assert.Equal(t, text, repaired(t, strings.NewReader(text)), header)
	}
	known := "GET / HTTP/1.1\r\nContent-Length: 0\r\n" + next
	assert.Equal(t, strings.Replace(known, "/%zz", "/%25zz", 1), repaired(t, strings.NewReader(known)))
}

func TestTolerantListenerGivesTheConnectionBelow(t *testing.T) {
	t.Parallel()
	inner, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer func() { _ = inner.Close() }()
	client, err := net.Dial("tcp", inner.Addr().String())
	require.NoError(t, err)
	_, err = io.WriteString(client, "GET /%")
	require.NoError(t, err)
	require.NoError(t, client.Close())

	served, err := fastapi.TolerantListener(inner).Accept()
	require.NoError(t, err)
	defer func() { _ = served.Close() }()
	below := served.(interface{ NetConn() net.Conn }).NetConn()
	assert.IsType(t, &net.TCPConn{}, below)
	read, err := io.ReadAll(served)
	require.NoError(t, err)
	assert.Equal(t, "GET /%", string(read), "what is cut comes as it is")
}
