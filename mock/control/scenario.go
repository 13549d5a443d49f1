package control

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"net/http"
	"strings"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/problem"
	"github.com/ringer-api/ringer/mock/scenario"
	"github.com/ringer-api/ringer/mock/session"
)

// ScenarioChoice chooses the scenario of a session, by one of the two fields.
type ScenarioChoice struct {
	Name   string          `json:"name,omitempty" doc:"the name of a known scenario"`
	Inline json.RawMessage `json:"inline,omitempty" doc:"a scenario by value, as in a scenario file"`
	API    string          `json:"api,omitempty" doc:"the API that it is for, in a mock of several; without it, a name is for all that know it, and a scenario by value for the one that it fits"`
}

// ScenarioState is the active scenario of a session.
type ScenarioState struct {
	Name     string             `json:"name"`
	Inline   bool               `json:"inline,omitempty" doc:"whether it was given by value"`
	Scenario *fixtures.Scenario `json:"scenario" doc:"the complete scenario"`
	APIs     []session.Active   `json:"apis,omitempty" doc:"the active scenario of each API, in a mock of several; the others are about the first, or that of the query"`
	Hints    []string           `json:"hints,omitempty" doc:"former names in the scenario given by value, which the next release does not read"`
}

// ScenarioTitle is one scenario in the list of the known ones.
type ScenarioTitle struct {
	API            string `json:"api,omitempty" doc:"the API that it is for, in a mock of several"`
	Name           string `json:"name"`
	Title          string `json:"title"`
	For            string `json:"for" doc:"who needs it"`
	Group          string `json:"group"`
	BreaksContract bool   `json:"breaksContract,omitempty" doc:"whether its responses break the contract, on purpose"`
}

// ScenarioList is the list of the known scenarios.
type ScenarioList struct {
	Scenarios []ScenarioTitle `json:"scenarios"`
}

func scenariosRoutes() []route {
	return []route{
		{id: "listScenarios", method: http.MethodGet, path: "/scenarios", summary: "List the known scenarios",
			out: ScenarioList{[]ScenarioTitle{{Name: "empty", Title: "no jobs at all",
				For: "Whoever draws the empty state.", Group: "sizes"}}},
			responds: (*call).listScenarios},
		{id: "getScenario", method: http.MethodGet, path: "/scenarios/{scenario}", summary: "Get a complete scenario",
			out: &fixtures.Scenario{Name: "empty"}, query: []param{ofAPI}, responds: (*call).getScenario},
	}
}

func scenarioRoutes() []route {
	state := ScenarioState{Name: "slow", Scenario: &fixtures.Scenario{Name: "slow"}}
	return []route{
		{id: "getActiveScenario", method: http.MethodGet, path: "/sessions/{session}/scenario", summary: "The active scenario of a session",
			out: state, query: []param{ofAPI}, responds: (*call).getActiveScenario},
		{id: "setScenario", method: http.MethodPut, path: "/sessions/{session}/scenario", summary: "Switch a session to another scenario",
			more: "By name, or by value: a JSON object as inline, or a whole body of YAML with the content type " +
				"application/yaml. A session that does not exist is made.",
			makes: true, query: []param{ofAPI}, in: ScenarioChoice{Name: "slow"}, orYAML: true, out: state, responds: (*call).setScenario},
	}
}

// ofAPI is the parameter with the name of an API.
var ofAPI = param{"api", "the API, in a mock of several"}

func (c *call) listScenarios() (any, error) {
	list := ScenarioList{Scenarios: []ScenarioTitle{}}
	for _, a := range c.control.APIs {
		for _, s := range a.scenarios().All() {
			list.Scenarios = append(list.Scenarios, ScenarioTitle{a.Name, s.Name, s.Title, s.For, s.Group, s.BreaksContract})
		}
	}
	return list, nil
}

func (c *call) getScenario() (any, error) {
	name := c.param("scenario")
	all, own, err := c.control.apisOf(c.query.Get("api"), name)
	if err != nil {
		return nil, err
	}
	for _, a := range all {
		if s, err := a.scenarios().Get(own); err == nil {
			return s, nil
		}
	}
	return nil, c.control.unknownScenario("scenario", name)
}

// unknownScenario is the error for a name that no scenario has.
func (c *Control) unknownScenario(field, name string) error {
	return problem.UnknownName("scenario", field, name, c.Sessions.ScenarioNames())
}

// apisOf returns the APIs that a request means: the one that it names, alone or before the
// name of a scenario, or else all. Own is the name of the scenario without it.
func (c *Control) apisOf(api, scenario string) (some []API, own string, err error) {
	if before, after, is := strings.Cut(scenario, "/"); is && api == "" && len(c.APIs) > 1 {
		api, scenario = before, after
	}
	if api == "" {
		return c.APIs, scenario, nil
	}
	i, err := c.api("api", api)
	if err != nil {
		return nil, "", err
	}
	return c.APIs[i : i+1], scenario, nil
}

// api returns the place of an API; the empty name is the first one.
func (c *Control) api(field, name string) (int, error) {
	if name == "" {
		return 0, nil
	}
	names := make([]string, len(c.APIs))
	for i, a := range c.APIs {
		if names[i] = a.Name; a.Name == name {
			return i, nil
		}
	}
	if len(names) == 1 {
		return 0, problem.BadInput("api", field, "the mock serves one API, which has no name here", "leave it out")
	}
	return 0, problem.UnknownName("API", field, name, names)
}

func (c *call) getActiveScenario() (any, error) {
	s, err := c.session()
	if err != nil {
		return nil, err
	}
	return c.scenarioStateOf(s, c.query.Get("api"))
}

func (c *call) scenarioStateOf(s *session.Session, api string) (any, error) {
	i, err := c.control.api("api", api)
	if err != nil {
		return nil, err
	}
	inForce, err := s.ScenarioInForce(c.control.APIs[i].Name)
	if err != nil {
		return nil, err
	}
	all := s.Scenarios()
	state := ScenarioState{Name: inForce.Name, Inline: all[i].Inline, Scenario: inForce.Scenario}
	if state.Inline {
		state.Hints = inForce.Hints
	}
	if len(all) > 1 {
		state.APIs = all
	}
	return state, nil
}

func (c *call) setScenario() (any, error) {
	name, inline, api, err := c.chosenScenario()
	if err != nil {
		return nil, err
	}
	return c.change(func(s *session.Session) (any, error) {
		if inline != nil {
			err = s.SetInlineScenarioOf(api, inline)
		} else {
			err = s.SetScenario(name)
		}
		if err != nil {
			return nil, renameField(err, "name")
		}
		return c.scenarioStateOf(s, api)
	})
}

// chosenScenario reads the scenario that the request names or contains, and the API of which
// it is; empty for all that know the name.
func (c *call) chosenScenario() (name string, inline *fixtures.Scenario, api string, err error) {
	body, err := c.body()
	if err != nil {
		return "", nil, "", err
	}
	if strings.Contains(c.r.Header.Get("Content-Type"), "yaml") {
		inline, api, err = c.control.readScenario(c.r.Context(), c.query.Get("api"), body)
		return "", inline, api, err
	}
	var choice ScenarioChoice
	if len(bytes.TrimSpace(body)) == 0 {
		return "", nil, "", emptyBody(&choice)
	}
	if err := readStrictly(body, &choice); err != nil {
		return "", nil, "", err
	}
	if (choice.Name == "") == (len(choice.Inline) == 0) {
		return "", nil, "", badBody("name", "neither or both of name and inline are given", "want one of them")
	}
	if choice.API != "" && c.query.Get("api") != "" {
		return "", nil, "", badBody("api", "api is given in the body and in the query", "give it once")
	}
	api = cmp.Or(choice.API, c.query.Get("api"))
	if choice.Name != "" {
		name, api, err = c.control.knownScenario(api, choice.Name, "name")
		return name, nil, api, err
	}
	inline, api, err = c.control.readScenario(c.r.Context(), api, choice.Inline)
	return "", inline, api, err
}

// knownScenario returns the name of a known scenario, with its API's if it is for one alone.
func (c *Control) knownScenario(api, name, field string) (known, of string, err error) {
	some, own, err := c.apisOf(api, name)
	if err != nil {
		return "", "", err
	}
	for _, a := range some {
		if _, err := a.scenarios().Get(own); err != nil {
			continue
		}
		if len(some) == 1 && a.Name != "" {
			return a.Name + "/" + own, a.Name, nil
		}
		return own, a.Name, nil
	}
	return "", "", c.unknownScenario(field, name)
}

// scenarios returns the known scenarios.
func (a API) scenarios() *fixtures.Set { return a.Library.Current().Set() }

// readScenario parses a scenario sent by a client: one at a time, since parsing takes many
// times the memory of the text, and only while the client waits. Without the name of an API it
// is for the only one that it fits.
func (c *Control) readScenario(ctx context.Context, api string, text []byte) (*fixtures.Scenario, string, error) {
	some, _, err := c.apisOf(api, "")
	if err != nil {
		return nil, "", err
	}
	select {
	case c.reading <- struct{}{}:
		defer func() { <-c.reading }()
	case <-ctx.Done():
		return nil, "", problem.BadInput("scenario", "scenario", "the request ended before the scenario was parsed", "")
	}
	var fits *fixtures.Scenario
	var of []string
	var first error
	for _, a := range some {
		read, err := scenario.Parse(ctx, a.API, text)
		switch {
		case err == nil:
			fits, of = read, append(of, a.Name)
		case first == nil:
			first = err
		}
	}
	switch len(of) {
	case 0:
		return nil, "", first
	case 1:
		return fits, of[0], nil
	}
	return nil, "", problem.BadInput("scenario", "api", "the scenario fits several APIs: "+strings.Join(of, ", "), "name the one that it is for")
}
