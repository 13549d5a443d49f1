package mock

import "github.com/ringer-api/ringer/schemas"

// Broken is an answer that broke the contract without its scenario saying so.
type Broken struct {
	Trace      Trace
	Violations []schemas.Violation
}

// maxBroken bounds what Broken remembers.
const maxBroken = 100

// Broken lists the answers that broke the contract against the word of their
// scenario, the first hundred. It is empty without Config.SelfCheck.
func (m *Mock) Broken() []Broken {
	m.mu.Lock()
	defer m.mu.Unlock()
	return append([]Broken(nil), m.broken...)
}

// check holds the answer against the schemas, if the mock is told to.
func (c *call) check() {
	m := c.session.mock
	onPurpose := c.refusal == nil && (c.plan.breaks || c.plan.scenario.BreaksContract)
	if !m.config.SelfCheck || c.operation == "" || onPurpose {
		return
	}
	documented, ok := c.described().Responses[c.answer.Status]
	if !ok || documented.Schema == nil {
		return
	}
	violations := documented.Schema.Validate(c.answer.Body)
	if len(violations) == 0 {
		return
	}
	for _, v := range violations {
		c.trace.Broken = append(c.trace.Broken, v.String())
	}
	m.config.Logger.Error("the answer breaks the contract, and its scenario does not say so",
		"trace", c.trace.ID, "scenario", c.trace.Scenario, "violation", violations[0].String())
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.broken) < maxBroken {
		m.broken = append(m.broken, Broken{Trace: c.trace, Violations: violations})
	}
}
