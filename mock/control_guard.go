package mock

import (
	"crypto/sha256"
	"crypto/subtle"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
)

// CheckListening refuses to open the control interface to strangers: an
// address beyond loopback needs a ControlToken, or NoControl. The address is
// as net.Listen takes it; a host that is empty or a name other than localhost
// counts as beyond. Whoever listens for a Mock asks this first.
func (c Config) CheckListening(address string) error {
	if c.NoControl || c.ControlToken != "" {
		return nil
	}
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		host = address
	}
	if isLoopback(host) {
		return nil
	}
	return fmt.Errorf("listening on %s, beyond loopback, would leave the control interface open to everybody "+
		"who can reach it: give it a token, or switch it off", address)
}

// refuseStranger refuses requests that come to the control interface by
// another name, which is how a page reaches it by DNS rebinding, and from
// pages of other origins.
func (m *Mock) refuseStranger(r *http.Request) *Problem {
	if host := hostOf(r.Host); !m.isMyName(host, r) {
		return forbidden("Host", fmt.Sprintf("%.120q is no name of this server", r.Host),
			"ask for it as localhost, or give the mock this name as one of its control hosts")
	}
	origin := r.Header.Get("Origin")
	if origin == "" || m.trusts(origin, r) {
		return nil
	}
	return forbidden("Origin", fmt.Sprintf("pages of %.120q may not use the control interface", origin),
		"open the page from localhost, or allow its origin")
}

func forbidden(field, detail, hint string) *Problem {
	return &Problem{Status: http.StatusForbidden, Type: "urn:ringer:forbidden",
		Title: "the control interface is not for this client", Field: field, Detail: detail, Hint: hint}
}

// hostOf is the host without its port.
func hostOf(hostport string) string {
	u := url.URL{Host: hostport}
	return u.Hostname()
}

// isMyName tells whether the server is called that: a loopback name, the
// address that the connection came to, or a configured name.
func (m *Mock) isMyName(host string, r *http.Request) bool {
	if host == "" {
		return false
	}
	if isLoopback(host) || slices.ContainsFunc(m.config.ControlHosts, func(h string) bool { return strings.EqualFold(h, host) }) {
		return true
	}
	local, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	if !ok {
		return false
	}
	bound, err := netip.ParseAddrPort(local.String())
	if err != nil {
		return false
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.Unmap() == bound.Addr().Unmap().WithZone("")
}

// trusts tells whether pages of an origin may use the control interface.
func (m *Mock) trusts(origin string, r *http.Request) bool {
	if slices.Contains(m.config.ControlOrigins, origin) {
		return true
	}
	u, err := url.Parse(origin)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return false
	}
	return strings.EqualFold(u.Host, r.Host) || isLoopbackOrigin(origin)
}

// allowPage tells the browser of a trusted page that it may look, and answers
// a preflight. It tells whether the request goes on.
func (c *control) allowPage(w http.ResponseWriter, r *http.Request) bool {
	origin := r.Header.Get("Origin")
	if origin == "" {
		return true
	}
	h := w.Header()
	h.Set("Access-Control-Allow-Origin", origin)
	h.Set("Access-Control-Expose-Headers", ownHeader+", Location")
	if r.Method != http.MethodOptions || r.Header.Get("Access-Control-Request-Method") == "" {
		return true
	}
	h.Set("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE")
	h.Set("Access-Control-Allow-Headers", "Authorization, Content-Type, "+lastEventID+", "+SessionHeader)
	h.Set("Access-Control-Max-Age", "600")
	w.WriteHeader(http.StatusNoContent)
	return false
}

// knowsToken tells whether the request brings the token, if there is one.
func (m *Mock) knowsToken(r *http.Request) bool {
	if m.config.ControlToken == "" {
		return true
	}
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	given, want := sha256.Sum256([]byte(token)), sha256.Sum256([]byte(m.config.ControlToken))
	return subtle.ConstantTimeCompare(given[:], want[:]) == 1 && strings.EqualFold(scheme, "Bearer")
}

func wrongToken(w http.ResponseWriter) {
	w.Header().Set("WWW-Authenticate", `Bearer realm="ringer control"`)
	(&Problem{Status: http.StatusUnauthorized, Type: "urn:ringer:token", Title: "the control interface wants its token",
		Field: "Authorization", Detail: "the token is missing or wrong",
		Hint: "send it as Authorization: Bearer TOKEN"}).write(w)
}
