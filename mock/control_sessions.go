package mock

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"time"
)

// SessionStart is a SessionConfig as the control interface takes it.
type SessionStart struct {
	Scenario string          `json:"scenario,omitempty" doc:"the name of a known scenario"`
	Inline   json.RawMessage `json:"inline,omitempty" doc:"a scenario by value: what a scenario file holds"`
	Seed     *uint64         `json:"seed,omitempty" doc:"decides all chance"`
	Now      *time.Time      `json:"now,omitempty" doc:"where its clock starts; it then stands still, unless speed is given"`
	Speed    *Speed          `json:"speed,omitempty" doc:"how much faster than real time its clock runs, such as 60 or \"60x\""`
	Epoch    *time.Time      `json:"epoch,omitempty" doc:"the moment its executions are laid out around"`
}

// NewSession is a SessionStart with the session's name.
type NewSession struct {
	Name string `json:"name" doc:"up to 100 letters, digits, dots, hyphens and underscores"`
	SessionStart
}

// SessionList is all sessions.
type SessionList struct {
	Sessions []SessionState `json:"sessions"`
}

func sessionsRoutes() []controlRoute {
	start := SessionStart{Scenario: "partial-success", Now: &exampleTime}
	one := exampleSession
	return []controlRoute{
		{method: http.MethodGet, path: "/sessions", summary: "List the sessions", out: SessionList{[]SessionState{one}},
			answer: (*controlCall).listSessions},
		{method: http.MethodPost, path: "/sessions", summary: "Make a session",
			more: "A name that is taken is a 409; PUT starts such a session over.", makes: true,
			in: NewSession{"cart-7", start}, out: one, answer: (*controlCall).postSession},
		{method: http.MethodGet, path: "/sessions/{session}", summary: "Look at a session", out: one,
			answer: (*controlCall).getSession},
		{method: http.MethodPut, path: "/sessions/{session}", summary: "Make a session, or start it over",
			makes: true, in: start, orNone: true, out: one, answer: (*controlCall).putSession},
		{method: http.MethodDelete, path: "/sessions/{session}", summary: "Forget a session",
			answer: (*controlCall).deleteSession},
		{method: http.MethodPost, path: "/sessions/{session}/reset", summary: "Start a session over",
			more: "Without a body it starts as it last did; with one, as the body says. Its births, " +
				"changes, faults and journal are gone.",
			in: start, orNone: true, out: one, answer: (*controlCall).resetSession},
	}
}

func (c *controlCall) listSessions() (any, error) {
	list := SessionList{Sessions: []SessionState{}}
	for _, s := range c.mock.Sessions() {
		list.Sessions = append(list.Sessions, s.State())
	}
	return list, nil
}

func (c *controlCall) getSession() (any, error) {
	s, err := c.session()
	if err != nil {
		return nil, err
	}
	return s.State(), nil
}

func (c *controlCall) postSession() (any, error) {
	var start NewSession
	if err := c.read(&start); err != nil {
		return nil, err
	}
	if start.Name == "" {
		return nil, badBody("name", "name is missing", "want a name for the session, such as cart-7")
	}
	if c.mock.hasSession(start.Name) {
		return nil, conflict("taken", "name", "there is a session "+quoted(start.Name)+" already",
			"PUT /_ringer/sessions/"+url.PathEscape(start.Name)+" starts it over")
	}
	config, err := start.config(c.r.Context(), c.mock)
	if err != nil {
		return nil, err
	}
	s, err := c.mock.MakeSession(start.Name, config)
	if err != nil {
		return nil, refield(err, "name")
	}
	c.w.Header().Set("Location", OwnPrefix+"sessions/"+url.PathEscape(start.Name))
	return made{s.State()}, nil
}

func (c *controlCall) putSession() (any, error) {
	config, _, err := c.start()
	if err != nil {
		return nil, err
	}
	name := c.param("session")
	known := c.mock.hasSession(name)
	s, err := c.mock.MakeSession(name, config)
	if err != nil {
		return nil, refield(err, "session")
	}
	if known {
		return s.State(), nil
	}
	return made{s.State()}, nil
}

func (c *controlCall) deleteSession() (any, error) {
	s, err := c.session()
	if err != nil {
		return nil, err
	}
	_, err = c.mock.DropSession(s.Name())
	return nil, err
}

func (c *controlCall) resetSession() (any, error) {
	config, given, err := c.start()
	if err != nil {
		return nil, err
	}
	with := &config
	if !given {
		with = nil
	}
	s, err := c.mock.ResetSession(c.param("session"), with)
	if err != nil {
		return nil, refield(err, "session")
	}
	return s.State(), nil
}

// start reads how a session is to start, and tells whether the request says so.
func (c *controlCall) start() (SessionConfig, bool, error) {
	var start SessionStart
	given, err := c.readSome(&start)
	if err != nil {
		return SessionConfig{}, false, err
	}
	config, err := start.config(c.r.Context(), c.mock)
	return config, given, err
}

// config is the start as MakeSession takes it. A speed of 0 alone stops the
// clock where real time is.
func (s *SessionStart) config(ctx context.Context, m *Mock) (SessionConfig, error) {
	c := SessionConfig{Scenario: s.Scenario, Seed: s.Seed}
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
			c.Now = m.config.Real()
		}
	}
	if set := m.Scenarios(); s.Scenario != "" {
		if _, err := set.Get(s.Scenario); err != nil {
			return c, unknownName("scenario", "scenario", s.Scenario, set.Names())
		}
	}
	if len(s.Inline) == 0 || bytes.Equal(s.Inline, []byte("null")) {
		return c, nil
	}
	if s.Scenario != "" {
		return c, badBody("inline", "both scenario and inline are given", "want one of them")
	}
	c.Inline, err = m.readScenario(ctx, s.Inline)
	return c, err
}
