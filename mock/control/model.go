package control

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/mock/fault"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
	"github.com/ringer-api/ringer/schemas/timeline"
)

// ResourceList is the resources of the job model.
type ResourceList struct {
	Resources []ModelResource `json:"resources"`
}

// ModelResource is one of the job model that has states.
type ModelResource struct {
	Name   string       `json:"name"`
	Within []string     `json:"within" doc:"the path parameters that name a collection"`
	Status string       `json:"status,omitempty" doc:"the place of the state in a record, as a JSON pointer"`
	States []ModelState `json:"states"`
	Lists  []string     `json:"lists" doc:"the operations that list it"`
	Gets   []string     `json:"gets" doc:"the operations that get one"`
}

// ModelState is a state of the job model.
type ModelState struct {
	Name  string   `json:"name"`
	Kind  string   `json:"kind" doc:"what it means: waiting, running, needs-action, paused, cancelling, succeeded, partly-succeeded, failed, cancelled or expired"`
	Final bool     `json:"final,omitempty" doc:"whether a job is over in it"`
	Then  []string `json:"then,omitempty" doc:"the states that follow by themselves"`
}

// OperationList is the operations of the API.
type OperationList struct {
	Operations []Operation `json:"operations" doc:"in the order of the description"`
}

// Operation is a documented operation of the API.
type Operation struct {
	ID         string               `json:"id" doc:"its operationId; METHOD PATH if it has none"`
	API        string               `json:"api,omitempty" doc:"the API, in a mock of several"`
	Method     string               `json:"method"`
	Path       string               `json:"path" doc:"where the mock serves it, with {parameters}"`
	Summary    string               `json:"summary,omitempty"`
	Tags       []string             `json:"tags,omitempty"`
	Parameters []OperationParameter `json:"parameters,omitempty"`
	Media      string               `json:"media,omitempty" doc:"the media type of its request body; absent if it has none"`
	Example    string               `json:"example,omitempty" doc:"a generated request body, if that is JSON"`
	Statuses   []string             `json:"statuses,omitempty" doc:"the documented status codes"`
}

// OperationParameter is an input of an operation outside the body.
type OperationParameter struct {
	Name     string `json:"name"`
	In       string `json:"in" doc:"path, query, header or cookie"`
	Required bool   `json:"required,omitempty"`
	About    string `json:"about,omitempty"`
}

// FaultKindList is all kinds of faults.
type FaultKindList struct {
	Kinds     []fault.Kind      `json:"kinds"`
	Modifiers []fault.Parameter `json:"modifiers" doc:"the parameters that every kind takes"`
}

func modelRoutes() []route {
	return []route{
		{id: "listResources", method: http.MethodGet, path: "/resources", summary: "The resources of the job model that have states",
			out: ResourceList{[]ModelResource{{Name: "export", Within: []string{}, States: []ModelState{{Name: "done", Kind: "succeeded", Final: true}},
				Lists: []string{}, Gets: []string{}}}}, responds: (*call).listResources},
		{id: "drawStates", method: http.MethodGet, path: "/resources/{resource}/states.svg", summary: "Draw the states of a resource and their transitions",
			media: svg, out: "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", responds: (*call).drawStates},
		{id: "listOperations", method: http.MethodGet, path: "/operations", summary: "The operations of the API",
			query: []param{{"operation", "only those with this operationId, with an example of the request body"}},
			out:   OperationList{[]Operation{{ID: "getExport", Method: "GET", Path: "/exports/{export}"}}}, responds: (*call).listOperations},
		{id: "listFaultKinds", method: http.MethodGet, path: "/faults", summary: "The kinds of faults and their parameters",
			out: FaultKindList{[]fault.Kind{}, []fault.Parameter{}}, responds: (*call).listFaultKinds},
	}
}

func (c *call) listFaultKinds() (any, error) {
	list := FaultKindList{fault.Kinds(), fault.Modifiers()}
	for i := range list.Kinds {
		if list.Kinds[i].Parameters == nil {
			list.Kinds[i].Parameters = []fault.Parameter{}
		}
	}
	return list, nil
}

func (c *call) listResources() (any, error) {
	list := ResourceList{[]ModelResource{}}
	for _, r := range c.control.Resources.All() {
		if len(r.States) == 0 {
			continue
		}
		one := ModelResource{Name: r.Name, Within: append([]string{}, r.Within...), Status: r.Status, Lists: []string{}, Gets: []string{}}
		for _, p := range r.Lists {
			one.Lists = append(one.Lists, p.Operation)
		}
		for _, p := range r.Gets {
			one.Gets = append(one.Gets, p.Operation)
		}
		for _, s := range r.States {
			one.States = append(one.States, ModelState{s.Name, string(s.Kind), s.Final(), thenOf(s)})
		}
		list.Resources = append(list.Resources, one)
	}
	return list, nil
}

// thenOf returns the states that follow a state, the likely ones first.
func thenOf(s *jobs.State) []string {
	var all []string
	for name := range s.Then {
		all = append(all, name)
	}
	slices.SortFunc(all, func(a, b string) int { return cmp.Or(s.Then[b]-s.Then[a], strings.Compare(a, b)) })
	return all
}

func (c *call) drawStates() (any, error) {
	r, err := c.control.Resources.Resource("resource", c.param("resource"))
	if err != nil {
		return nil, err
	}
	var states []timeline.State
	for _, s := range r.States {
		states = append(states, timeline.State{Name: s.Name, Kind: timeline.Kind(s.Kind), Then: thenOf(s), For: string(s.For)})
	}
	c.sendSVG(timeline.DrawStates("states of "+r.Name, states))
	return sent{}, nil
}

// sendSVG sends a drawing.
func (c *call) sendSVG(drawing []byte) {
	h := c.w.Header()
	h.Set("Content-Type", svg)
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	_, _ = c.w.Write(drawing) // an error means that the client has gone
}

func (c *call) listOperations() (any, error) {
	list, only := OperationList{[]Operation{}}, c.query.Get("operation")
	for _, a := range c.control.APIs {
		for _, o := range a.API.Description.Operations() {
			if only != "" && only != o.ID {
				continue
			}
			list.Operations = append(list.Operations, c.operationOf(&a, o, only))
		}
	}
	return list, nil
}

func (c *call) operationOf(a *API, o *schemas.Operation, only string) Operation {
	one := Operation{ID: o.ID, API: a.Name, Method: o.Method, Path: a.Mount + o.Path, Summary: clip200(o.Summary), Tags: o.Tags}
	for _, p := range o.Parameters {
		one.Parameters = append(one.Parameters, OperationParameter{p.Name, p.In, p.Required, clip200(p.Description)})
	}
	if o.Request != nil {
		one.Media = mediaOf(o.Request)
		if only != "" {
			one.Example = string(c.control.Example(a.Name, o))
		}
	}
	for _, r := range o.HasResponse {
		one.Statuses = append(one.Statuses, r.Statuses)
	}
	return one
}

// mediaOf is the media type of a request body, JSON if there is a choice.
func mediaOf(r *schemas.RequestBody) string {
	for _, m := range r.Content {
		if strings.Contains(m.Type, "json") {
			return m.Type
		}
	}
	if len(r.Content) == 0 {
		return ""
	}
	return r.Content[0].Type
}
