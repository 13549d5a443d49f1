package mock

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"

	"github.com/ringer-api/ringer/fixtures"
)

// ScenarioChoice chooses how a session behaves: one of the two.
type ScenarioChoice struct {
	Name   string          `json:"name,omitempty" doc:"the name of a known scenario"`
	Inline json.RawMessage `json:"inline,omitempty" doc:"a scenario by value: what a scenario file holds"`
}

// ScenarioState is the scenario a session behaves like.
type ScenarioState struct {
	Name     string             `json:"name"`
	Inline   bool               `json:"inline,omitempty" doc:"it was given by value"`
	Scenario *fixtures.Scenario `json:"scenario" doc:"all of it"`
}

// ScenarioTitle is a line of the catalogue.
type ScenarioTitle struct {
	Name           string `json:"name"`
	Title          string `json:"title"`
	For            string `json:"for" doc:"who needs it"`
	Group          string `json:"group"`
	BreaksContract bool   `json:"breaks_contract,omitempty" doc:"what it answers breaks the contract, on purpose"`
}

// ScenarioList is the catalogue.
type ScenarioList struct {
	Scenarios []ScenarioTitle `json:"scenarios"`
}

func scenariosRoutes() []controlRoute {
	return []controlRoute{
		{method: http.MethodGet, path: "/scenarios", summary: "List the known scenarios",
			out: ScenarioList{[]ScenarioTitle{{Name: "empty", Title: "no executions at all",
				For: "Whoever draws the empty state.", Group: "sizes"}}},
			answer: (*controlCall).listScenarios},
		{method: http.MethodGet, path: "/scenarios/{scenario}", summary: "All of one scenario",
			out: &fixtures.Scenario{Name: "empty"}, answer: (*controlCall).getScenario},
	}
}

func scenarioRoutes() []controlRoute {
	state := ScenarioState{Name: "partial-success", Scenario: &fixtures.Scenario{Name: "partial-success"}}
	return []controlRoute{
		{method: http.MethodGet, path: "/sessions/{session}/scenario", summary: "The scenario a session behaves like",
			out: state, answer: (*controlCall).scenarioInForce},
		{method: http.MethodPut, path: "/sessions/{session}/scenario", summary: "Let a session behave otherwise from now on",
			more: "By name, or by value: a JSON object as inline, or a whole body of YAML with the content type " +
				"application/yaml. A session that does not exist is made.",
			makes: true, in: ScenarioChoice{Name: "partial-success"}, orYAML: true, out: state, answer: (*controlCall).putScenario},
	}
}

func (c *controlCall) listScenarios() (any, error) {
	list := ScenarioList{Scenarios: []ScenarioTitle{}}
	for _, s := range c.mock.Scenarios().All() {
		list.Scenarios = append(list.Scenarios, ScenarioTitle{s.Name, s.Title, s.For, s.Group, s.BreaksContract})
	}
	return list, nil
}

func (c *controlCall) getScenario() (any, error) {
	set, name := c.mock.Scenarios(), c.param("scenario")
	s, err := set.Get(name)
	if err != nil {
		return nil, unknownName("scenario", "scenario", name, set.Names())
	}
	return s, nil
}

func (c *controlCall) scenarioInForce() (any, error) {
	s, err := c.session()
	if err != nil {
		return nil, err
	}
	return s.scenarioState()
}

func (s *Session) scenarioState() (any, error) {
	inForce, inline, err := s.ScenarioInForce()
	if err != nil {
		return nil, err
	}
	return ScenarioState{Name: inForce.Name, Inline: inline, Scenario: inForce}, nil
}

func (c *controlCall) putScenario() (any, error) {
	name, inline, err := c.chosenScenario()
	if err != nil {
		return nil, err
	}
	return c.change(func(s *Session) (any, error) {
		if inline != nil {
			err = s.SetInlineScenario(inline)
		} else {
			err = s.SetScenario(name)
		}
		if err != nil {
			return nil, refield(err, "name")
		}
		return s.scenarioState()
	})
}

// chosenScenario reads which scenario the request names or brings.
func (c *controlCall) chosenScenario() (name string, inline *fixtures.Scenario, err error) {
	body, err := c.body()
	if err != nil {
		return "", nil, err
	}
	if strings.Contains(c.r.Header.Get("Content-Type"), "yaml") {
		inline, err = c.mock.readScenario(c.r.Context(), body)
		return "", inline, err
	}
	var choice ScenarioChoice
	if len(bytes.TrimSpace(body)) == 0 {
		return "", nil, emptyBody(&choice)
	}
	if err := readStrictly(body, &choice); err != nil {
		return "", nil, err
	}
	if (choice.Name == "") == (len(choice.Inline) == 0) {
		return "", nil, badBody("name", "neither or both of name and inline are given", "want one of them")
	}
	if choice.Name != "" {
		if _, err := c.mock.Scenarios().Get(choice.Name); err != nil {
			return "", nil, unknownName("scenario", "name", choice.Name, c.mock.Scenarios().Names())
		}
		return choice.Name, nil, nil
	}
	inline, err = c.mock.readScenario(c.r.Context(), choice.Inline)
	return "", inline, err
}
