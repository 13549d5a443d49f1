package mock

import (
	"errors"
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
	named, prefix, err := namedSession(r)
	if err != nil {
		return nil, err
	}
	if prefix != "" {
		r = withoutPrefix(r, prefix)
	}
	api, mount := m.find(r, r.URL.Path)
	if api == nil {
		return nil, m.noAPI(r.URL.Path)
	}
	if !api.stripped {
		mount = ""
	}
	name := named.Name
	s, err := m.sessions.Enter(name)
	if err != nil {
		return nil, named.explain(err)
	}
	if why := m.sessions.Evicted(name); why != "" {
		w.Header().Set(restartedHeader, why)
	}
	c := &call{mock: m, api: api, mount: mount, session: s, request: r, room: m.budget.Room(r.Context()), prefix: prefix, number: s.Begin(),
		now: s.Clock().Now(), began: m.config.Real(), prefer: &prefer.Preferences{}}
	c.trace = journal.Trace{ID: s.Name() + "." + strconv.Itoa(c.number), Session: s.Name(), SessionBy: named.By, API: api.name, Clock: c.now, Speed: s.Clock().Speed()}
	w.Header().Set(TraceHeader, c.trace.ID)
	w.Header().Set("Date", c.date())
	return c, nil
}

// date is the response's Date, by the session's clock.
func (c *call) date() string { return c.now.Format(http.TimeFormat) }

// naming is the session that a request names; its zero value is none.
type naming struct{ session.Named }

// explain names the place of a wrong name in an error.
func (n naming) explain(err error) error {
	var p *problem.Problem
	if n.By != session.ByBaggage && n.By != session.ByCookie || !errors.As(err, &p) || p.Field != session.Header {
		return err
	}
	again := *p
	again.Field = n.Text
	return &again
}

// namedSession returns the session that a request names, and the prefix of its path that does.
// Two ways may name the same session, and must not name different ones.
func namedSession(r *http.Request) (n naming, prefix string, err error) {
	all := session.NamesIn(r)
	if inPath, ok := sessionInPath(r.URL.Path); ok {
		prefix = OwnPrefix + "s/" + inPath
		all = append([]session.Named{{Name: inPath, By: session.ByPath, Text: "path"}}, all...)
	}
	if len(all) == 0 {
		return naming{}, "", nil
	}
	first := all[0]
	for _, other := range all[1:] {
		if other.Name != first.Name {
			return naming{}, "", problem.BadInput("session", session.Header, fmt.Sprintf("the %s names session %.120q, the %s session %.120q",
				other.Text, other.Name, first.Text, first.Name), "name it in one of them")
		}
	}
	return naming{first}, prefix, nil
}

// withoutPrefix removes a session's prefix, /_ringer/s/NAME, from the path, for clients that
// can only be given a base URL.
func withoutPrefix(r *http.Request, prefix string) *http.Request {
	inner := r.Clone(r.Context())
	inner.URL.Path = strings.TrimPrefix(r.URL.Path, prefix)
	inner.URL.RawPath = strings.TrimPrefix(r.URL.RawPath, prefix)
	return inner
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
