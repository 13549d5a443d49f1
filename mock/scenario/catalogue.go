package scenario

import (
	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/problem"
)

// Catalogue is every known scenario, prepared for use. It is read-only.
type Catalogue struct {
	set    *fixtures.Set
	byName map[string]*Scenario
}

// NewCatalogue prepares every scenario of the set; its error is about the first one that is
// invalid.
func NewCatalogue(set *fixtures.Set) (*Catalogue, error) {
	c := &Catalogue{set: set, byName: map[string]*Scenario{}}
	for _, s := range set.All() {
		ready, err := New(s, set)
		if err != nil {
			return nil, err
		}
		c.byName[s.Name] = ready
	}
	return c, nil
}

// Set returns the set that the catalogue was made of.
func (c *Catalogue) Set() *fixtures.Set { return c.set }

// Len returns how many scenarios are known.
func (c *Catalogue) Len() int { return len(c.byName) }

// Lookup returns a scenario by name; nil when there is none.
func (c *Catalogue) Lookup(name string) *Scenario { return c.byName[name] }

// Get returns a scenario by name; its error is a *problem.Problem that suggests the
// nearest.
func (c *Catalogue) Get(name string) (*Scenario, error) {
	if s := c.byName[name]; s != nil {
		return s, nil
	}
	_, err := c.set.Get(name)
	return nil, problem.BadInput("unknown-scenario", "scenario", err.Error(), "ringer scenarios lists all of them")
}

// Inline prepares a scenario that was given by value. One that refers to something the mock
// does not know is a *problem.Problem.
func (c *Catalogue) Inline(given *fixtures.Scenario) (*Scenario, error) {
	ready, err := New(given, c.set)
	if err != nil {
		return nil, problem.BadInput("scenario", "scenario", err.Error(), "")
	}
	return ready, nil
}
