package jobs

import (
	"strings"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

// endpoint is an operation in the form that inference uses.
type endpoint struct {
	name      Operation
	id        string // the operationId
	summary   string
	method    string
	path      route
	params    []param
	bodies    []schemas.Definition // of the request body, JSON first
	responses []response           // success and redirect, in order
	// refusals are the descriptions of the documented status codes other than 2xx.
	refusals map[string]string
	index    int // of the operation in the description
}

type param struct {
	name     string
	in       string
	required bool
	schema   schemas.Definition
}

// response is one documented success.
type response struct {
	status  string
	bodies  []schemas.Definition // one per media type, JSON first
	headers []string
	empty   bool // no content at all
}

// route is a path split into its steps, without query and fragment.
type route struct {
	steps []step
	keys  []string // keys of the route, of the one a step up, and so on
}

// step is the part of a path between two slashes: text, or a parameter, perhaps with
// text around it as in "{id}.json".
type step struct {
	text  string // without the parameter, which is written "*"
	param string
}

// readRoute splits a path. A suffix that all responses of an API share, such as ".json",
// is removed from the steps.
func readRoute(path string) route {
	var r route
	for _, s := range strings.Split(strings.Trim(path, "/"), "/") {
		r.add(s)
	}
	return newRoute(r.steps)
}

// newRoute returns the route with these steps.
func newRoute(steps []step) route {
	r := route{steps: steps}
	for n := range len(steps) + 1 {
		r.keys = append(r.keys, keyOf(steps[:len(steps)-n]))
	}
	return r
}

func (r *route) add(s string) {
	for _, format := range []string{".json", ".xml", ".yaml"} {
		s = strings.TrimSuffix(s, format)
	}
	before, rest, isParam := strings.Cut(s, "{")
	if !isParam {
		// "agents:sync" and "reports:run" are a place and an action there.
		if place, verb, custom := strings.Cut(s, ":"); custom && place != "" {
			r.steps = append(r.steps, step{text: place}, step{text: verb})
			return
		}
		r.steps = append(r.steps, step{text: strings.TrimPrefix(s, ":")})
		return
	}
	name, after, _ := strings.Cut(rest, "}")
	if place, odata := strings.CutSuffix(before, "("); odata && place != "" && strings.HasPrefix(after, ")") {
		r.steps = append(r.steps, step{text: place}) // Exports({id})
		before, after = "", after[1:]
	}
	if verb, custom := strings.CutPrefix(after, ":"); custom {
		r.steps = append(r.steps, step{text: before + "*", param: name}, step{text: verb})
		return
	}
	r.steps = append(r.steps, step{text: before + "*" + after, param: name})
}

// last returns the last step; a zero step for the root.
func (r route) last() step { return r.back(0) }

// back returns the step n before the last one.
func (r route) back(n int) step {
	if len(r.steps) <= n {
		return step{}
	}
	return r.steps[len(r.steps)-1-n]
}

func (r route) up(n int) route {
	n = min(n, len(r.steps))
	return route{r.steps[:len(r.steps)-n], r.keys[min(n, len(r.keys)):]}
}

// key is equal for two routes to the same place, whatever the names of the parameters
// and the version of the API.
func (r route) key() string {
	if len(r.keys) == 0 {
		return ""
	}
	return r.keys[0]
}

func keyOf(steps []step) string {
	var b strings.Builder
	for i, s := range steps {
		if s.param == "" && i < len(steps)-1 && isVersion(s.text) {
			continue
		}
		b.WriteByte('/')
		if s.param != "" {
			b.WriteByte('*')
			continue
		}
		b.WriteString(s.text)
	}
	return b.String()
}

// isVersion reports whether a step names a version: v1, 2.1, 2024-06-01, v1alpha2, beta.
func isVersion(s string) bool {
	switch s {
	case "alpha", "beta", "preview", "stable":
		return true
	}
	digits := strings.TrimPrefix(s, "v")
	if digits == "" || digits[0] < '0' || digits[0] > '9' {
		return false
	}
	return len(digits) < len(s) || strings.Trim(digits, "0123456789.-") == ""
}

// under returns by how many steps a route is below another; -1 if it is not.
func (r route) under(above route) int {
	n := len(r.steps) - len(above.steps)
	if n < 0 {
		return -1
	}
	head := r.up(n)
	if head.key() == above.key() {
		return n
	}
	// "last" may replace the id: /runs/last/abort is /runs/{id}/abort.
	end := len(head.steps) - 1
	if end > 0 && above.last().param != "" && isRecent(head.steps[end].text) && head.up(1).key() == above.up(1).key() {
		return n
	}
	return -1
}

func isRecent(text string) bool {
	return text == "last" || text == "latest" || text == "current" || text == "default"
}

// noun is the last plain word of a route: "exports" for /exports/{id}.
func (r route) noun() string {
	for n := range len(r.steps) {
		if s := r.back(n); s.param == "" && !isVersion(s.text) {
			return s.text
		}
	}
	return ""
}

// query returns the query parameters, required ones first.
func (e *endpoint) query() []param {
	var must, may []param
	for _, p := range e.params {
		switch {
		case p.in != "query":
		case p.required:
			must = append(must, p)
		default:
			may = append(may, p)
		}
	}
	return append(must, may...)
}

// says reports whether the operation has a word of the topic in its id, its summary, or
// the last plain step of its path.
func (e *endpoint) says(n vocabulary.Names, t vocabulary.Topic) bool {
	if s := e.path.last(); s.param == "" && n.Any(t, s.text) {
		return true
	}
	return n.First(t, e.id) || n.First(t, e.summary)
}
