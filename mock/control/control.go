package control

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/gorilla/mux"

	"github.com/ringer-api/ringer/mock/problem"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/display"
)

// Prefix is the beginning of every path that is the mock's own, apart from the few that
// are expected at the root.
const Prefix = "/_ringer/"

// InterfaceVersion is the version of the control interface, as its description has it.
const InterfaceVersion = "2"

// Control is the control interface over HTTP, an http.Handler. It contains no logic of its own:
// each of its calls is one of the methods of Sessions and Session.
type Control struct {
	Config
	routes   []route
	router   *mux.Router
	document []byte        // its own OpenAPI description
	reading  chan struct{} // contains one element while a client's scenario is parsed
}

// allRoutes returns all calls of the control interface; each resource has a file.
func (c *Config) allRoutes() []route {
	e := newExamples(c.Resources, c.Operations)
	return slices.Concat(
		aboutRoutes(),
		modelRoutes(),
		scenariosRoutes(),
		sessionsRoutes(e),
		scenarioRoutes(),
		faultsRoutes(),
		clockRoutes(e),
		timelineRoutes([]param{{"resource", "draw only the jobs of this resource of the job model"}}),
		jobsRoutes(e, c.Resources.Params()),
		c.executionsRoutes(e),
		journalRoutes(e.operation),
		eventsRoutes(),
	)
}

// route is one call: its request and its response.
type route struct {
	id     string // its operationId: a verb, then what it acts on
	method string
	path   string // below /_ringer, with {parameters}
	// summary describes it in a line; more, when not empty, adds the details.
	summary, more string
	// query are the query parameters it accepts.
	query []param
	// header are the headers that it uses.
	header []param
	// in is an example of its body, of the type into which it is decoded; nil for
	// none. orNone: the body is optional. orYAML: it may be YAML, by its content
	// type.
	in     any
	orNone bool
	orYAML bool
	// out is an example of its response body, of the type that is encoded; nil for 204.
	out any
	// media is the content type of its response; "" is application/json.
	media string
	// makes reports that it responds with 201 when it made something.
	makes bool
	// open reports that it requires no token: it is for the supervision of processes.
	open bool
	// successor is the path of the route that replaces it, with the same parameters; ""
	// for a route that is not deprecated.
	successor string
	// responds returns the value to write as JSON: nil is 204, created{v} is 201,
	// unready{v} is 503, and sent{} means that the response is already written.
	responds func(c *call) (any, error)
}

// param is a query parameter or a header of a route.
type param struct{ name, about string }

type (
	// created is a response with status code 201.
	created struct{ value any }
	// sent is a response that is already written.
	sent struct{}
	// unready is a response with status code 503.
	unready struct{ value any }
)

// New makes a control interface.
func New(config Config) *Control {
	c := &Control{Config: config, routes: config.allRoutes(), reading: make(chan struct{}, 1)}
	c.document = c.describe()
	c.router = mux.NewRouter().UseEncodedPath().SkipClean(true)
	for _, route := range c.routes {
		methods := []string{route.method}
		if route.method == http.MethodGet {
			methods = append(methods, http.MethodHead)
		}
		c.router.HandleFunc(strings.TrimSuffix(Prefix, "/")+route.path, func(w http.ResponseWriter, r *http.Request) {
			c.serve(w, r, &route)
		}).Methods(methods...)
	}
	c.router.NotFoundHandler = http.HandlerFunc(c.unknownPath)
	c.router.MethodNotAllowedHandler = http.HandlerFunc(c.wrongMethod)
	return c
}

// ServeHTTP checks whether the client may use the control interface, then responds.
func (c *Control) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Add("Vary", "Origin") // access and the CORS headers depend on it
	if problem := c.checkAccess(r); problem != nil {
		problem.Write(w)
		return
	}
	if c.allowPage(w, r) {
		c.router.ServeHTTP(w, r)
	}
}

// serve responds to one call.
func (c *Control) serve(w http.ResponseWriter, r *http.Request, route *route) {
	if route.successor != "" {
		deprecate(w, r, route.successor)
	}
	if !route.open && !c.knowsToken(r) {
		wrongToken(w)
		return
	}
	call := &call{control: c, w: w, r: r, room: c.Budget.Room(r.Context())}
	defer call.room.Done()
	err := call.readQuery(route.query)
	var value any
	if err == nil {
		value, err = route.responds(call)
	}
	if err != nil {
		problem.Of(err).Write(w)
		return
	}
	status := http.StatusOK
	switch v := value.(type) {
	case sent:
		return
	case created:
		status, value = http.StatusCreated, v.value
	case unready:
		status, value = http.StatusServiceUnavailable, v.value
	case nil:
		w.WriteHeader(http.StatusNoContent)
		return
	}
	WriteValue(w, status, value)
}

// WriteValue sends a value as the mock's own JSON.
func WriteValue(w http.ResponseWriter, status int, value any) {
	body, err := json.Marshal(value)
	if err != nil {
		problem.Of(err).Write(w)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write(append(display.JSON(body), '\n'))
}

// unknownPath responds to an unknown path and suggests the nearest known one.
func (c *Control) unknownPath(w http.ResponseWriter, r *http.Request) {
	hint := "GET " + Prefix + "openapi.json describes the control interface"
	var known []string
	for _, route := range c.routes {
		if route.successor != "" {
			continue
		}
		known = append(known, strings.TrimSuffix(Prefix, "/")+route.path)
	}
	if near := schemas.Nearest(r.URL.Path, known); near != "" {
		hint = "did you mean " + near + "?"
	}
	NotFound(r, hint).Write(w)
}

// wrongMethod responds to a wrong method and names those of the path.
func (c *Control) wrongMethod(w http.ResponseWriter, r *http.Request) {
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
	(&problem.Problem{Status: http.StatusMethodNotAllowed, Type: "urn:ringer:method", Title: "wrong method",
		Detail: clip200(r.URL.Path) + " does not accept " + clip200(r.Method), Hint: "it accepts " + allow}).Write(w)
}

// NotFound is the problem of an unknown path below Prefix.
func NotFound(r *http.Request, hint string) *problem.Problem {
	return &problem.Problem{Status: http.StatusNotFound, Type: "urn:ringer:not-found", Title: "no such control path",
		Detail: fmt.Sprintf("nothing is at %.200s", r.URL.Path), Hint: hint}
}

func clip200(text string) string { return display.Clip(text, 200, "...") }
