package fastapi_test

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/ringer-api/ringer/mock/fastapi"
)

func TestFromHTTP(t *testing.T) {
	t.Parallel()
	r := httptest.NewRequest("POST", "http://h:1/a%2Fb%FF?q=%2f", nil)
	r.TLS = &tls.ConnectionState{}
	r.Header.Add("Authorization", "Bearer x")
	r.Header.Add("Cookie", "a=b")
	r.Header.Add("Cookie", "session=c")
	r.Header.Add("Content-Type", "text/plain")
	assert.Equal(t, fastapi.Request{
		Method: "POST", Path: "/a%2Fb%FF", Query: "q=%2f", Host: "h:1", TLS: true,
		Authorization: "Bearer x", Cookie: "a=b; session=c", ContentType: "text/plain",
		Header: r.Header, Body: []byte("body"),
	}, fastapi.FromHTTP(r, []byte("body")))
}

func TestFromHTTPWithoutAHostTakesTheAddress(t *testing.T) {
	t.Parallel()
	r := httptest.NewRequest("GET", "/a", nil).WithContext(context.WithValue(t.Context(),
		http.LocalAddrContextKey, &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 4010}))
	r.Host = "" // as HTTP/1.0 allows
	assert.Equal(t, "127.0.0.1:4010", fastapi.FromHTTP(r, nil).Host)
}
