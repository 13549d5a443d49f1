package control

import (
	"errors"
	"maps"
	"net/http"
	"net/url"
	"slices"

	"github.com/gorilla/mux"

	"github.com/ringer-api/ringer/mock/budget"
	"github.com/ringer-api/ringer/mock/problem"
	"github.com/ringer-api/ringer/mock/session"
)

// call is one request to the control interface.
type call struct {
	control *Control
	w       http.ResponseWriter
	r       *http.Request
	room    *budget.Room // the call's part of the memory shared by all requests
	query   url.Values   // only parameters that the route knows, each once
}

// param returns a parameter of the path, decoded.
func (c *call) param(name string) string {
	escaped := mux.Vars(c.r)[name]
	if text, err := url.PathUnescape(escaped); err == nil {
		return text
	}
	return escaped
}

// session returns the session that the path names; an unknown one is a 404.
func (c *call) session() (*session.Session, error) {
	return c.control.Sessions.Known(c.param("session"))
}

// about returns the name of the session in the path or the query; "" for all sessions. An
// unknown one is a 404.
func (c *call) about() (string, error) {
	name := c.param("session")
	if name == "" {
		name = c.query.Get("session")
	}
	if name == "" {
		return "", nil
	}
	s, err := c.control.Sessions.Known(name)
	if err != nil {
		return "", err
	}
	return s.Name(), nil
}

// change calls do with the session that the path names. An unknown session is made; then
// the status code is 201.
func (c *call) change(do func(*session.Session) (any, error)) (any, error) {
	name := c.param("session")
	known := c.control.Sessions.Has(name)
	s, err := c.control.Sessions.Enter(name)
	if err != nil {
		return nil, renameField(err, "session")
	}
	defer c.control.Sessions.Leave(s)
	value, err := do(s)
	if err == nil {
		err = renameField(c.control.Sessions.Keep(s), "session")
	}
	if err != nil || known {
		return value, err
	}
	return created{value}, nil
}

// readQuery reads the request's query; parameters other than the known ones are errors.
func (c *call) readQuery(known []param) error {
	query, err := url.ParseQuery(c.r.URL.RawQuery)
	if err != nil {
		return problem.BadInput("parameter", "query", "the query cannot be read: "+err.Error(), "")
	}
	names := make([]string, len(known))
	for i, p := range known {
		names[i] = p.name
	}
	for _, name := range slices.Sorted(maps.Keys(query)) {
		if !slices.Contains(names, name) {
			return problem.UnknownParameter(name, names)
		}
		if len(query[name]) > 1 {
			return problem.BadInput("parameter", name, name+" is given more than once", "give it once")
		}
	}
	c.query = query
	return nil
}

// renameField replaces the field session.Header of an error by the request's own name for
// the session.
func renameField(err error, field string) error {
	var p *problem.Problem
	if !errors.As(err, &p) || p.Field != session.Header {
		return err
	}
	again := *p
	again.Field = field
	return &again
}
