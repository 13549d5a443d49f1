// Package explore plans requests for the operations of any API, as data: what its
// description documents, with values that the description has or that the service has shown
// in earlier responses. The built-in API has a plan of its own, in probe.
package explore

import (
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// Config is what the plan of a run depends on, besides what was learned from responses.
type Config struct {
	Description *schemas.Description
	Model       *jobs.Model
	Resources   *observation.Resources
	// Given are values of parameters, by name: those in one element belong together.
	Given       []exchange.Inputs
	Credentials exchange.Credentials
	Seed        uint64
	// Wanted reports whether requests for an operation may be sent; nil for every one.
	Wanted func(*schemas.Operation) bool
}

// Map is what a description says about its operations and the values that they need.
type Map struct {
	config Config
	all    []*operation // in the order of the description
	byID   map[string]*operation
	// shows are the slots that the ids of a resource fill, by the name of the resource.
	shows map[string][]slot
	// names are the names of all parameters of which values are needed, in plain spelling.
	names map[string]bool
}

// operation is an operation with the places in its path, and in its query, that need values
// which only the service knows.
type operation struct {
	*schemas.Operation
	place jobs.Place
	jobs  *observation.Jobs // of a job; nil for any other
	slots []slot
}

// slot is a parameter whose values are ids, mostly one of the path. Its key is the same
// in all operations that share the path up to it.
type slot struct {
	key, name string
	in        string
	param     schemas.Parameter
}

var braces = regexp.MustCompile(`\{([^{}]*)\}`)

// NewMap reads a description.
func NewMap(c Config) *Map {
	m := &Map{config: c, byID: map[string]*operation{}, shows: map[string][]slot{}, names: map[string]bool{}}
	places := c.Model.Places()
	for _, op := range c.Description.Operations() {
		o := &operation{Operation: op, place: places[jobs.Of(op)]}
		if j := c.Resources.Of(op.ID); j.Resource != nil {
			o.jobs = j
		}
		o.readSlots()
		m.all = append(m.all, o)
		m.byID[op.ID] = o
		for _, s := range o.slots {
			m.names[plain(s.name)] = true
		}
		for _, p := range op.Parameters {
			if p.Required && p.In == "query" {
				m.names[plain(p.Name)] = true
			}
		}
	}
	m.readShown()
	return m
}

// readSlots finds the places that need values.
func (o *operation) readSlots() {
	at := 0
	for _, found := range braces.FindAllStringSubmatchIndex(o.Path, -1) {
		name := o.Path[found[2]:found[3]]
		end := found[1]
		if next := strings.IndexByte(o.Path[end:], '/'); next >= 0 {
			end += next
		} else {
			end = len(o.Path)
		}
		o.slots = append(o.slots, slot{key: keyOf(o.Path[:end]), name: name, in: "path", param: o.parameter("path", name)})
		at = end
	}
	r := o.place.Resource
	if r == nil || r.ID == nil || o.place.Role == jobs.CreateRole || o.place.Role == jobs.ListRole {
		return
	}
	if p := o.parameter("query", r.ID.Parameter); p.Name != "" && p.Required {
		o.slots = append(o.slots, slot{key: keyOf(o.Path[:at]) + "?" + p.Name, name: p.Name, in: "query", param: p})
	}
}

// keyOf is a path without the names of its parameters, and without a format at its end.
func keyOf(path string) string {
	for _, format := range []string{".json", ".xml", ".yaml"} {
		path = strings.TrimSuffix(path, format)
	}
	return braces.ReplaceAllString(path, "{}")
}

func (o *operation) parameter(in, name string) schemas.Parameter {
	for _, p := range o.Parameters {
		if p.In == in && p.Name == name {
			return p
		}
	}
	return schemas.Parameter{}
}

// readShown tells which slots the ids of each resource fill.
func (m *Map) readShown() {
	for _, r := range m.config.Model.All() {
		for _, name := range slices.Concat(r.Get, r.StatusGet) {
			o := m.find(name)
			if o == nil || r.ID == nil {
				continue
			}
			if s, ok := o.naming(r); ok {
				m.shows[r.Name] = append(m.shows[r.Name], s)
			}
		}
	}
}

// naming is the slot that names a resource.
func (o *operation) naming(r *jobs.Resource) (slot, bool) {
	name := observation.Naming(o.Operation, r)
	i := slices.IndexFunc(o.slots, func(s slot) bool { return s.name == name })
	if i < 0 {
		return slot{}, false
	}
	return o.slots[i], true
}

func (m *Map) find(name jobs.Operation) *operation {
	for _, o := range m.all {
		if jobs.Of(o.Operation) == name {
			return o
		}
	}
	return nil
}

// reads are the operations that only read, and that a run may ask.
func (m *Map) reads() (all []*operation) {
	for _, o := range m.all {
		if (o.Method == http.MethodGet || o.searches()) && m.wanted(o) && !o.streams() {
			all = append(all, o)
		}
	}
	return all
}

// searches reports whether a POST only lists what a filter in its body selects.
func (o *operation) searches() bool {
	last := o.Path[strings.LastIndexByte(o.Path, '/')+1:]
	return o.Method == http.MethodPost && o.place.Role == jobs.ListRole && slices.Contains([]string{"filter", "search", "query", "list"}, last)
}

func (m *Map) wanted(o *operation) bool {
	return m.config.Wanted == nil || m.config.Wanted(o.Operation)
}

// streams reports whether the response is a stream of events, which need not end.
func (o *operation) streams() bool {
	types := o.successes()
	return len(types) > 0 && !slices.ContainsFunc(types, func(t string) bool { return !strings.HasPrefix(t, "text/event-stream") })
}

// successes are the media types of the successful responses.
func (o *operation) successes() (types []string) {
	for _, r := range o.HasResponse {
		if exchange.Success(r.Status) || r.Statuses == "2XX" {
			for _, media := range r.Content {
				types = append(types, media.Type)
			}
		}
	}
	return types
}

// refuses reports whether the operation documents that it refuses invalid requests.
func (o *operation) refuses() bool {
	return slices.ContainsFunc(o.HasResponse, func(r schemas.Response) bool {
		return r.Status == http.StatusBadRequest || r.Status == http.StatusUnprocessableEntity || r.Statuses == "4XX"
	})
}

// plain is the name of a parameter or property without its spelling: jobId is job_id.
func plain(name string) string {
	return strings.ToLower(strings.NewReplacer("_", "", "-", "", ".", "", " ", "", "[", "", "]", "").Replace(name))
}

// noun is the word for what an operation is about.
func (o *operation) noun() string {
	if o.place.Resource == nil {
		return "resource"
	}
	return strings.NewReplacer("-", " ", "_", " ").Replace(o.place.Resource.Name)
}
