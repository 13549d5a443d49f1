package mock

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/fault"
	"github.com/ringer-api/ringer/mock/prefer"
	"github.com/ringer-api/ringer/mock/scenario"
	"github.com/ringer-api/ringer/mock/session"
	"github.com/ringer-api/ringer/mock/world"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// plan is what one response should be like, after all sources were applied.
type plan struct {
	scenario *scenario.Scenario
	seed     uint64
	generate fixtures.Generate
	count    *int   // so many jobs in the list; nil for all
	status   string // every job in this state; "" for no change
	code     int    // this status code; 0 for that of the operation
	wait     time.Duration
	faults   []fault.Fault
	breaks   bool               // the contract, as requested by the control interface
	response *scenario.Response // a body or headers of its own; nil when none
	turns    bool               // the rules respond with jobs to other calls of the operation
}

// sources are what a plan is made of.
type sources struct {
	seed     uint64             // the session's
	resource string             // that the request is about
	scenario *scenario.Scenario // the one that the request names, or its session's
	rule     *scenario.Response // of the scenario's rule that matched; nil when none did
	instead  *scenario.Scenario // the one that the rule's response switches to; nil for none
	prefer   *prefer.Preferences
	faults   []fault.Fault // the session's own
}

// newPlan applies the sources in order: the scenario, its rule, the request itself. Later
// ones override earlier ones; faults accumulate. A rule that switches to another scenario
// uses that one's data, not its rules.
func newPlan(s sources) plan {
	base := s.scenario
	if s.instead != nil {
		base = s.instead
	}
	p := plan{scenario: base, seed: s.seed, generate: base.Generate.For(s.resource), faults: slices.Clone(base.Faults)}
	if s.rule != nil {
		p.apply(&s.rule.Response)
		p.faults = append(p.faults, s.rule.Faults...)
		p.response = s.rule
	}
	p.apply(&s.prefer.Response)
	if code := s.prefer.Response.Code; p.response != nil && code != 0 && p.response.Decides() && p.response.Status() != code {
		p.response = nil // a status code was requested: use the response for that one
	}
	p.faults = append(p.faults, s.faults...)
	return p
}

// apply applies the settings of a response to the plan.
func (p *plan) apply(a *fixtures.Response) {
	if a.Count != nil {
		p.count, p.generate.Count = a.Count, a.Count
	}
	if a.Status != "" {
		p.status = a.Status
		if n := len(p.generate.Sequence); a.Count == nil && n > 0 && p.generate.Count == nil {
			p.generate.Count = &n
		}
		p.generate.States, p.generate.Sequence = map[string]int{a.Status: 1}, nil
	}
	if a.Seed != nil {
		p.seed = *a.Seed
	}
	if a.Code != 0 {
		p.code = a.Code
	}
	if a.Wait != nil {
		p.wait = time.Duration(*a.Wait)
	}
}

// operates reports whether the operation itself responds, with its jobs.
func (p *plan) operates() bool {
	return (p.code == 0 || p.code == http.StatusOK) && (p.response == nil || !p.response.ReplacesBody())
}

// replaced returns the status code of what is returned instead of jobs; 0 when the
// operation itself responds.
func (p *plan) replaced() int {
	switch {
	case p.operates():
		return 0
	case p.response != nil:
		return p.response.Status()
	}
	return p.code
}

// scenario returns the one that the request names, or its session's.
func (c *call) scenario() (s *scenario.Scenario, err error) {
	if named := c.prefer.Response.Scenario; named != "" {
		s, err = c.api.library.Current().Get(named)
	} else {
		s, err = c.session.ScenarioInForce(c.api.name)
	}
	if err == nil {
		c.plan.scenario, c.trace.Scenario = s, s.Name
	}
	return s, err
}

// makePlan counts the call, matches the scenario's rules, and makes the plan. Rules do not
// apply to a request that the framework refuses, but faults do, like those of a bad network.
// A preference that the response cannot follow is an error.
func (c *call) makePlan(base *scenario.Scenario) error {
	from := sources{seed: c.session.Seed(), resource: c.resource(), scenario: base, prefer: c.prefer, faults: c.session.Faults()}
	turns := false
	c.locate()
	if c.refusal == nil {
		if c.scope != (world.Scope{}) {
			c.session.WatchScope(c.scope, c.now)
		}
		if err := c.countCall(); err != nil {
			return err
		}
		if err := c.applyRule(&from); err != nil {
			return err
		}
		turns = from.rule != nil && base.Serves(c.operation.ID)
	}
	c.plan = newPlan(from)
	c.plan.turns = turns
	err := c.prefer.Check(c.response())
	if err == nil {
		err = c.keepSession()
	}
	if err != nil || c.refusal == nil {
		return err
	}
	c.nth, err = c.session.Count("refused", session.OfAPI(c.api.name, c.operationID()))
	return err
}

// keepSession keeps the call's session. A request that failed authentication, or has no path
// of the API, keeps nothing.
func (c *call) keepSession() error {
	if c.operation == nil || c.refusal != nil && (c.refusal.Status == http.StatusUnauthorized || c.refusal.Status == http.StatusForbidden) {
		return nil
	}
	return c.mock.sessions.Keep(c.session)
}

func (c *call) countCall() (err error) {
	c.nth, err = c.session.CountRequest(c.api.name, c.operation.ID, c.ids())
	c.trace.Call = c.nth
	return err
}

// applyRule finds the scenario's first matching rule.
func (c *call) applyRule(from *sources) error {
	request := c.forScenario()
	var failed error
	match, misses := from.scenario.Match(&request, func(rule int) int {
		n, err := c.session.Count(append([]string{"rule", session.OfAPI(c.api.name, from.scenario.Name), strconv.Itoa(rule), c.operation.ID}, c.ids()...)...)
		failed = cmp.Or(failed, err)
		return n
	})
	c.trace.NearMisses = c.api.keys.hideIn(misses, c.request)
	if failed != nil || match.Response == nil {
		return failed
	}
	from.rule = match.Response
	c.trace.Rule, c.trace.Response = match.Rule, match.Number
	if to := match.Response.Scenario; to != "" {
		instead, err := c.api.library.Current().Get(to)
		if err != nil {
			return fmt.Errorf("scenario %s: %w", from.scenario.Name, err)
		}
		from.instead = instead
		c.trace.RuleOf, c.trace.Scenario = from.scenario.Name, to
	}
	return nil
}

// response describes for the preferences how the plan lets the request be answered.
func (c *call) response() *prefer.Response {
	r := &prefer.Response{Operation: c.operationID(), Role: c.place.Role, Scenario: c.plan.scenario.Name, Replaced: c.plan.replaced(),
		Turns: c.plan.turns, OwnResults: c.place.Role == jobs.ResultsRole && c.plan.scenario.Results != nil}
	r.Waited = c.waited
	if c.refusal != nil {
		r.Refusal = c.refusal.Status
	}
	return r
}
