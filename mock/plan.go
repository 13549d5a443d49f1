package mock

import (
	"cmp"
	"net/http"
	"slices"
	"time"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/fault"
)

// plan is what one answer should be like, after everybody had a say: the
// session's scenario, the scenario's rule that matched, and the request itself.
// Later wins; faults add up.
type plan struct {
	scenario *scenario
	seed     uint64
	generate fixtures.Generate
	count    *int   // so many executions in the list; nil as many as there are
	status   string // every execution in this state; "" as they are
	code     int    // this HTTP status; 0 the good answer
	wait     time.Duration
	faults   []fault.Fault
	breaks   bool    // the contract, as the control interface asked for
	answer   *answer // a body or headers of its own; nil when none
	turns    bool    // the rules let executions answer other calls of the operation
}

// enter begins the plan with the world that the call is in: the scenario that
// the request names, or its session's.
func (c *call) enter() error {
	c.plan = plan{seed: c.session.Seed()}
	named := c.wish.answer.Scenario
	if named != "" {
		return c.redirect(named)
	}
	s, err := c.session.scenario()
	if err != nil {
		return err
	}
	c.behave(s)
	return nil
}

// makePlan completes the plan for a call that got through.
func (c *call) makePlan() error {
	if err := c.applyRule(); err != nil {
		return err
	}
	c.plan.apply(&c.wish.answer)
	code := c.wish.answer.Code
	if own := c.plan.answer; own != nil && code != 0 && own.decides() && own.status() != code {
		c.plan.answer = nil // another status than the one asked for, and what belongs to it
	}
	c.plan.faults = append(c.plan.faults, c.session.ownFaults()...)
	return nil
}

// behave makes the plan that of a scenario.
func (c *call) behave(s *scenario) {
	c.plan.scenario = s
	c.plan.generate = s.Generate
	c.plan.faults = slices.Clone(s.faults)
	c.trace.Scenario = s.Name
}

// redirect makes the plan that of another scenario.
func (c *call) redirect(name string) error {
	s, err := c.session.mock.catalogue.Load().get(name)
	if err != nil {
		return err
	}
	c.behave(s)
	return nil
}

// applyRule gives the scenario's first matching rule its say. A rule that
// sends to another scenario uses what that one holds, not its rules.
func (c *call) applyRule() error {
	a := c.match()
	if a == nil {
		return nil
	}
	c.plan.turns = c.plan.scenario.serves(c.operation)
	if a.Scenario != "" {
		c.trace.RuleOf = c.plan.scenario.Name
		if err := c.redirect(a.Scenario); err != nil {
			return err
		}
	}
	c.plan.apply(&a.Answer)
	c.plan.faults = append(c.plan.faults, a.faults...)
	c.plan.answer = a
	return nil
}

// apply lets an answer's wishes overrule the plan.
func (p *plan) apply(a *fixtures.Answer) {
	if a.Count != nil {
		p.count, p.generate.Count = a.Count, a.Count
	}
	if a.Status != "" {
		p.status = a.Status
		p.generate.States, p.generate.Sequence = map[string]int{a.Status: 1}, nil
		if a.Count == nil && len(p.scenario.Generate.Sequence) > 0 && p.generate.Count == nil {
			n := len(p.scenario.Generate.Sequence)
			p.generate.Count = &n
		}
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

// decides tells whether the answer says what is answered, beyond headers and
// what the executions are like.
func (a *answer) decides() bool { return a.Code != 0 || a.ReplacesBody() }

// status is the answer's; 200 when it does not say.
func (a *answer) status() int { return cmp.Or(a.Code, http.StatusOK) }

// operates tells whether the operation itself answers, with its executions.
func (p *plan) operates() bool {
	return (p.code == 0 || p.code == http.StatusOK) && (p.answer == nil || !p.answer.ReplacesBody())
}
