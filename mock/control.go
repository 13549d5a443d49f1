package mock

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"github.com/gorilla/mux"

	"github.com/ringer-api/ringer/schemas"
)

// control is the control interface over HTTP. It decides nothing: each of its
// calls is one of the methods of Mock and Session.
type control struct {
	mock     *Mock
	routes   []controlRoute
	router   *mux.Router
	document []byte // its own OpenAPI description
}

// controlRoutes are all calls of the control interface, a resource a file.
func controlRoutes() []controlRoute {
	return slices.Concat(
		aboutRoutes(),
		scenariosRoutes(),
		sessionsRoutes(),
		scenarioRoutes(),
		faultsRoutes(),
		clockRoutes(),
		executionsRoutes(),
		journalRoutes(),
		eventsRoutes(),
	)
}

// controlRoute is one call: how it is asked for, what it takes, what it gives.
type controlRoute struct {
	method string
	path   string // below /_ringer, with {parameters}
	// summary says in a line what it does; more, when not empty, says the rest.
	summary, more string
	// query are the parameters it takes behind the question mark.
	query []controlParam
	// header are the headers that it heeds.
	header []controlParam
	// in is an example of its body, of the type that it is read into; nil for
	// none. orNone tells that the body may be left out, orYAML that it may be
	// YAML by its content type.
	in     any
	orNone bool
	orYAML bool
	// out is an example of its answer, of the type that is written; nil for 204.
	out any
	// media is the content type of its answer; "" is application/json.
	media string
	// makes tells that it answers 201 when it made what it was asked for.
	makes bool
	// open tells that it needs no token: it is for those who watch over processes.
	open bool
	// answer gives the value to write as JSON: nil is 204, made{v} is 201,
	// and sent{} says that it wrote the answer itself.
	answer func(c *controlCall) (any, error)
}

// controlParam is a query parameter or a header of a route.
type controlParam struct{ name, about string }

type (
	// made is an answer with status 201.
	made struct{ value any }
	// sent is an answer that is on its way already.
	sent struct{}
	// unready is an answer with status 503.
	unready struct{ value any }
)

func newControl(m *Mock) *control {
	c := &control{mock: m, routes: controlRoutes()}
	c.document = c.describe()
	c.router = mux.NewRouter().UseEncodedPath().SkipClean(true)
	for _, route := range c.routes {
		methods := []string{route.method}
		if route.method == http.MethodGet {
			methods = append(methods, http.MethodHead)
		}
		c.router.HandleFunc(strings.TrimSuffix(OwnPrefix, "/")+route.path, func(w http.ResponseWriter, r *http.Request) {
			c.serve(w, r, &route)
		}).Methods(methods...)
	}
	c.router.NotFoundHandler = http.HandlerFunc(c.unknownPath)
	c.router.MethodNotAllowedHandler = http.HandlerFunc(c.wrongMethod)
	return c
}

// ServeHTTP lets in who may come in, then answers.
func (c *control) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Add("Vary", "Origin") // who may come in, and who may look, depends on it
	if problem := c.mock.refuseStranger(r); problem != nil {
		problem.write(w)
		return
	}
	if c.allowPage(w, r) {
		c.router.ServeHTTP(w, r)
	}
}

// serve answers one call.
func (c *control) serve(w http.ResponseWriter, r *http.Request, route *controlRoute) {
	if !route.open && !c.mock.knowsToken(r) {
		wrongToken(w)
		return
	}
	call := &controlCall{mock: c.mock, control: c, w: w, r: r, room: c.mock.room(r.Context())}
	defer call.room.done()
	err := call.readQuery(route.query)
	var value any
	if err == nil {
		value, err = route.answer(call)
	}
	if err != nil {
		problemOf(err).write(w)
		return
	}
	status := http.StatusOK
	switch v := value.(type) {
	case sent:
		return
	case made:
		status, value = http.StatusCreated, v.value
	case unready:
		status, value = http.StatusServiceUnavailable, v.value
	case nil:
		w.WriteHeader(http.StatusNoContent)
		return
	}
	writeValue(w, status, value)
}

func writeValue(w http.ResponseWriter, status int, value any) {
	body, err := json.Marshal(value)
	if err != nil {
		problemOf(err).write(w)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write(append(body, '\n'))
}

// unknownPath names the nearest path that there is.
func (c *control) unknownPath(w http.ResponseWriter, r *http.Request) {
	hint := "GET " + OwnPrefix + "openapi.json describes what there is"
	var known []string
	for _, route := range c.routes {
		known = append(known, strings.TrimSuffix(OwnPrefix, "/")+route.path)
	}
	if near := schemas.Nearest(r.URL.Path, known); near != "" {
		hint = "did you mean " + near + "?"
	}
	notOurs(r, hint).write(w)
}

// wrongMethod names the methods that the path takes.
func (c *control) wrongMethod(w http.ResponseWriter, r *http.Request) {
	var allowed []string
	for _, method := range []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"} {
		other := r.Clone(r.Context())
		other.Method = method
		if match := (mux.RouteMatch{}); c.router.Match(other, &match) && match.MatchErr == nil {
			allowed = append(allowed, method)
		}
	}
	allow := strings.Join(allowed, ", ")
	w.Header().Set("Allow", allow)
	(&Problem{Status: http.StatusMethodNotAllowed, Type: "urn:ringer:method", Title: "wrong method",
		Detail: clip200(r.URL.Path) + " does not take " + clip200(r.Method), Hint: "it takes " + allow}).write(w)
}

func clip200(text string) string {
	const most = 200
	if len(text) > most {
		return text[:most] + "..."
	}
	return text
}
