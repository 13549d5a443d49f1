package mock

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/mock/journal"
	"github.com/ringer-api/ringer/mock/prefer"
	"github.com/ringer-api/ringer/mock/problem"
	"github.com/ringer-api/ringer/mock/session"
)

// restartedHeader informs a client that its session was dropped and made again.
const restartedHeader = "Ringer-Session-Restarted"

// receive begins a call: it finds the session and reads its clock.
func (m *Mock) receive(w http.ResponseWriter, r *http.Request) (*call, error) {
	name, prefix := strings.Join(r.Header.Values(session.Header), ", "), ""
	if inner, inPath, ok := sessionPath(r); ok {
		if name != "" && name != inPath {
			return nil, problem.BadInput("session", session.Header, fmt.Sprintf("the header names session %.120q, the path session %.120q",
				name, inPath), "name it in one of them")
		}
		r, name, prefix = inner, inPath, OwnPrefix+"s/"+inPath
	}
	api, mount := m.find(r, r.URL.Path)
	if api == nil {
		return nil, m.noAPI(r.URL.Path)
	}
	if !api.stripped {
		mount = ""
	}
	s, err := m.sessions.Enter(name)
	if err != nil {
		return nil, err
	}
	if why := m.sessions.Evicted(name); why != "" {
		w.Header().Set(restartedHeader, why)
	}
	c := &call{mock: m, api: api, mount: mount, session: s, request: r, room: m.budget.Room(r.Context()), prefix: prefix, number: s.Begin(),
		now: s.Clock().Now(), began: m.config.Real(), prefer: &prefer.Preferences{}}
	c.trace = journal.Trace{ID: s.Name() + "." + strconv.Itoa(c.number), Session: s.Name(), API: api.name, Clock: c.now, Speed: s.Clock().Speed()}
	w.Header().Set(TraceHeader, c.trace.ID)
	w.Header().Set("Date", c.date())
	return c, nil
}

// date is the response's Date, by the session's clock.
func (c *call) date() string { return c.now.Format(http.TimeFormat) }

// sessionPath removes a session's prefix, /_ringer/s/NAME, from the path, for clients that
// can only be given a base URL.
func sessionPath(r *http.Request) (inner *http.Request, session string, ok bool) {
	session, ok = sessionInPath(r.URL.Path)
	if !ok {
		return nil, "", false
	}
	prefix := OwnPrefix + "s/" + session
	inner = r.Clone(r.Context())
	inner.URL.Path = strings.TrimPrefix(r.URL.Path, prefix)
	inner.URL.RawPath = strings.TrimPrefix(r.URL.RawPath, prefix)
	return inner, session, true
}

// sessionInPath returns the session that a path names in its prefix.
func sessionInPath(path string) (session string, ok bool) {
	rest, ok := strings.CutPrefix(path, OwnPrefix+"s/")
	if !ok {
		return "", false
	}
	session, _, ok = strings.Cut(rest, "/")
	return session, ok && session != ""
}
