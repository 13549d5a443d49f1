package control

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"time"

	"github.com/ringer-api/ringer/mock/problem"
	"github.com/ringer-api/ringer/mock/session"
)

// SessionStart is a session.Start as the control interface takes it.
type SessionStart struct {
	Scenario string          `json:"scenario,omitempty" doc:"the name of a known scenario"`
	Inline   json.RawMessage `json:"inline,omitempty" doc:"a scenario by value, as in a scenario file"`
	API      string          `json:"api,omitempty" doc:"the API that inline is for, in a mock of several; without it, the one that it fits"`
	Seed     *uint64         `json:"seed,omitempty" doc:"determines everything random"`
	Now      *time.Time      `json:"now,omitempty" doc:"where its clock starts; it is then frozen, unless speed is given"`
	Speed    *Speed          `json:"speed,omitempty" doc:"how much faster than real time its clock runs, such as 60 or \"60x\""`
	Epoch    *time.Time      `json:"epoch,omitempty" doc:"the time around which its jobs are generated"`
}

// NewSession is a SessionStart with the session's name.
type NewSession struct {
	Name string `json:"name" doc:"up to 100 letters, digits, dots, hyphens and underscores"`
	SessionStart
}

// SessionList is all sessions.
type SessionList struct {
	Sessions []session.State `json:"sessions"`
}

func sessionsRoutes(e examples) []route {
	start := SessionStart{Scenario: "slow", Now: &exampleTime}
	one := e.session
	return []route{
		{id: "listSessions", method: http.MethodGet, path: "/sessions", summary: "List the sessions", out: SessionList{[]session.State{one}},
			responds: (*call).listSessions},
		{id: "createSession", method: http.MethodPost, path: "/sessions", summary: "Make a session",
			more: "A name that is in use is a 409; PUT replaces an existing session.", makes: true,
			in: NewSession{"cart-7", start}, out: one, responds: (*call).createSession},
		{id: "getSession", method: http.MethodGet, path: "/sessions/{session}", summary: "Get a session", out: one,
			responds: (*call).getSession},
		{id: "startSession", method: http.MethodPut, path: "/sessions/{session}", summary: "Make a session, or start an existing one again",
			makes: true, in: start, orNone: true, out: one, responds: (*call).startSession},
		{id: "deleteSession", method: http.MethodDelete, path: "/sessions/{session}", summary: "Delete a session",
			responds: (*call).deleteSession},
		{id: "resetSession", method: http.MethodPost, path: "/sessions/{session}/reset", summary: "Start a session again",
			more: "Without a body it starts as it last did; with one, as in the body. The jobs that were created, " +
				"changes, faults and the journal are discarded.",
			in: start, orNone: true, out: one, responds: (*call).resetSession},
	}
}

func (c *call) listSessions() (any, error) {
	list := SessionList{Sessions: []session.State{}}
	for _, s := range c.control.Sessions.List() {
		list.Sessions = append(list.Sessions, s.State())
	}
	return list, nil
}

func (c *call) getSession() (any, error) {
	s, err := c.session()
	if err != nil {
		return nil, err
	}
	return s.State(), nil
}

func (c *call) createSession() (any, error) {
	var start NewSession
	if err := c.read(&start); err != nil {
		return nil, err
	}
	if start.Name == "" {
		return nil, badBody("name", "name is missing", "want a name for the session, such as cart-7")
	}
	if c.control.Sessions.Has(start.Name) {
		return nil, problem.Conflict("taken", "name", "there is a session "+problem.Quoted(start.Name)+" already",
			"PUT /_ringer/sessions/"+url.PathEscape(start.Name)+" starts it again")
	}
	config, err := start.config(c.r.Context(), c.control)
	if err != nil {
		return nil, err
	}
	s, err := c.control.Sessions.Make(start.Name, config)
	if err != nil {
		return nil, renameField(err, "name")
	}
	c.w.Header().Set("Location", Prefix+"sessions/"+url.PathEscape(start.Name))
	return created{s.State()}, nil
}

func (c *call) startSession() (any, error) {
	config, _, err := c.start()
	if err != nil {
		return nil, err
	}
	name := c.param("session")
	known := c.control.Sessions.Has(name)
	s, err := c.control.Sessions.Make(name, config)
	if err != nil {
		return nil, renameField(err, "session")
	}
	if known {
		return s.State(), nil
	}
	return created{s.State()}, nil
}

func (c *call) deleteSession() (any, error) {
	s, err := c.session()
	if err != nil {
		return nil, err
	}
	_, err = c.control.Sessions.Drop(s.Name())
	return nil, err
}

func (c *call) resetSession() (any, error) {
	config, given, err := c.start()
	if err != nil {
		return nil, err
	}
	with := &config
	if !given {
		with = nil
	}
	s, err := c.control.Sessions.Reset(c.param("session"), with)
	if err != nil {
		return nil, renameField(err, "session")
	}
	return s.State(), nil
}

// start reads how a session is to start, and reports whether the request has a body.
func (c *call) start() (session.Start, bool, error) {
	var start SessionStart
	given, err := c.readOptional(&start)
	if err != nil {
		return session.Start{}, false, err
	}
	config, err := start.config(c.r.Context(), c.control)
	return config, given, err
}

// config converts the start to a session.Start. A speed of 0 alone freezes the clock at
// the real time.
func (s *SessionStart) config(ctx context.Context, of *Control) (session.Start, error) {
	c := session.Start{Scenario: s.Scenario, Seed: s.Seed}
	var err error
	if c.Now, err = instantOf("now", s.Now); err != nil {
		return c, err
	}
	if c.Epoch, err = instantOf("epoch", s.Epoch); err != nil {
		return c, err
	}
	if s.Speed != nil {
		c.Speed = float64(*s.Speed)
		if c.Speed == 0 && s.Now == nil {
			c.Now = of.Real()
		}
	}
	if s.Scenario != "" {
		if c.Scenario, _, err = of.knownScenario("", s.Scenario, "scenario"); err != nil {
			return c, err
		}
	}
	if len(s.Inline) == 0 || bytes.Equal(s.Inline, []byte("null")) {
		return c, nil
	}
	if s.Scenario != "" {
		return c, badBody("inline", "both scenario and inline are given", "want one of them")
	}
	c.Inline, c.InlineAPI, err = of.readScenario(ctx, s.API, s.Inline)
	return c, err
}
