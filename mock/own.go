package mock

import (
	"fmt"
	"net/http"
	"strings"
)

// OwnPrefix leads every path that is the mock's own, apart from the few that
// everybody expects at the root.
const OwnPrefix = "/_ringer/"

// serveOwn answers what is not the API's: health, the description and the
// control interface. It tells whether it did.
func (m *Mock) serveOwn(w http.ResponseWriter, r *http.Request) bool {
	switch r.URL.Path {
	case "/healthz":
		ownText(w, r, "ok\n")
	case "/readyz":
		m.serveReady(w, r)
	case "/openapi.json":
		m.serveDescription(w, r)
	default:
		if _, _, ok := sessionPath(r); ok || !strings.HasPrefix(r.URL.Path+"/", OwnPrefix) {
			return false
		}
		if m.config.NoControl {
			notOurs(r, "the control interface is switched off").write(w)
			return true
		}
		m.control.ServeHTTP(w, r)
	}
	return true
}

func ownText(w http.ResponseWriter, r *http.Request, text string) {
	if !readOnly(w, r) {
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write([]byte(text))
}

func (m *Mock) serveReady(w http.ResponseWriter, r *http.Request) {
	if !readOnly(w, r) {
		return
	}
	ready := m.Ready().withoutDetail()
	status := http.StatusOK
	if !ready.Ready {
		status = http.StatusServiceUnavailable
	}
	writeValue(w, status, ready)
}

func (m *Mock) serveDescription(w http.ResponseWriter, r *http.Request) {
	if !readOnly(w, r) {
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Access-Control-Allow-Origin", "*")
	_, _ = w.Write(m.description.OpenAPI())
}

// readOnly lets GET and HEAD through and refuses the rest.
func readOnly(w http.ResponseWriter, r *http.Request) bool {
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		return true
	}
	w.Header().Set("Allow", "GET, HEAD")
	(&Problem{Status: http.StatusMethodNotAllowed, Type: "urn:ringer:method", Title: "wrong method",
		Detail: fmt.Sprintf("%s takes GET, not %s", r.URL.Path, r.Method)}).write(w)
	return false
}

func notOurs(r *http.Request, hint string) *Problem {
	return &Problem{Status: http.StatusNotFound, Type: "urn:ringer:not-found", Title: "no such control path",
		Detail: fmt.Sprintf("nothing is at %.200s", r.URL.Path), Hint: hint}
}

// sessionPath takes a session's prefix, /_ringer/s/NAME, off the path, for
// clients that can only be given a base URL.
func sessionPath(r *http.Request) (inner *http.Request, session string, ok bool) {
	rest, ok := strings.CutPrefix(r.URL.Path, OwnPrefix+"s/")
	if !ok {
		return nil, "", false
	}
	session, _, ok = strings.Cut(rest, "/")
	if !ok || session == "" {
		return nil, "", false
	}
	prefix := OwnPrefix + "s/" + session
	inner = r.Clone(r.Context())
	inner.URL.Path = strings.TrimPrefix(r.URL.Path, prefix)
	inner.URL.RawPath = strings.TrimPrefix(r.URL.RawPath, prefix)
	return inner, session, true
}
