package mock_test

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock"
)

// talk opens a connection and returns it with a reader for the response.
func talk(t *testing.T, s *mock.Server) (net.Conn, *bufio.Reader) {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(s.URL, "http://"))
	require.NoError(t, err)
	t.Cleanup(func() { _ = conn.Close() })
	require.NoError(t, conn.SetDeadline(time.Now().Add(time.Minute)))
	return conn, bufio.NewReader(conn)
}

func TestASlowBodyHasItsTime(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{ReadTimeout: 50 * time.Millisecond})
	for name, c := range map[string]struct {
		path, some string
		status     int
		problem    string
	}{
		"of the API":          {base, `{"eval_question_ids`, 408, "urn:ringer:body"},
		"that never begins":   {base, "", 408, "urn:ringer:body"},
		"of control":          {"/_ringer/sessions", `{"name"`, 408, "urn:ringer:body"},
		"that nobody reads":   {"/nowhere", `{"name"`, 404, ""},
		"for a known session": {"/_ringer/sessions/default/verify", `{`, 408, "urn:ringer:body"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			conn, answers := talk(t, s)
			_, err := io.WriteString(conn, "POST "+c.path+" HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n"+c.some)
			require.NoError(t, err)
			response, err := http.ReadResponse(answers, nil)
			require.NoError(t, err)
			assert.Equal(t, c.status, response.StatusCode)
			assert.Equal(t, c.problem, response.Header.Get("Ringer-Problem"))
			text, err := io.ReadAll(response.Body)
			require.NoError(t, err)
			if c.status == 408 {
				assert.Contains(t, string(text), "not complete after 50ms; "+strconv.Itoa(len(c.some))+" bytes")
			}
			_, err = answers.ReadByte()
			assert.ErrorIs(t, err, io.EOF, "the connection is not held")
		})
	}
}

func TestAnAnswerMayTakeLongerThanABody(t *testing.T) {
	t.Parallel()
	const least = 50 * time.Millisecond
	s := serve(t, mock.Config{ReadTimeout: least, Scenario: "empty"})
	assert.Equal(t, 200, ask(t, s, "POST", base, questions, "Prefer: wait=0.2").StatusCode)
	assert.Equal(t, 200, get(t, s, base, "Prefer: wait=0.2").StatusCode)
}

// A client that sends all before it reads, as Python's urllib does, is able to read the
// response.
func TestTooLargeABodyIsAnswered(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{MaxBody: 1 << 20})
	for name, c := range map[string]struct {
		path, header string
		size, status int
	}{
		"of the API":        {base, "", 24 << 20, 413},
		"just too large":    {base, "", 1<<20 + 1, 413},
		"of control":        {"/_ringer/sessions", "", 24 << 20, 413},
		"that nobody reads": {"/nowhere", "", 24 << 20, 404},
		"where none counts": {base + "/result", "", 24 << 20, 405},
		"in chunks":         {base, "Transfer-Encoding: chunked\r\n", 24 << 20, 413},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			conn, answers := talk(t, s)
			header, before, after := c.header, "", ""
			if header == "" {
				header = "Content-Length: " + strconv.Itoa(c.size) + "\r\n"
			} else {
				before, after = strconv.FormatInt(int64(c.size), 16)+"\r\n", "\r\n0\r\n\r\n"
			}
			_, err := io.WriteString(conn, "POST "+c.path+" HTTP/1.1\r\nHost: localhost\r\n"+header+"\r\n"+before)
			require.NoError(t, err)
			_, err = io.WriteString(conn, strings.Repeat("x", c.size)+after)
			require.NoError(t, err, "all of it can be sent")
			response, err := http.ReadResponse(answers, nil)
			require.NoError(t, err)
			assert.Equal(t, c.status, response.StatusCode)
			_, err = io.ReadAll(response.Body)
			require.NoError(t, err)
		})
	}
}

func TestWhoWaitsToBeAskedForTheBodyIsNotAsked(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{MaxBody: 10})
	conn, answers := talk(t, s)
	_, err := io.WriteString(conn, "POST /nowhere HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000000\r\nExpect: 100-continue\r\n\r\n")
	require.NoError(t, err)
	response, err := http.ReadResponse(answers, nil)
	require.NoError(t, err)
	assert.Equal(t, 404, response.StatusCode)
}
