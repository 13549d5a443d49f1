package mock

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/ringer-api/ringer/mock/control"
)

// serveOwn serves what is not the API's: health, the description and the control interface. It
// reports whether it did.
func (m *Mock) serveOwn(w http.ResponseWriter, r *http.Request) bool {
	switch r.URL.Path {
	case "/healthz":
		ownText(w, r, "ok\n")
	case "/readyz":
		m.serveReady(w, r)
	default:
		if s := m.describes(r); s != nil {
			m.serveDescription(w, r, s)
			return true
		}
		if _, ok := sessionInPath(r.URL.Path); ok || !strings.HasPrefix(r.URL.Path+"/", OwnPrefix) {
			return false
		}
		if m.config.NoControl {
			control.NotFound(r, "the control interface is switched off").Write(w)
			return true
		}
		m.control.ServeHTTP(w, r)
	}
	return true
}

// describes returns the API whose description is at the request's address; nil for none.
func (m *Mock) describes(r *http.Request) *served {
	if !strings.HasSuffix(r.URL.Path, "/openapi.json") {
		return nil
	}
	if s, prefix := m.find(r, r.URL.Path); s != nil && r.URL.Path == prefix+"/openapi.json" {
		return s
	}
	return nil
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
	ready := m.Ready().WithoutDetail()
	status := http.StatusOK
	if !ready.Ready {
		status = http.StatusServiceUnavailable
	}
	control.WriteValue(w, status, ready)
}

func (m *Mock) serveDescription(w http.ResponseWriter, r *http.Request, s *served) {
	if !readOnly(w, r) {
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Access-Control-Allow-Origin", "*")
	_, _ = w.Write(s.api.Description.OpenAPI())
}

// readOnly accepts GET and HEAD and refuses other methods.
func readOnly(w http.ResponseWriter, r *http.Request) bool {
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		return true
	}
	w.Header().Set("Allow", "GET, HEAD")
	(&Problem{Status: http.StatusMethodNotAllowed, Type: "urn:ringer:method", Title: "wrong method",
		Detail: fmt.Sprintf("%s accepts GET, not %s", r.URL.Path, r.Method)}).Write(w)
	return false
}

// Ready reports whether the mock serves its scenario files and its API as they are now.
func (m *Mock) Ready() Readiness {
	r := Readiness{Ready: true}
	for _, s := range m.apis {
		r.Scenarios += s.library.Current().Len()
	}
	if err := m.FixturesProblems(); err != nil {
		r.Ready, r.Problems = false, err.Error()
	}
	if err := m.APIProblems(); err != nil {
		r.Ready, r.API = false, err.Error()
	}
	return r
}

// FixturesProblems returns why the scenario files as they are now could not be made active;
// nil when they are. See ReportFixtures.
func (m *Mock) FixturesProblems() error { return m.apis[0].library.Problems() }

// ReportFixtures makes /readyz and the control interface report that the scenario files were
// changed and could not be read. The next successful SetFixtures clears it.
func (m *Mock) ReportFixtures(trouble error) { m.apis[0].library.Report(trouble) }

// APIProblems returns why the files of the API as they are now are not served; nil when they
// are. See ReportAPI.
func (m *Mock) APIProblems() error {
	if told := m.apiProblems.Load(); told != nil {
		return *told
	}
	return nil
}

// ReportAPI makes /readyz and the control interface report that the files of the API were edited
// and cannot be served, or, with nil, that they are served again.
func (m *Mock) ReportAPI(trouble error) {
	old := m.APIProblems()
	m.apiProblems.Store(&trouble)
	if trouble != nil && (old == nil || old.Error() != trouble.Error()) {
		m.sessions.Changed("api", "broken, the last good version stays active: "+trouble.Error())
	}
}
