package mock

import (
	"net/http"
	"strings"

	"github.com/ringer-api/ringer/mock/console"
)

// serveConsole serves the console, and leads browsers there that open the root, if no API responds
// there. It reports whether it did.
func (m *Mock) serveConsole(w http.ResponseWriter, r *http.Request) bool {
	if m.console == nil {
		return false
	}
	if console.Serves(r.URL.Path) && (r.URL.Path+"/" != OwnPrefix || wantsHTML(r)) {
		if !m.control.Guard(w, r) {
			m.console.ServeHTTP(w, r)
		}
		return true
	}
	if r.URL.Path != "/" || r.Method != http.MethodGet || !wantsHTML(r) || m.hasRoot(r) {
		return false
	}
	w.Header().Set("Location", strings.TrimPrefix(OwnPrefix, "/")) // relative: there may be a base path before it
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Add("Vary", "Accept")
	w.WriteHeader(http.StatusSeeOther)
	return true
}

// wantsHTML reports whether a request is that of a browser that opens a page.
func wantsHTML(r *http.Request) bool {
	return strings.Contains(strings.ToLower(r.Header.Get("Accept")), "text/html")
}

// hasRoot reports whether an API has an operation at the root.
func (m *Mock) hasRoot(r *http.Request) bool {
	s, prefix := m.find(r, "/")
	if s == nil || prefix != "" {
		return s != nil
	}
	for _, o := range s.api.Description.Operations() {
		if o.Path == "/" || o.Path == "" || strings.HasPrefix(o.Path, "/{") && strings.Count(o.Path, "/") == 1 {
			return true
		}
	}
	return false
}
