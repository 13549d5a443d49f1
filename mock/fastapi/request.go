package fastapi

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// Request is what the service looks at in a request.
type Request struct {
	Method string
	// Path is the escaped path, as (*url.URL).EscapedPath gives it.
	Path string
	// Query is the raw query, without its question mark.
	Query string
	// Host is the Host header; where there is none, the server's address.
	Host string
	// TLS tells that the client speaks it, be it with a proxy: see OverTLS.
	TLS bool
	// Prefix stands before Path for the world outside, and so in redirects. It
	// is escaped; mostly it is empty.
	Prefix string

	Authorization string // the header of that name
	Cookie        string // the header of that name
	ContentType   string // the header of that name
	Body          []byte
}

// FromHTTP is what the service looks at in a request whose body has been read.
func FromHTTP(r *http.Request, body []byte) Request {
	return Request{
		Method:        r.Method,
		Path:          r.URL.EscapedPath(),
		Query:         r.URL.RawQuery,
		Host:          host(r),
		TLS:           OverTLS(r),
		Authorization: r.Header.Get("Authorization"),
		Cookie:        strings.Join(r.Header.Values("Cookie"), "; "),
		ContentType:   r.Header.Get("Content-Type"),
		Body:          body,
	}
}

// OverTLS tells whether the client of a request speaks TLS: with us, or with a
// proxy on this machine that says so. The framework's server believes
// X-Forwarded-Proto of such a proxy, and of no other, unless told otherwise
// (uvicorn, --forwarded-allow-ips).
func OverTLS(r *http.Request) bool {
	said := r.Header.Values("X-Forwarded-Proto")
	if len(said) == 0 || !fromThisMachine(r) {
		return r.TLS != nil
	}
	switch strings.TrimSpace(said[len(said)-1]) {
	case "https":
		return true
	case "http":
		return false
	}
	return r.TLS != nil
}

func fromThisMachine(r *http.Request) bool {
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	return err == nil && peer.Addr().Unmap().IsLoopback()
}

// host is the Host header, which HTTP/1.0 may do without, or the address that
// the request came to.
func host(r *http.Request) string {
	if local, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr); ok && r.Host == "" {
		return local.String()
	}
	return r.Host
}

// location is the absolute address of another path of this service, with this
// request's query.
func (r Request) location(path string) string {
	address := "http://"
	if r.TLS {
		address = "https://"
	}
	address += r.Host + r.Prefix + path
	if r.Query != "" {
		address += "?" + r.Query
	}
	return quote(address)
}

// quote escapes what cannot stand in an address. A percent sign can, so what is
// escaped stays as it was; so can "?" and "#", even where the path held them
// escaped: the framework has lost the difference there, and so have we.
func quote(address string) string {
	const safe = "_.-~:/%#?=@[]!$&'()*+,;"
	const digits = "0123456789ABCDEF"
	var quoted strings.Builder
	for _, c := range []byte(address) {
		if isAlphanumeric(c) || strings.IndexByte(safe, c) >= 0 {
			quoted.WriteByte(c)
			continue
		}
		quoted.Write([]byte{'%', digits[c>>4], digits[c&15]})
	}
	return quoted.String()
}

func isAlphanumeric(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}
