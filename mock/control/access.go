package control

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

	"github.com/ringer-api/ringer/mock/origin"
	"github.com/ringer-api/ringer/mock/problem"
	"github.com/ringer-api/ringer/mock/session"
)

// Who may use the control interface: under which host names, from pages of which origins, with
// which token. mock.Config.CheckListening decides on which addresses it may listen
// without a token; mock/cors.go decides which pages may call the mocked API.

// checkAccess refuses requests to the control interface under an unknown host name, which is
// how a page reaches it by DNS rebinding, and from pages of other origins.
func (c *Control) checkAccess(r *http.Request) *problem.Problem {
	if host := hostOf(r.Host); !c.isMyName(host, r) {
		return forbidden("Host", fmt.Sprintf("%.120q is not a name of this server", r.Host),
			"use localhost in the URL, or give the mock this name as one of its control hosts")
	}
	from := r.Header.Get("Origin")
	if from == "" || c.trusts(from, r) {
		return nil
	}
	return forbidden("Origin", fmt.Sprintf("pages of %.120q may not use the control interface", from),
		"open the page from localhost, or allow its origin")
}

// Guard refuses requests that may not use the control interface, as those to it are, and reports
// whether it has.
func (c *Control) Guard(w http.ResponseWriter, r *http.Request) bool {
	p := c.checkAccess(r)
	if p != nil {
		p.Write(w)
	}
	return p != nil
}

func forbidden(field, detail, hint string) *problem.Problem {
	return &problem.Problem{Status: http.StatusForbidden, Type: "urn:ringer:forbidden",
		Title: "the control interface does not accept this client", Field: field, Detail: detail, Hint: hint}
}

// hostOf returns the host without its port.
func hostOf(hostport string) string {
	u := url.URL{Host: hostport}
	return u.Hostname()
}

// isMyName reports whether host is a name of this server: a loopback name, the address
// that the connection came to, or a configured name.
func (c *Control) isMyName(host string, r *http.Request) bool {
	if host == "" {
		return false
	}
	if origin.IsLoopback(host) || slices.ContainsFunc(c.Hosts, func(h string) bool { return strings.EqualFold(h, host) }) {
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

// trusts reports whether pages of an origin may use the control interface.
func (c *Control) trusts(from string, r *http.Request) bool {
	if slices.Contains(c.Origins, from) {
		return true
	}
	u, err := url.Parse(from)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return false
	}
	return strings.EqualFold(u.Host, r.Host) || origin.IsLocal(from)
}

// allowPage writes the CORS headers for a trusted page, and responds to a preflight. It
// reports whether the request is still to be handled.
func (c *Control) allowPage(w http.ResponseWriter, r *http.Request) bool {
	from := r.Header.Get("Origin")
	if from == "" {
		return true
	}
	h := w.Header()
	h.Set("Access-Control-Allow-Origin", from)
	h.Set("Access-Control-Expose-Headers", problem.Header+", Location, Deprecation, Link")
	if r.Method != http.MethodOptions || r.Header.Get("Access-Control-Request-Method") == "" {
		return true
	}
	h.Set("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE")
	h.Set("Access-Control-Allow-Headers", "Authorization, Content-Type, "+lastEventID+", "+session.Header)
	h.Set("Access-Control-Max-Age", "600")
	w.WriteHeader(http.StatusNoContent)
	return false
}

// knowsToken reports whether the request contains the token, or none is required.
func (c *Control) knowsToken(r *http.Request) bool {
	if c.Token == "" {
		return true
	}
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	given, want := sha256.Sum256([]byte(token)), sha256.Sum256([]byte(c.Token))
	return subtle.ConstantTimeCompare(given[:], want[:]) == 1 && strings.EqualFold(scheme, "Bearer")
}

func wrongToken(w http.ResponseWriter) {
	w.Header().Set("WWW-Authenticate", `Bearer realm="ringer control"`)
	(&problem.Problem{Status: http.StatusUnauthorized, Type: "urn:ringer:token", Title: "the control interface requires its token",
		Field: "Authorization", Detail: "the token is missing or wrong",
		Hint: "send it as Authorization: Bearer TOKEN"}).Write(w)
}
