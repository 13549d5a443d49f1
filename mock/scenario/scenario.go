package scenario

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"path/filepath"
	"text/template"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/fault"
	"github.com/ringer-api/ringer/mock/problem"
)

// Scenario is a fixtures.Scenario with its faults and templates parsed.
type Scenario struct {
	*fixtures.Scenario
	// Faults apply to every response.
	Faults    []fault.Fault
	overrides []override
	rules     []rule
}

type override struct {
	fixtures.Override
	template *template.Template
}

type rule struct {
	fixtures.Rule
	responses []Response
}

// Response is one of a rule's responses.
type Response struct {
	fixtures.Response
	Faults   []fault.Fault
	template *template.Template
}

// Decides reports whether the response has its own status code or body, not only headers
// and settings of the jobs.
func (a *Response) Decides() bool { return a.Code != 0 || a.ReplacesBody() }

// Status returns the response's status code; 200 when it sets none.
func (a *Response) Status() int { return cmp.Or(a.Code, http.StatusOK) }

// Check returns an error if a scenario cannot be prepared; it does not check the scenarios
// that this one names.
func Check(s *fixtures.Scenario) error {
	_, err := New(s, nil)
	return err
}

// New prepares a scenario. Set contains the scenarios that its responses may name; nil when
// these names were checked before.
func New(s *fixtures.Scenario, set *fixtures.Set) (*Scenario, error) {
	ready := &Scenario{Scenario: s}
	var err error
	if ready.Faults, err = parseFaults(s.Faults); err != nil {
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
		answers, err := newResponses(r.Responses, set)
		if err != nil {
			return nil, err
		}
		ready.rules = append(ready.rules, rule{r, answers})
	}
	return ready, nil
}

func newResponses(written []fixtures.Response, set *fixtures.Set) ([]Response, error) {
	answers := make([]Response, len(written))
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
		answers[i] = Response{a, faults, t}
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

// at prefixes an error with its place in a file.
func at(p fixtures.Place, err error) error {
	if p.File == "" {
		return err
	}
	return fmt.Errorf("%s:%d:%d: %w", p.File, p.Line, p.Column, err)
}

// problems returns the mock's own error for a scenario that fails at run time. The client
// receives it, so it contains the file's name, but not its folder.
func (s *Scenario) problems(p fixtures.Place, err error) error {
	var own *problem.Problem
	if errors.As(err, &own) {
		return own // no memory left, or no client: not an error of the scenario
	}
	if p.File != "" {
		p.File = filepath.Base(p.File)
	}
	return &problem.Problem{Status: http.StatusInternalServerError, Type: "urn:ringer:scenario",
		Title:  "the scenario cannot produce this response",
		Detail: fmt.Sprintf("scenario %s: %v", s.Name, at(p, err)), Field: "scenario"}
}
