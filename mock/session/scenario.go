package session

import (
	"slices"
	"strings"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/problem"
	"github.com/ringer-api/ringer/mock/scenario"
)

// Scenario returns the name of the active scenario; of several APIs API/NAME of each, unless
// all have the same.
func (s *Session) Scenario() string {
	names := s.Scenarios()
	all, same := make([]string, len(names)), true
	for i, n := range names {
		all[i] = n.API + "/" + n.Name
		same = same && n.Name == names[0].Name
	}
	if same {
		return names[0].Name
	}
	return strings.Join(all, ", ")
}

// Active is the scenario of one API in a session.
type Active struct {
	API    string `json:"api"`
	Name   string `json:"name"`
	Inline bool   `json:"inline,omitempty" doc:"whether it was given by value"`
}

// Scenarios returns the active scenario of each API.
func (s *Session) Scenarios() []Active {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := make([]Active, len(s.active))
	for i, a := range s.active {
		all[i] = Active{API: s.all.config.APIs[i].Name, Name: a.chosen}
		if a.inline != nil {
			all[i].Name, all[i].Inline = a.inline.Name, true
		}
	}
	return all
}

// SetScenario switches the session to the named scenario: every API that knows it or, of
// API/NAME, that API alone. Rules with several responses start at the first. An unknown name is
// a *problem.Problem.
func (s *Session) SetScenario(name string) error {
	return s.switchTo(name, func(now []active) ([]active, error) { return s.all.withScenario(now, name) })
}

// SetInlineScenario switches the session to a scenario given by value. Rules with several
// responses start at the first. A scenario that refers to something the mock does not know is
// a *problem.Problem.
func (s *Session) SetInlineScenario(given *fixtures.Scenario) error {
	return s.SetInlineScenarioOf("", given)
}

// SetInlineScenarioOf is SetInlineScenario for one of several APIs.
func (s *Session) SetInlineScenarioOf(api string, given *fixtures.Scenario) error {
	return s.switchTo(given.Name+", given by value", func(now []active) ([]active, error) { return s.all.withInline(now, given, api) })
}

// switchTo makes other scenarios the active ones, and restarts their rules.
func (s *Session) switchTo(detail string, next func([]active) ([]active, error)) error {
	s.mu.Lock()
	active, err := next(s.active)
	s.mu.Unlock()
	if err != nil {
		return err
	}
	if err := s.clearCounters(); err != nil {
		return err
	}
	s.mu.Lock()
	s.active = active
	s.mu.Unlock()
	s.Changed("scenario", detail)
	return nil
}

// initial returns the scenarios with which sessions start: of an API that does not know that
// of the configuration, the one that every API has.
func (all *Sessions) initial() ([]active, error) {
	c := &all.config
	start := make([]active, len(c.APIs))
	for i := range start {
		start[i].chosen = c.Scenario
		if len(start) > 1 && c.APIs[i].Library.Current().Lookup(c.Scenario) == nil {
			start[i].chosen = defaultScenario
		}
		if _, err := c.APIs[i].Library.Current().Get(start[i].chosen); err != nil {
			return nil, err
		}
	}
	if len(start) == 1 {
		return start, nil
	}
	return all.withScenario(start, c.Scenario)
}

const defaultScenario = "default"

// withScenario returns what is active once the scenario of that name is, too.
func (all *Sessions) withScenario(now []active, name string) ([]active, error) {
	c, next, known := &all.config, slices.Clone(now), false
	if api, own, is := strings.Cut(name, "/"); is {
		if i := c.api(api); i >= 0 && len(next) > 1 {
			_, err := c.APIs[i].Library.Current().Get(own)
			next[i] = active{chosen: own}
			return next, err
		}
	}
	for i := range next {
		if c.APIs[i].Library.Current().Lookup(name) != nil {
			next[i], known = active{chosen: name}, true
		}
	}
	if known {
		return next, nil
	}
	_, err := c.APIs[0].Library.Current().Get(name)
	if len(next) > 1 {
		err = problem.UnknownName("scenario", "scenario", name, all.ScenarioNames())
	}
	return nil, err
}

// withInline returns what is active once a scenario that was given by value is, too.
func (all *Sessions) withInline(now []active, given *fixtures.Scenario, api string) ([]active, error) {
	c, next := &all.config, slices.Clone(now)
	i := c.api(api)
	if i < 0 {
		return nil, c.unknownAPI("api", api)
	}
	ready, err := c.APIs[i].Library.Current().Inline(given)
	next[i].inline = ready
	return next, err
}

// unknownAPI is the error for a name that no API has.
func (c *Config) unknownAPI(field, name string) error {
	names := make([]string, len(c.APIs))
	for i, a := range c.APIs {
		names[i] = a.Name
	}
	if len(names) == 1 {
		return problem.BadInput("api", field, "the mock serves one API, which needs no name", "leave it out")
	}
	if name == "" {
		return problem.BadInput("api", field, "the mock serves several APIs, and none is named", "want "+strings.Join(names, " or "))
	}
	return problem.UnknownName("API", field, name, names)
}

// ScenarioNames are the names of all scenarios: of several APIs each as API/NAME, too.
func (all *Sessions) ScenarioNames() []string {
	var names []string
	for _, a := range all.config.APIs {
		for _, name := range a.Library.Current().Set().Names() {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
			if a.Name != "" {
				names = append(names, a.Name+"/"+name)
			}
		}
	}
	return names
}

func (s *Session) clearCounters() error {
	s.life.RLock()
	defer s.life.RUnlock()
	if s.life.over {
		return nil
	}
	return s.all.config.State.ClearCounters(s.name)
}

// ScenarioInForce returns the active scenario of an API; its name is empty if the mock has
// one. A scenario that was removed from the files is a *problem.Problem.
func (s *Session) ScenarioInForce(api string) (*scenario.Scenario, error) {
	i := s.all.config.api(api)
	if i < 0 {
		return nil, s.all.config.unknownAPI("api", api)
	}
	s.mu.Lock()
	now := s.active[i]
	s.mu.Unlock()
	if now.inline != nil {
		return now.inline, nil
	}
	ready := s.all.config.APIs[i].Library.Current().Lookup(now.chosen)
	if ready == nil {
		return nil, problem.Conflict("scenario-gone", "scenario", "scenario "+now.chosen+", active in session "+s.name+
			", was removed from the scenario files", "put the file back, or set another scenario")
	}
	return ready, nil
}

// IsInline reports whether an active scenario was given by value.
func (s *Session) IsInline() bool {
	return slices.ContainsFunc(s.Scenarios(), func(a Active) bool { return a.Inline })
}
