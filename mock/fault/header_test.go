package fault_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const date = "Date: Tue, 01 Oct 2024 12:00:00 GMT\r\n"

func TestFaultsOfStatusAndHeader(t *testing.T) {
	t.Parallel()
	const small = `{"a":1}`
	for text, want := range map[string]string{
		"status:503": "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 7\r\n" +
			"Content-Type: application/json\r\n" + date + "Connection: close\r\n\r\n" + small,
		"status:204": "HTTP/1.1 204 No Content\r\n" +
			"Content-Type: application/json\r\n" + date + "Connection: close\r\n\r\n",
		"content-type:missing": "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n" + date +
			"Connection: close\r\n\r\n" + small,
		"content-type": "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n" +
			"Content-Type: text/plain; charset=utf-8\r\n" + date + "Connection: close\r\n\r\n" + small,
		"broken-json:trailing-comma": "HTTP/1.1 200 OK\r\nContent-Length: 8\r\n" +
			"Content-Type: application/json\r\n" + date + "Connection: close\r\n\r\n" + `{"a":1,}`,
		"null:/a": "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n" +
			"Content-Type: application/json\r\n" + date + "Connection: close\r\n\r\n" + `{"a":null}`,
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			answer, err := spoiled(t, small, text).raw(t, "GET")
			require.NoError(t, err)
			assert.Equal(t, want, answer)
		})
	}
}

func TestProxyPageOnTheWire(t *testing.T) {
	t.Parallel()
	for text, title := range map[string]string{
		"proxy-page":     "502 Bad Gateway",
		"proxy-page:503": "503 Service Unavailable",
		"proxy-page:504": "504 Gateway Timeout",
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			answer, err := spoiled(t, body, text).raw(t, "GET")
			require.NoError(t, err)
			head, content := split(t, answer)
			assert.Contains(t, head, "HTTP/1.1 "+title+"\r\n")
			assert.Contains(t, head, "\r\nContent-Type: text/html\r\n")
			assert.Contains(t, head, "\r\nVia: 1.1 proxy\r\n")
			assert.Contains(t, content, "<title>"+title+"</title>")
			assert.NotContains(t, answer, "PENDING", "nothing of the service is left")
		})
	}
}
