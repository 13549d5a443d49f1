package mock

import (
	"net/http"
	"strings"

	"github.com/ringer-api/ringer/mock/session"
)

// date is the Date of a response: the time of the clock of the request's session, or else of
// the shared session. So a repeatable response is repeatable up to its last header.
func (m *Mock) date(r *http.Request) string {
	s := m.sessions.Look(aboutSession(r))
	if s == nil { // the shared one was dropped, and not used since
		return m.config.Real().UTC().Format(http.TimeFormat)
	}
	return s.Clock().Now().UTC().Format(http.TimeFormat)
}

// aboutSession returns the name of the session that a request belongs to, by its headers or
// its path; "" when it names none.
func aboutSession(r *http.Request) string {
	if all := session.NamesIn(r); len(all) > 0 {
		return all[0].Name
	}
	for _, prefix := range []string{"s/", "sessions/"} {
		if rest, ok := strings.CutPrefix(r.URL.Path, OwnPrefix+prefix); ok {
			name, _, _ := strings.Cut(rest, "/")
			return name
		}
	}
	return ""
}
