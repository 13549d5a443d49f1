package mock

import (
	"net/http"
	"strings"
)

// date is the Date of an answer: what the clock shows of the session that the
// request is about, and for all else that of the shared session. So what is
// repeatable is repeatable to the last header.
func (m *Mock) date(r *http.Request) string {
	s := m.sessions.Look(aboutSession(r))
	if s == nil { // the shared one was dropped, and not asked for since
		return m.config.Real().UTC().Format(http.TimeFormat)
	}
	return s.Clock().Now().UTC().Format(http.TimeFormat)
}

// aboutSession is the name of the session that a request is about, by its
// header or its path; "" where it names none.
func aboutSession(r *http.Request) string {
	if name := r.Header.Get(SessionHeader); name != "" {
		return name
	}
	for _, prefix := range []string{"s/", "sessions/"} {
		if rest, ok := strings.CutPrefix(r.URL.Path, OwnPrefix+prefix); ok {
			name, _, _ := strings.Cut(rest, "/")
			return name
		}
	}
	return ""
}
