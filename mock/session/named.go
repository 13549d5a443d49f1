package session

import (
	"net"
	"net/http"
	"net/url"
	"strings"
)

// How a request can name its session. One that cannot be given a base URL or a header, such as
// that of a server which renders a page, passes on what the page's own request had: baggage
// or cookies.
const (
	ByPath    = "path"
	ByHeader  = "header"
	ByBaggage = "baggage"
	ByCookie  = "cookie"
)

// BaggageKey is the key of a session's name in a W3C Baggage header.
const BaggageKey = "ringer.session"

// CookiePrefix and the mock's port make the name of a session's cookie. Cookies ignore ports:
// without it, two mocks on one machine would get each other's.
const CookiePrefix = "ringer_session_"

// Named is a session's name in a request.
type Named struct {
	Name string
	By   string // one of the ways
	Text string // the way in words, behind "the"
}

// NamesIn returns the sessions that the headers of a request name, the strongest way first.
func NamesIn(r *http.Request) []Named {
	var all []Named
	if name := strings.Join(r.Header.Values(Header), ", "); name != "" {
		all = append(all, Named{name, ByHeader, "header"})
	}
	for _, line := range r.Header.Values("Baggage") {
		all = append(all, namesInBaggage(line)...)
	}
	for _, line := range r.Header["Cookie"] {
		if strings.Contains(line, CookiePrefix) {
			return append(all, namesInCookies(r)...)
		}
	}
	return all
}

// namesInBaggage reads a header such as "a=1;p=2, ringer.session=cart-7": members of others
// are ignored, and so are properties. See https://www.w3.org/TR/baggage/.
func namesInBaggage(line string) (all []Named) {
	if !strings.Contains(line, BaggageKey) {
		return nil
	}
	for member := range strings.SplitSeq(line, ",") {
		member, _, _ = strings.Cut(member, ";")
		key, value, _ := strings.Cut(member, "=")
		value = strings.TrimSpace(value)
		if strings.TrimSpace(key) != BaggageKey || value == "" {
			continue
		}
		if decoded, err := url.PathUnescape(value); err == nil {
			value = decoded
		}
		all = append(all, Named{value, ByBaggage, BaggageKey + " of the header Baggage"})
	}
	return all
}

// namesInCookies reads the cookies of this mock: with the port that it listens on, and with
// the one that the client has connected to.
func namesInCookies(r *http.Request) (all []Named) {
	ports := portsOf(r)
	for _, c := range r.Cookies() {
		port, ours := strings.CutPrefix(c.Name, CookiePrefix)
		if ours && c.Value != "" && (port == ports[0] || port == ports[1]) {
			all = append(all, Named{c.Value, ByCookie, "cookie " + c.Name})
		}
	}
	return all
}

// portsOf returns the port that the mock listens on and that of the request's Host.
func portsOf(r *http.Request) (ports [2]string) {
	if at, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr); ok {
		_, ports[0], _ = net.SplitHostPort(at.String())
	}
	_, port, err := net.SplitHostPort(r.Host)
	switch {
	case err == nil:
	case r.TLS != nil:
		port = "443"
	default:
		port = "80"
	}
	ports[1] = port
	return ports
}
