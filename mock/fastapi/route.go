package fastapi

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/gorilla/mux"
)

// Route is a method and a path template of the service.
type Route struct {
	ID     string
	Method string
	// Path is a template such as /api/v1/users/{user_id}. A name in
	// braces matches one or more characters other than a slash.
	Path string
}

// Param is one parameter of the path, decoded.
type Param struct {
	Name  string
	Value string
}

// Match is the result of routing a request: a route, or an error response.
type Match struct {
	Route  Route
	Params []Param // in the order of the template
	// Refusal is nil when there is a route, else the 404, 405 or 307.
	Refusal *Response
}

// Table is the routes of a service. It is read-only and safe for concurrent use.
//
// gorilla/mux only matches a path against the templates; it never responds, since its
// responses differ from the framework's.
type Table struct {
	exact  *mux.Router // path and method
	paths  *mux.Router // path alone
	routes map[*mux.Route]Route
}

// NewTable returns a table of routes in the order of their registration: if two match, the
// first is used. The error names the route with an invalid template.
func NewTable(routes []Route) (*Table, error) {
	t := &Table{
		exact:  mux.NewRouter(),
		paths:  mux.NewRouter(),
		routes: make(map[*mux.Route]Route, 2*len(routes)),
	}
	for _, route := range routes {
		// mux discards a method mismatch only for routes that have a handler.
		exact := t.exact.NewRoute().Handler(http.NotFoundHandler()).Methods(route.Method)
		for _, r := range []*mux.Route{exact, t.paths.NewRoute()} {
			if err := r.Path(template(route.Path)).GetError(); err != nil {
				return nil, fmt.Errorf("route %s %s: %w", route.Method, route.Path, err)
			}
			t.routes[r] = route
		}
	}
	return t, nil
}

// anchor is the name under which mux stores what follows a literal end: Python's "$"
// matches before a final newline, too.
const anchor = "end"

func template(path string) string {
	if strings.HasSuffix(path, "}") {
		return path
	}
	return path + "{" + anchor + `:\n?}`
}

// Match finds the route of a request. The path is decoded first, so an escaped slash
// separates segments and an escaped letter is that letter; the path is not cleaned.
func (t *Table) Match(r Request) Match {
	path := DecodePath(r.Path)
	if found, ok := find(t.exact, r.Method, path); ok {
		return Match{Route: t.routes[found.Route], Params: params(found)}
	}
	if found, ok := find(t.paths, r.Method, path); ok {
		return Match{Refusal: MethodNotAllowed(t.routes[found.Route].Method)}
	}
	if other, ok := otherSlash(path); ok {
		if _, ok := find(t.paths, r.Method, other); ok {
			return Match{Refusal: SlashRedirect(r.location(other))}
		}
	}
	return Match{Refusal: NotFound()}
}

func find(router *mux.Router, method, path string) (mux.RouteMatch, bool) {
	var found mux.RouteMatch
	ok := router.Match(&http.Request{Method: method, URL: &url.URL{Path: path}}, &found)
	return found, ok
}

func params(found mux.RouteMatch) []Param {
	names, _ := found.Route.GetVarNames() // fails only for an invalid route
	var all []Param
	for _, name := range names {
		if name != anchor {
			all = append(all, Param{Name: name, Value: found.Vars[name]})
		}
	}
	return all
}

// otherSlash returns the path that is tried when this one has no route: without its
// trailing slashes, or with one.
func otherSlash(path string) (string, bool) {
	if path == "/" {
		return "", false
	}
	if strings.HasSuffix(path, "/") {
		return strings.TrimRight(path, "/"), true
	}
	return path + "/", true
}
