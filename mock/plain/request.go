package plain

import "net/http"

// Request is the parts of a request that the service uses.
type Request struct {
	Method string
	// Path is the escaped path, as returned by (*url.URL).EscapedPath.
	Path string
	// Query is the raw query, without its question mark.
	Query  string
	Header http.Header
	Body   []byte
}

// FromHTTP returns the parts of a request that the service uses; body is its body.
func FromHTTP(r *http.Request, body []byte) Request {
	return Request{Method: r.Method, Path: r.URL.EscapedPath(), Query: r.URL.RawQuery, Header: r.Header, Body: body}
}

// Param is one parameter of the path, decoded.
type Param struct {
	Name  string
	Value string
}
