package fastapi

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// Request is the parts of a request that the service uses.
type Request struct {
	Method string
	// Path is the escaped path, as returned by (*url.URL).EscapedPath.
	Path string
	// Query is the raw query, without its question mark.
	Query string
	// Host is the Host header; if there is none, the server's address.
	Host string
	// TLS reports whether the client uses TLS, possibly with a proxy: see OverTLS.
	TLS bool
	// Prefix precedes Path for clients, and so in redirects. It is escaped, and usually
	// empty.
	Prefix string

	Authorization string // the header of that name
	Cookie        string // the header of that name
	ContentType   string // the header of that name
	Header        http.Header
	Body          []byte
}

// FromHTTP returns the parts of a request that the service uses; body is its body.
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
		Header:        r.Header,
		Body:          body,
	}
}

// OverTLS reports whether the client of a request uses TLS: with this server, or, by
// X-Forwarded-Proto, with a proxy on this machine. The framework's server trusts that
// header only from such a proxy, unless configured otherwise (uvicorn,
// --forwarded-allow-ips).
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

// host returns the Host header, or, since HTTP/1.0 allows requests without it, the address
// that the request was sent to.
func host(r *http.Request) string {
	if local, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr); ok && r.Host == "" {
		return local.String()
	}
	return r.Host
}

// location returns the absolute URL of another path of this service, with this request's
// query.
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

// quote escapes what a URL cannot contain. A percent sign is not escaped, so what is
// escaped already stays unchanged. "?" and "#" are not escaped either, even if the path
// contained them escaped: the framework loses the difference, and so does this function.
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
