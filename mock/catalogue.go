package mock

import (
	"encoding/json"
	"fmt"
	"text/template"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/fault"
)

// catalogue is every known scenario, ready to answer.
type catalogue struct {
	set    *fixtures.Set
	byName map[string]*scenario
}

// scenario is a fixtures.Scenario with its faults and templates understood.
type scenario struct {
	*fixtures.Scenario
	overrides []override
	rules     []rule
	faults    []fault.Fault
}

type override struct {
	fixtures.Override
	template *template.Template
}

type rule struct {
	fixtures.Rule
	answers []answer
}

type answer struct {
	fixtures.Answer
	faults   []fault.Fault
	template *template.Template
}

// newCatalogue understands every scenario of the set, or says what is wrong
// with the first that cannot be.
func newCatalogue(set *fixtures.Set) (*catalogue, error) {
	c := &catalogue{set: set, byName: map[string]*scenario{}}
	for _, s := range set.All() {
		ready, err := newScenario(s, set)
		if err != nil {
			return nil, err
		}
		c.byName[s.Name] = ready
	}
	return c, nil
}

// get gives a scenario by name; its error is a *Problem that names the nearest.
func (c *catalogue) get(name string) (*scenario, error) {
	if s := c.byName[name]; s != nil {
		return s, nil
	}
	_, err := c.set.Get(name)
	return nil, badInput("unknown-scenario", "scenario", err.Error(), "ringer scenarios lists all of them")
}

// check tells what would keep a scenario from answering, but for those that it
// names.
func (m *Mock) check(s *fixtures.Scenario) error {
	_, err := newScenario(s, nil)
	return err
}

// newScenario makes a scenario ready; set holds those its answers may name; nil
// when that was checked elsewhere.
func newScenario(s *fixtures.Scenario, set *fixtures.Set) (*scenario, error) {
	ready := &scenario{Scenario: s}
	var err error
	if ready.faults, err = parseFaults(s.Faults); err != nil {
		return nil, err
	}
	for _, o := range s.Overrides {
		t, err := parseTemplate(o.Template, o.Place)
		if err != nil {
			return nil, err
		}
		ready.overrides = append(ready.overrides, override{o, t})
	}
	for _, r := range s.Rules {
		answers, err := newAnswers(r.Answers, set)
		if err != nil {
			return nil, err
		}
		ready.rules = append(ready.rules, rule{r, answers})
	}
	return ready, nil
}

func newAnswers(written []fixtures.Answer, set *fixtures.Set) ([]answer, error) {
	answers := make([]answer, len(written))
	for i, a := range written {
		if a.Scenario != "" && set != nil {
			if _, err := set.Get(a.Scenario); err != nil {
				return nil, at(a.Place, err)
			}
		}
		t, err := parseTemplate(a.Template, a.Place)
		if err != nil {
			return nil, err
		}
		faults, err := parseFaults(a.Faults)
		if err != nil {
			return nil, err
		}
		answers[i] = answer{a, faults, t}
	}
	return answers, nil
}

func parseFaults(written []fixtures.Fault) ([]fault.Fault, error) {
	var faults []fault.Fault
	for _, w := range written {
		f, err := fault.Parse(json.RawMessage(w.Raw))
		if err != nil {
			return nil, at(w.Place, err)
		}
		faults = append(faults, f)
	}
	return faults, nil
}

// at leads an error with its place in a file.
func at(p fixtures.Place, err error) error {
	if p.File == "" {
		return err
	}
	return fmt.Errorf("%s:%d:%d: %w", p.File, p.Line, p.Column, err)
}
