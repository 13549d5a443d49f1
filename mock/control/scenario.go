package control

import (
	"bytes"
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
}

// ScenarioState is the active scenario of a session.
type ScenarioState struct {
	Name     string             `json:"name"`
	Inline   bool               `json:"inline,omitempty" doc:"whether it was given by value"`
	Scenario *fixtures.Scenario `json:"scenario" doc:"the complete scenario"`
	Hints    []string           `json:"hints,omitempty" doc:"former names in the scenario given by value, which the next release does not read"`
}

// ScenarioTitle is one scenario in the list of the known ones.
type ScenarioTitle struct {
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
			out: &fixtures.Scenario{Name: "empty"}, responds: (*call).getScenario},
	}
}

func scenarioRoutes() []route {
	state := ScenarioState{Name: "slow", Scenario: &fixtures.Scenario{Name: "slow"}}
	return []route{
		{id: "getActiveScenario", method: http.MethodGet, path: "/sessions/{session}/scenario", summary: "The active scenario of a session",
			out: state, responds: (*call).getActiveScenario},
		{id: "setScenario", method: http.MethodPut, path: "/sessions/{session}/scenario", summary: "Switch a session to another scenario",
			more: "By name, or by value: a JSON object as inline, or a whole body of YAML with the content type " +
				"application/yaml. A session that does not exist is made.",
			makes: true, in: ScenarioChoice{Name: "slow"}, orYAML: true, out: state, responds: (*call).setScenario},
	}
}

func (c *call) listScenarios() (any, error) {
	list := ScenarioList{Scenarios: []ScenarioTitle{}}
	for _, s := range c.control.scenarios().All() {
		list.Scenarios = append(list.Scenarios, ScenarioTitle{s.Name, s.Title, s.For, s.Group, s.BreaksContract})
	}
	return list, nil
}

func (c *call) getScenario() (any, error) {
	set, name := c.control.scenarios(), c.param("scenario")
	s, err := set.Get(name)
	if err != nil {
		return nil, problem.UnknownName("scenario", "scenario", name, set.Names())
	}
	return s, nil
}

func (c *call) getActiveScenario() (any, error) {
	s, err := c.session()
	if err != nil {
		return nil, err
	}
	return scenarioStateOf(s)
}

func scenarioStateOf(s *session.Session) (any, error) {
	inForce, err := s.ScenarioInForce()
	if err != nil {
		return nil, err
	}
	state := ScenarioState{Name: inForce.Name, Inline: s.IsInline(), Scenario: inForce.Scenario}
	if state.Inline {
		state.Hints = inForce.Hints
	}
	return state, nil
}

func (c *call) setScenario() (any, error) {
	name, inline, err := c.chosenScenario()
	if err != nil {
		return nil, err
	}
	return c.change(func(s *session.Session) (any, error) {
		if inline != nil {
			err = s.SetInlineScenario(inline)
		} else {
			err = s.SetScenario(name)
		}
		if err != nil {
			return nil, renameField(err, "name")
		}
		return scenarioStateOf(s)
	})
}

// chosenScenario reads the scenario that the request names or contains.
func (c *call) chosenScenario() (name string, inline *fixtures.Scenario, err error) {
	body, err := c.body()
	if err != nil {
		return "", nil, err
	}
	if strings.Contains(c.r.Header.Get("Content-Type"), "yaml") {
		inline, err = c.control.readScenario(c.r.Context(), body)
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
		if _, err := c.control.scenarios().Get(choice.Name); err != nil {
			return "", nil, problem.UnknownName("scenario", "name", choice.Name, c.control.scenarios().Names())
		}
		return choice.Name, nil, nil
	}
	inline, err = c.control.readScenario(c.r.Context(), choice.Inline)
	return "", inline, err
}

// scenarios returns the known scenarios.
func (c *Control) scenarios() *fixtures.Set { return c.Library.Current().Set() }

// readScenario parses a scenario sent by a client: one at a time, since parsing takes many
// times the memory of the text, and only while the client waits.
func (c *Control) readScenario(ctx context.Context, text []byte) (*fixtures.Scenario, error) {
	select {
	case c.reading <- struct{}{}:
		defer func() { <-c.reading }()
		return scenario.Parse(ctx, c.API, text)
	case <-ctx.Done():
		return nil, problem.BadInput("scenario", "scenario", "the request ended before the scenario was parsed", "")
	}
}
