package plain

import (
	"net/http"

	"github.com/ringer-api/ringer/mock/fastapi"
)

// Request is the parts of a request that the service uses.
type Request struct {
	Method string
	// Path is the escaped path, as returned by (*url.URL).EscapedPath.
	Path string
	// Query is the raw query, without its question mark.
	Query  string
	Header http.Header
	Body   []byte
	// Mount is the prefix that was removed from the path.
	Mount string
	// Base is the URL of the server that the request was sent to, without a slash at its end.
	Base string
}

// FromHTTP returns the parts of a request that the service uses; body is its body.
func FromHTTP(r *http.Request, body []byte) Request {
	scheme := "http"
	if fastapi.OverTLS(r) {
		scheme = "https"
	}
	return Request{Method: r.Method, Path: r.URL.EscapedPath(), Query: r.URL.RawQuery, Header: r.Header, Body: body, Base: scheme + "://" + r.Host}
}

// Param is one parameter of the path, decoded.
type Param struct {
	Name  string
	Value string
}
